import { Group, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../api/client.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Rows } from "../../look/rows/rows.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { StateBadge } from "./state-badge.tsx"

const few = 3

/** On Home: the last files of contacts that came in. */
export default function RecentImports() {
  const { data, error, refetch } = api.useQuery("get", "/v1/imports", { params: { query: { limit: few } } })
  if (error === null && (data === undefined || data.data.length === 0)) return null
  return (
    <Section
      title="Recent imports"
      aside={
        <AnchorLink to="/contacts/imports" size="sm">
          All imports
        </AnchorLink>
      }
    >
      <ProblemAlert failure={error} retry={refetch} />
      <Rows label="Recent imports">
        {data?.data.map((one) => (
          <RecentImport key={one.id} one={one} />
        ))}
      </Rows>
    </Section>
  )
}

function RecentImport({ one }: { one: Shapes["Import"] }) {
  const amount = useAmount()
  const { id, file_name, state, rows_read, rows_refused, created_at } = one
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <AnchorLink
          to="/contacts/imports/$importId"
          params={{ importId: id }}
          size="sm"
          fw={550}
          lineClamp={1}
        >
          {file_name}
        </AnchorLink>
        <StateBadge state={state} />
      </Group>
      <Text size="sm" c="dimmed">
        {amount(rows_read)} {rows_read === 1 ? "row" : "rows"}
        {rows_refused === 0 ? "" : `, ${amount(rows_refused)} skipped`} · <Instant at={created_at} ago />
      </Text>
    </Stack>
  )
}
