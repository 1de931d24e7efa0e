import { Box, Checkbox, Paper, Table, UnstyledButton } from "@mantine/core"
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react"
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react"
import { AnchorLink } from "../links.tsx"
import { ClampTooltip } from "./clamp-tooltip.tsx"
import type { AnyColumn } from "./column.ts"
import type { Sorted } from "./list-state.ts"
import { rowStepOf } from "./row-keys.ts"
import classes from "./rows.module.css"

export type Density = "compact" | "comfortable"

/** Ticks before rows; `at` is a row's place. */
export interface Ticks {
  /** What the rows are, for screen readers: `Select all templates on this page`. */
  what: string
  all: "none" | "some" | "all"
  has: (at: number) => boolean
  onTick: (at: number, withShift: boolean) => void
  onTickAll: () => void
  onClear: () => void
}

export interface RowsProps<Row> {
  label: string
  columns: readonly AnyColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  /** The page of a row: its title is a link there, and a click anywhere else on the row goes there, too. */
  linkOf?: ((row: Row) => string) | undefined
  density?: Density | undefined
  sorted?: Sorted | undefined
  onSort?: ((sort: string) => void) | undefined
  ticks?: Ticks | undefined
}

/** What a click on is for itself, not for the row. */
const ownClicks = "a, button, input, label, select, textarea, [role=combobox], [role=menuitem]"
/** What the arrow keys go along: the same of each row. */
const stops = { link: "a[data-row-link]", checkbox: "[data-kind=select] input" }

/**
 * A table, which in a narrow place becomes a card for each row: its title, then a line for each column that has
 * something to say. It stays a table to screen readers, whatever it looks like.
 */
