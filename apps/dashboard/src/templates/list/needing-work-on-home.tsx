import { Badge, Group, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../api/client.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Rows } from "../../look/rows/rows.tsx"
import { FewFirst } from "../../look/show-more.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useMay } from "../../session/me.ts"
import { languageName } from "../language-name.ts"
import { DraftLink } from "./draft-link.tsx"
import { StatusBadge } from "./status-badge.tsx"

/** Those in which a template waits for somebody to fix it. */
const status = "REJECTED,PAUSED,DISABLED,LIMIT_EXCEEDED"

type Task = { at: string } & ({ template: Shapes["Template"] } | { draft: Shapes["TemplateDraftSummary"] })

/**
 * On Home: the templates that cannot be sent until somebody does something, and those that are still being written, the last
 * one that changed first.
 */
export default function TemplatesThatNeedWork() {
  const mayWrite = useMay()("templates:write")
  const templates = api.useQuery("get", "/v1/templates", { params: { query: { status, limit: 50 } } })
  const drafts = api.useQuery(
    "get",
    "/v1/template-drafts",
    { params: { query: { limit: 50 } } },
    { enabled: mayWrite },
  )
  const failed = [templates, drafts].find(({ error }) => error !== null)
  const tasks: Task[] = [
    ...(templates.data?.data ?? []).map((template) => ({ at: template.updated_at, template })),
    ...(drafts.data?.data ?? []).map((draft) => ({ at: draft.updated_at, draft })),
  ]
  if (failed === undefined && tasks.length === 0) return null
  return (
    <Section title="Templates that need work">
      <ProblemAlert failure={failed?.error} retry={failed?.refetch} />
      <FewFirst all={tasks.toSorted((one, other) => other.at.localeCompare(one.at))} few={5} what="templates">
        {(shown) => (
          <Rows label="Templates that need work">
            {shown.map((task) =>
              "draft" in task ? (
                <Unfinished key={task.draft.id} draft={task.draft} />
              ) : (
                <NeedsWork key={task.template.id} template={task.template} />
              ),
            )}
          </Rows>
        )}
      </FewFirst>
    </Section>
  )
}

function Unfinished({ draft }: { draft: Shapes["TemplateDraftSummary"] }) {
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" gap="sm" fz="sm">
        <DraftLink draft={draft} />
        <Badge color="gray" tt="none" fw={550} miw="max-content">
          {draft.template_id === null ? "Draft" : "Draft of a change"}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        Changed <Instant at={draft.updated_at} ago />
        {draft.changed_by_name === null ? "" : ` by ${draft.changed_by_name}`}
      </Text>
    </Stack>
  )
}

function NeedsWork({ template }: { template: Shapes["Template"] }) {
  const { group_id, name, language, explanation } = template
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <AnchorLink to="/templates/$groupId" params={{ groupId: group_id }} size="sm" fw={550} lineClamp={1}>
          {name}
        </AnchorLink>
        <StatusBadge explanation={explanation} />
      </Group>
      <Text size="sm" c="dimmed" lineClamp={2}>
        {languageName(language)}. {explanation.meaning}
      </Text>
    </Stack>
  )
}
