import { Paper, Skeleton, Stack, Table } from "@mantine/core"
import type { ReactNode } from "react"

/** A table in its own box, which scrolls sideways where it must. */
export function Sheet({
  label,
  columns,
  children,
}: {
  label: string
  /** A heading each; one in parentheses is for screen readers only. */
  columns: readonly string[]
  children: ReactNode
}) {
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-label={label}>
        <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) =>
                column.startsWith("(") ? (
                  <Table.Th key={column} w={1} aria-label={column.slice(1, -1)} />
                ) : (
                  <Table.Th key={column}>{column}</Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  )
}

/** In place of a sheet or form while its first answer is on its way. */
export function Loading() {
  return (
    <Paper withBorder p="md" role="status" aria-label="Loading">
      <Stack gap="md">
        {[72, 90, 64, 82].map((percent) => (
          <Skeleton key={percent} h={18} w={`${percent}%`} />
        ))}
      </Stack>
    </Paper>
  )
}
