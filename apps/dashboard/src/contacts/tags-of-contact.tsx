import { Badge, Group, TagsInput, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Section } from "../look/page/section.tsx"
import { sayFailed } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

type Tag = Shapes["TagOfContact"]

/** The tags of a contact; who may change them types new ones and takes others off. */
export function TagsOfContact({ contactId, tags }: { contactId: string; tags: readonly Tag[] }) {
  const may = useMay()
  if (may("contacts:write")) return <EditedTags contactId={contactId} tags={tags} />
  if (tags.length === 0) return null
  return (
    <Section title="Tags">
      <Group gap="xs">
        {tags.map(({ id, name }) => (
          <Badge key={id} variant="default">
            {name}
          </Badge>
        ))}
      </Group>
    </Section>
  )
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

function EditedTags({ contactId, tags }: { contactId: string; tags: readonly Tag[] }) {
  const queries = useQueryClient()
  const known = api.useQuery("get", "/v1/contact-tags", { params: { query: { limit: 500 } } })
  const all = known.data?.data ?? []
  const change = useAction(
    async (names: string[]) => {
      const add: string[] = []
      for (const name of names.filter((one) => !tags.some((tag) => isSame(tag.name, one)))) {
        const { data, error } = await client.POST("/v1/contact-tags", { body: { name } })
        if (data === undefined) throw error
        add.push(data.id)
      }
      const remove = tags.filter(({ name }) => !names.some((one) => isSame(name, one))).map(({ id }) => id)
      if (add.length + remove.length === 0) return
      const { error } = await client.PATCH("/v1/contacts/{id}/tags", {
        params: { path: { id: contactId } },
        body: { add, remove },
      })
      if (error) throw error
      await queries.invalidateQueries({
        predicate: ({ queryKey: [, path] }) => /^\/v1\/contact(s|-tags)/.test(String(path)),
      })
    },
    (failure) => sayFailed(failure),
  )
  const shown = change.underWay?.[0] ?? tags.map(({ name }) => name)
  return (
    <Section title="Tags">
      <TagsInput
        aria-label="Tags"
        placeholder={shown.length === 0 ? "Add a tag" : ""}
        data={all.map(({ name }) => name)}
        maxTags={50}
        acceptValueOnBlur
        value={shown}
        readOnly={change.isBusy}
        onChange={(names) => void change.run(names)}
      />
      {tags.length === 0 ? (
        <Text size="xs" c="dimmed">
          Press Enter after each. Lists and segments can be narrowed to a tag.
        </Text>
      ) : null}
    </Section>
  )
}
