import { Button, Text } from "@mantine/core"
import { IconDownload, IconListCheck } from "@tabler/icons-react"
import { client, type Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { useWorkspace } from "../../session/me.ts"

/** The rows that an import did not take, each with its reason, and all of them as a file to correct. */
export function RefusedRows({ data: { id } }: { data: Shapes["Import"] }) {
  const workspace = useWorkspace()
  return (
    <Section
      title="Skipped rows"
      intro="Fix these rows in the file and import it again."
      aside={
        <Button
          component="a"
          href={`/v1/imports/${id}/refused-file?${new URLSearchParams({ workspace: workspace.id })}`}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download file
        </Button>
      }
    >
      <DataTable
        label="Skipped rows"
        path="/v1/imports/{id}/refused-rows"
        of={{ id }}
        isSecond
        read={({ limit, after = "0" }) => readRefusedRows(id, { limit, after: Number(after) })}
        columns={[
          { heading: "Line", kind: "number", cell: ({ line }) => line },
          { heading: "Reason", kind: "title", cell: ({ reason }) => reason },
          {
            heading: "Row",
            kind: "text",
            cell: ({ cells }) => (
              <Text span inherit c="dimmed">
                {cells.join(", ")}
              </Text>
            ),
            text: ({ cells }) => cells.join(", "),
          },
        ]}
        empty={
          <EmptyState icon={IconListCheck} title="No skipped rows">
            Every row of the file was imported.
          </EmptyState>
        }
      />
    </Section>
  )
}

/** They are known by their lines, in whose order they are. */
async function readRefusedRows(id: string, query: { limit: number; after: number }) {
  const { data, error } = await client.GET("/v1/imports/{id}/refused-rows", {
    params: { path: { id }, query },
  })
  if (data === undefined) return { error }
  const rows = data.data.map((row) => ({ ...row, id: String(row.line) }))
  return { data: { data: rows, next: data.next === null ? null : String(data.next) } }
}
