import { Box, Paper, Skeleton, Stack, Table } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./sheet.module.css"

export interface Column<Row> {
  heading: string
  /** What is there; null: nothing is known, and a card leaves the line out. */
  cell: (row: Row) => ReactNode
  /**
   * `title`: what the row is about, and its card starts with; each sheet has one. `text`: may be long or without spaces,
   * and gives way. `number`: its figures line up. `short`: stays on one line. `actions`: buttons, whose heading is for
   * screen readers only. Without one: a word or two.
   */
  kind?: "title" | "text" | "number" | "short" | "actions"
}

/** More than these do not fit beside each other; such a table may be pushed sideways, by keyboard too. */
const fewColumns = 8

/**
 * A table, which in a narrow place becomes a card for each row: its title, then a line for each column that has
 * something to say. It stays a table to screen readers, whatever it looks like.
 */
export function Sheet<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
}) {
  const isBroad = columns.length > fewColumns
  return (
    <Paper
      withBorder
      className={classes.sheet ?? ""}
      {...(isBroad ? { tabIndex: 0, role: "region", "aria-label": label } : {})}
    >
      {/* Browsers take a table that is shown as blocks for none, unless it says that it is one. */}
      <Table className={classes.table ?? ""} aria-label={label} role="table" horizontalSpacing="md">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map(({ heading, kind }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity than their place
              <Table.Th key={index} role="columnheader" data-kind={kind}>
                {kind === "actions" ? <span className={classes.unseen}>{heading}</span> : heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)} role="row">
              {columns.map(({ heading, cell, kind }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity than their place
                <Cell key={index} heading={heading} kind={kind}>
                  {cell(row)}
                </Cell>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

interface CellProps extends Pick<Column<never>, "heading"> {
  kind: Column<never>["kind"]
  children: ReactNode
}

function Cell({ heading, kind, children }: CellProps) {
  const isEmpty = children === null || children === undefined || children === ""
  return (
    <Table.Td role="cell" data-kind={kind} data-heading={heading}>
      {isEmpty ? null : <Box className={classes.value ?? ""}>{children}</Box>}
    </Table.Td>
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
