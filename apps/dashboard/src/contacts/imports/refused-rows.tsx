import { Button, Group, Text } from "@mantine/core"
import { IconChevronLeft, IconChevronRight, IconDownload } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { Loading, Sheet } from "../../look/dialogs/sheet.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Section } from "../../look/section.tsx"
import { useWorkspace } from "../../session/me.ts"

const atOnce = 20

/** The rows that an import did not take, each with its reason, and all of them as a file to correct. */
export function RefusedRows({ data: { id, columns } }: { data: Shapes["Import"] }) {
  const workspace = useWorkspace()
  const [trail, setTrail] = useState<number[]>([])
  const rows = api.useQuery(
    "get",
    "/v1/imports/{id}/refused-rows",
    { params: { path: { id }, query: { after: trail.at(-1) ?? 0, limit: atOnce } } },
    { placeholderData: keepPreviousData },
  )
  const next = rows.data?.next ?? null
  return (
    <Section
      title="Refused rows"
      intro="Fix them in the file and import it again."
      aside={
        <Button
          component="a"
          href={`/v1/imports/${id}/refused.csv?${new URLSearchParams({ workspace: workspace.id })}`}
          download={`refused-${id}.csv`}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download as CSV
        </Button>
      }
    >
      <ProblemAlert failure={rows.error} retry={rows.refetch} />
      {rows.data === undefined ? <Loading /> : null}
      {rows.data ? (
        <Sheet
          label="Refused rows"
          rows={rows.data.data}
          keyOf={({ line }) => line}
          columns={[
            { heading: "Line", cell: ({ line }) => line },
            { heading: "Reason", kind: "title", cell: ({ reason }) => reason },
            {
              heading: columns?.join(", ") ?? "Row",
              kind: "text",
              cell: ({ cells }) => (
                <Text span inherit c="dimmed">
                  {cells.join(", ")}
                </Text>
              ),
            },
          ]}
        />
      ) : null}
      {trail.length === 0 && next === null ? null : (
        <Group justify="flex-end" gap="xs" component="nav" aria-label="Pages of refused rows">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconChevronLeft size={16} aria-hidden />}
            disabled={trail.length === 0}
            onClick={() => setTrail(trail.slice(0, -1))}
          >
            Previous
          </Button>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronRight size={16} aria-hidden />}
            disabled={next === null}
            onClick={() => next !== null && setTrail([...trail, next])}
          >
            Next
          </Button>
        </Group>
      )}
    </Section>
  )
}
