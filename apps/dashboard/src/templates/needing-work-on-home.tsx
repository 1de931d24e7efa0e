import { Group, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { AnchorLink } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Rows } from "../look/rows/rows.tsx"
import { Section } from "../look/section.tsx"
import { FewFirst } from "../look/show-more.tsx"
import { languageName } from "./language-name.ts"
import { StatusBadge } from "./status-badge.tsx"

/** Those in which a template waits for somebody to fix it. */
const status = "REJECTED,PAUSED,DISABLED,LIMIT_EXCEEDED"

/** On Home: the templates that cannot be sent until somebody does something, the last one that changed first. */
export default function TemplatesThatNeedWork() {
  const { data, error, refetch } = api.useQuery("get", "/v1/templates", {
    params: { query: { status, limit: 50 } },
  })
  const templates = (data?.data ?? []).toSorted((one, other) =>
    other.updated_at.localeCompare(one.updated_at),
  )
  if (error === null && templates.length === 0) return null
  return (
    <Section title="Templates that need work">
      <ProblemAlert failure={error} retry={refetch} />
      <FewFirst all={templates} few={5} what="templates">
        {(shown) => (
          <Rows label="Templates that need work">
            {shown.map((template) => (
              <NeedsWork key={template.id} template={template} />
            ))}
          </Rows>
        )}
      </FewFirst>
    </Section>
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
