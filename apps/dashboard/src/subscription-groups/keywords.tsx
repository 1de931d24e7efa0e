import { Badge, Button, Select, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconAbc, IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { Section } from "../look/page/section.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"

type Keyword = Shapes["ConsentKeyword"]

const meanings: Record<Keyword["meaning"], { label: string; color: string }> = {
  stop: { label: "Unsubscribes", color: "red" },
  start: { label: "Subscribes", color: "teal" },
  help: { label: "Asks for help", color: "blue" },
  none: { label: "Does nothing", color: "gray" },
}
const isMeaning = (value: string): value is Keyword["meaning"] => Object.hasOwn(meanings, value)

/** Words that the workspace added to those that Parley knows. */
export function Keywords({ groupId }: { groupId: string }) {
  const [isAdding, adding] = useDisclosure(false)
  return (
    <Section
      title="Keywords"
      intro="STOP, START, HELP and words like them in over sixty languages are always understood when they are the whole message. Add words of your own, or give a word another meaning."
      aside={
        <Allowed to="subscriptions:write">
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={adding.open}>
            Add a keyword
          </Button>
        </Allowed>
      }
    >
      <DataTable
        label="Keywords"
        path="/v1/consent-keywords"
        of={{ subscription_group_id: groupId }}
        isSecond
        columns={columns}
        usual={{ sort: "created", order: "asc" }}
        read={(query) =>
          client.GET("/v1/consent-keywords", {
            params: { query: { ...query, subscription_group_id: groupId } },
          })
        }
        empty={
          <EmptyState icon={IconAbc} title="No keywords of your own">
            The words that Parley knows are understood all the same.
          </EmptyState>
        }
      />
      {isAdding ? <NewKeyword groupId={groupId} onClose={adding.close} /> : null}
    </Section>
  )
}

const columns: readonly Column<Keyword, "created" | "word">[] = [
  {
    heading: "Word",
    kind: "title",
    sort: "word",
    cell: ({ word }) => <bdi>{word}</bdi>,
    text: ({ word }) => word,
  },
  {
    heading: "Meaning",
    cell: ({ meaning }) => <Badge color={meanings[meaning].color}>{meanings[meaning].label}</Badge>,
    text: ({ meaning }) => meanings[meaning].label,
  },
  {
    heading: "Counts for",
    kind: "short",
    cell: ({ subscription_group_id }) => (subscription_group_id === null ? "All groups" : "This group"),
    text: ({ subscription_group_id }) => (subscription_group_id === null ? "All groups" : "This group"),
  },
  { heading: "Actions", kind: "actions", cell: (keyword) => <Delete keyword={keyword} /> },
]

function Delete({ keyword: { id, word } }: { keyword: Keyword }) {
  const queries = useQueryClient()
  const remove = useAction(async () => {
    const { error } = await client.DELETE("/v1/consent-keywords/{id}", { params: { path: { id } } })
    if (error) throw error
    await queries.invalidateQueries({ queryKey: ["get", "/v1/consent-keywords"] })
    sayDone(`“${word}” was deleted.`)
  }, sayFailed)
  return (
    <Allowed to="subscriptions:write">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Delete “${word}”`}
        loading={remove.isBusy}
        onClick={() => void remove.run()}
      >
        Delete
      </Button>
    </Allowed>
  )
}

function NewKeyword({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { word: "", meaning: "stop", scope: "group" },
    validate: { word: (value) => (value.trim() === "" ? "Enter a word" : null) },
  })
  return (
    <FormDialog
      title="Add a keyword"
      form={form}
      words={{ word: "Word", meaning: "Meaning", scope: "Counts for" }}
      isNew
      submit="Add"
      onClose={onClose}
      onSubmit={async ({ word, meaning, scope }) => {
        if (!isMeaning(meaning)) return
        const { error } = await client.POST("/v1/consent-keywords", {
          body: { word, meaning, subscription_group_id: scope === "group" ? groupId : null },
        })
        if (error) throw error
        await queries.invalidateQueries({ queryKey: ["get", "/v1/consent-keywords"] })
        onClose()
      }}
    >
      <Stack>
        <TextInput
          label="Word"
          description="A whole message, such as “No more”. Case, accents, punctuation and emoji don't matter."
          maxLength={80}
          data-autofocus
          {...form.getInputProps("word")}
        />
        <Select
          label="Meaning"
          allowDeselect={false}
          data={Object.entries(meanings).map(([value, { label }]) => ({ value, label }))}
          {...form.getInputProps("meaning")}
        />
        <Select
          label="Counts for"
          allowDeselect={false}
          data={[
            { value: "group", label: "This group" },
            { value: "all", label: "All groups" },
          ]}
          {...form.getInputProps("scope")}
        />
        {form.values.meaning === "none" ? (
          <Text size="sm" c="dimmed">
            Takes the meaning from a word that Parley knows, such as “end”. STOP and UNSUBSCRIBE always
            unsubscribe.
          </Text>
        ) : null}
      </Stack>
    </FormDialog>
  )
}