export function Rows<Row>(props: RowsProps<Row>) {
  const { label, columns, rows, keyOf, density = "compact", sorted, onSort, ticks, linkOf } = props
  const frame = useRef<HTMLDivElement>(null)
  const isBroad = useIsBroad(frame)
  return (
    <Paper
      withBorder
      ref={frame}
      className={classes.sheet ?? ""}
      data-density={density}
      {...(isBroad ? { tabIndex: 0, role: "region", "aria-label": label, "data-broad": true } : {})}
    >
      {/* Browsers take a table that is shown as blocks for none, unless it says that it is one. */}
      <Table className={classes.table ?? ""} aria-label={label} role="table" horizontalSpacing="md">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {ticks === undefined ? null : (
              <Table.Th role="columnheader" data-kind="select">
                <Checkbox
                  size="xs"
                  aria-label={`Select all ${ticks.what} on this page`}
                  checked={ticks.all === "all"}
                  indeterminate={ticks.all === "some"}
                  onChange={ticks.onTickAll}
                />
              </Table.Th>
            )}
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have one name
              <Heading key={index} column={column} sorted={sorted} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup" onKeyDown={(event) => pressOnRow(event, ticks)}>
          {rows.map((row, at) => (
            <Table.Tr
              key={keyOf(row)}
              role="row"
              data-at={at}
              {...(ticks?.has(at) ? { "data-ticked": true } : {})}
              {...(linkOf === undefined
                ? {}
                : { "data-linked": true, onClick: openRow, onAuxClick: openRow })}
            >
              {ticks === undefined ? null : (
                <Table.Td role="cell" data-kind="select">
                  <Checkbox
                    size="xs"
                    aria-label="Select"
                    checked={ticks.has(at)}
                    onChange={({ nativeEvent }) =>
                      ticks.onTick(at, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)
                    }
                  />
                </Table.Td>
              )}
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have one name
                <Cell key={index} column={column}>
                  {column.kind === "title" && linkOf !== undefined ? (
                    <AnchorLink to={linkOf(row)} inherit fw={550} data-row-link>
                      {column.cell(row)}
                    </AnchorLink>
                  ) : (
                    column.cell(row)
                  )}
                </Cell>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ClampTooltip within={frame} />
    </Paper>
  )
}

/** Whether its columns do not fit beside each other. Then it may be pushed sideways, by keyboard too. */
function useIsBroad(frame: RefObject<HTMLElement | null>): boolean {
  const [isBroad, setBroad] = useState(false)
  useEffect(() => {
    const table = frame.current?.querySelector("table")
    if (!frame.current || !table) return
    const around = frame.current
    const watch = new ResizeObserver(() => setBroad(table.offsetWidth > around.clientWidth))
    watch.observe(around)
    watch.observe(table)
    return () => watch.disconnect()
  }, [frame])
  return isBroad
}

interface HeadingProps extends Pick<RowsProps<never>, "sorted" | "onSort"> {
  column: Pick<AnyColumn<never>, "heading" | "kind" | "sort">
}

function Heading({ column: { heading, kind, sort }, sorted, onSort }: HeadingProps) {
  const isSorted = sort !== undefined && sorted?.sort === sort
  const Arrow = sorted?.order === "desc" ? IconArrowDown : IconArrowUp
  return (
    <Table.Th
      role="columnheader"
      data-kind={kind}
      {...(isSorted ? { "aria-sort": sorted?.order === "desc" ? "descending" : "ascending" } : {})}
    >
      {kind === "actions" ? (
        <span className={classes.unseen}>{heading}</span>
      ) : sort === undefined || onSort === undefined ? (
        heading
      ) : (
        <UnstyledButton className={classes.sort ?? ""} onClick={() => onSort(sort)}>
          {heading}
          <Arrow size={14} aria-hidden className={classes.arrow} data-sorted={isSorted} />
        </UnstyledButton>
      )}
    </Table.Th>
  )
}

interface CellProps {
  column: Pick<AnyColumn<never>, "heading" | "kind">
  children: ReactNode
}

function Cell({ column: { heading, kind }, children }: CellProps) {
  const isEmpty = children === null || children === undefined || children === ""
  const isCut = kind === "title" || kind === "text"
  return (
    <Table.Td role="cell" data-kind={kind} data-heading={heading}>
      {isEmpty ? null : (
        <Box className={classes.value ?? ""} {...(isCut ? { "data-cut": true } : {})}>
          {children}
        </Box>
      )}
    </Table.Td>
  )
}

/** Follows the link of the row, as a click on it would: into another tab where that is meant. */
function openRow(event: MouseEvent<HTMLTableRowElement>): void {
  const { target, currentTarget, button } = event
  // Dialogs that a row opens are outside of it, though their events come this way.
  if (!(target instanceof Element) || !currentTarget.contains(target) || target.closest(ownClicks) !== null)
    return
  const isSelectingText = getSelection()?.isCollapsed === false
  const link = currentTarget.querySelector<HTMLAnchorElement>(stops.link)
  if (link === null || button > 1 || isSelectingText) return
  if (button === 1 || event.ctrlKey || event.metaKey || event.shiftKey)
    window.open(link.href, "_blank", "noopener")
  else link.click()
}

/** Arrow keys go from row to row, Space ticks one, Escape takes all ticks away. */
function pressOnRow(event: KeyboardEvent<HTMLTableSectionElement>, ticks: Ticks | undefined): void {
  const { target, currentTarget, key } = event
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return
  const stop = Object.values(stops).find((selector) => target.matches(selector))
  const row = target.closest<HTMLElement>("tr[data-at]")
  if (stop === undefined || row === null || !currentTarget.contains(row)) return
  const at = Number(row.dataset.at)
  const rows = [...currentTarget.rows]
  const step = rowStepOf({ key, isOnCheckbox: stop === stops.checkbox }, at, rows.length)
  if (step.does === "nothing" || (step.does !== "go" && ticks === undefined)) return
  event.preventDefault()
  if (step.does === "clear") ticks?.onClear()
  else if (step.does === "tick") ticks?.onTick(at, false)
  else {
    rows[step.to]?.querySelector<HTMLElement>(stop)?.focus()
    if (event.shiftKey) ticks?.onTick(step.to, true)
  }
}
