import { Badge, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core"
import { IconLanguage } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { api, client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Loading } from "../look/dialogs/sheet.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { languageName } from "./language-name.ts"
import { Variant } from "./variant.tsx"

const route = getRouteApi("/framed/templates/$groupId")

/** One template in all its languages, side by side. */
export function TemplateGroupPage() {
  const { groupId } = route.useParams()
  const group = api.useQuery("get", "/v1/template-groups/{id}", { params: { path: { id: groupId } } })
  const [first] = group.data?.templates ?? []
  return (
    <Page
      title={group.data?.name ?? "Template"}
      up={{ to: "/templates", label: "Templates" }}
      wide
      action={
        group.data && first ? (
          <Allowed to="templates:write">
            <ButtonLink
              to="/templates/new"
              search={{ name: group.data.name, from: first.id }}
              leftSection={<IconLanguage size={18} aria-hidden />}
            >
              Add a language
            </ButtonLink>
          </Allowed>
        ) : undefined
      }
    >
      <Allowed to="templates:read" instead={<NotAllowed permission="templates:read" />}>
        <ProblemAlert failure={group.error} retry={group.refetch} />
        {group.isPending ? <Loading /> : null}
        {group.data ? <Languages group={group.data} /> : null}
      </Allowed>
    </Page>
  )
}

function Languages({ group }: { group: Shapes["TemplateGroup"] }) {
  const { templates } = group
  if (templates.length === 0) {
    return <Text c="dimmed">All languages were deleted. The name can be reused after 30 days.</Text>
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <Group gap="xs">
          <Badge variant="default" tt="capitalize">
            {(templates[0]?.category ?? "").toLowerCase()}
          </Badge>
          <Text size="sm" c="dimmed">
            {templates.length === 1 ? "One language" : `${templates.length} languages`}
          </Text>
        </Group>
        {templates.length > 1 ? <Fallback group={group} /> : null}
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2, xl: templates.length > 2 ? 3 : 2 }} spacing="lg">
        {templates.map(({ id }) => (
          <Variant key={id} id={id} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

/** Which language contacts get who speak none of these. */
function Fallback({ group }: { group: Shapes["TemplateGroup"] }) {
  const queries = useQueryClient()
  const may = useMay()
  const declare = useAction(async (language: string | null) => {
    const { error } = await client.PATCH("/v1/template-groups/{id}", {
      params: { path: { id: group.id } },
      body: { fallback_language: language },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Fallback language saved.")
  }, sayFailed)
  return (
    <Select
      label="Fallback language"
      description="For contacts with another language"
      data={group.templates.map(({ language }) => ({ value: language, label: languageName(language) }))}
      placeholder={`${languageName(group.templates[0]?.language ?? "")} (the oldest)`}
      value={group.fallback_language}
      clearable
      disabled={!may("templates:write") || declare.isBusy}
      onChange={(language) => void declare.run(language)}
      w={320}
      maw="100%"
    />
  )
}
