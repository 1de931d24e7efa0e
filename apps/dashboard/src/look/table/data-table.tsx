import { Button, Group, Text, TextInput, type TextInputProps } from "@mantine/core"
import { useDebouncedCallback, useLocalStorage } from "@mantine/hooks"
import { IconDownload, IconSearch } from "@tabler/icons-react"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { Loading } from "../page/loading.tsx"
import { Pager } from "../page/pages.tsx"
import { ProblemAlert } from "../problem-alert.tsx"
import { useAmount } from "../time/notation.ts"
import { type AnyColumn, shownColumns, usuallyHidden } from "./column.ts"
import { csvOf } from "./csv.ts"
import classes from "./data-table.module.css"
import { DisplayMenu } from "./display-menu.tsx"
import { download } from "./download.ts"
import { EmptyState } from "./empty-state.tsx"
import { ExportButton } from "./export-button.tsx"
import { FilterBar } from "./filter-bar.tsx"
import { isNarrowed, placeOfPage, readState, sortedBy, wishesIn } from "./list-state.ts"
import { type Density, Rows, type Ticks } from "./rows.tsx"
import { SavedViews } from "./saved-views.tsx"
import { allTicked, type Selection, ticked, tickedOf } from "./selection.ts"
import { type ListPage, type ListQuery, type ListSource, rowsOfPage, useList } from "./use-list.ts"

interface DataTableProps<Row extends { id: string }, Sort extends string, Name extends string>
  extends ListSource<Row, Sort, Name> {
  /** What is in it: `Templates`. */
  label: string
  /** What its views are saved under and its files are called; without it the end of its path. */
  name?: string
  /** What one types into its search, where the API has one. */
  searchFor?: string
  linkOf?: (row: Row) => string
  /** In its place where there is nothing at all: an `EmptyState`. */
  empty: ReactNode
  /** Buttons for what can be done with the rows that are ticked; without it none can be. `clear` takes the ticks away. */
  bulk?: ((rows: readonly Row[], clear: () => void) => ReactNode) | undefined
  /** Buttons for what can be done with all rows that the list has, on whatever page; shown once a page is ticked and all are wanted. */
  bulkOfAll?: ((matching: Matching<Name>, clear: () => void) => ReactNode) | undefined
  /** The buttons of `bulk` export rows themselves, so that there is no other button for it. */
  bulkExports?: boolean
  /** A link to the file that the API makes of the list, instead of one that is made here. */
  exportLink?: ((query: ListQuery<Sort, Name>) => ReactNode) | undefined
}

/** What a list shows, of all its pages. */
interface Matching<Name extends string> {
  search: string
  /** The values of filters that are set. */
  filters: { [Filter in Name]?: string }
  /** How many rows that are, in words: `11,189`, or `100,000+`. */
  amount: string
}

/**
 * A list of the API: searched, filtered, sorted and counted there, page by page; its state is in the address. Members choose its
 * columns and its density, save views of it, tick rows, and export what they see.
 */
export function DataTable<
  Row extends { id: string },
  Sort extends string = never,
  Name extends string = never,
>(props: DataTableProps<Row, Sort, Name>) {
  const { label, path, searchFor, filters = [], linkOf, empty, bulk, bulkOfAll, exportLink } = props
  const { isSecond = false, bulkExports = false } = props
  const columns: readonly AnyColumn<Row>[] = props.columns
  const list = props.name ?? path.split("/").at(-1) ?? label
  const { terms, state, change, pages, query, answer, ask } = useList(props)
  const [density, setDensity] = useLocalStorage<Density>({
    key: "density",
    defaultValue: "compact",
    ...atOnce,
  })
  const [hidden, setHidden] = useLocalStorage<readonly string[]>({
    key: `hidden-columns ${list}`,
    defaultValue: usuallyHidden(columns),
    ...atOnce,
  })
  const what = JSON.stringify([state.search, state.filters])
  const rows = answer.data?.data ?? []
  const { selection, ticks, clear, isOfAll, takeAll } = useTicks(label, rows, what)
  const amountOf = useTotal()
  const total = answer.data?.total
  const areMore =
    bulkOfAll !== undefined && total !== undefined && ticks.all === "all" && total.count > selection.size
  const shown = shownColumns(columns, hidden)
  const isWhole = !isNarrowed(state) && pages.after === undefined
  /** There is nothing at all. The search stays: somebody may be typing into it as the answer comes. */
  const isBare = answer.data !== undefined && !answer.isPlaceholderData && rows.length === 0 && isWhole
  const none = { ...state, search: "", filters: {} }
  return (
    <div>
      {isSecond && searchFor === undefined && filters.length === 0 ? null : (
        <search className={classes.tools} aria-label={label}>
          {searchFor === undefined ? null : (
            <SearchField
              label={`Search ${label.toLowerCase()}`}
              placeholder={searchFor}
              value={state.search}
              onSearch={(search) => change({ ...state, search }, true)}
            />
          )}
          {isBare ? null : (
            <>
              <FilterBar
                filters={filters}
                values={state.filters}
                onChange={(values) => change({ ...state, filters: values })}
              />
              <div className={classes.aside}>
                <SavedViews
                  list={list}
                  shown={{ search: wishesIn(state, terms), hidden_columns: hidden }}
                  onShow={(view) => {
                    setHidden(view.hidden_columns)
                    change(readState(view.search, terms))
                  }}
                />
                <DisplayMenu
                  columns={columns}
                  hidden={hidden}
                  onHide={setHidden}
                  density={density}
                  onDensity={setDensity}
                  sorted={state.sorted}
                  onSort={(sorted) => change({ ...state, sorted })}
                />
                {exportLink?.(query) ?? <ExportButton name={list} columns={shown} ask={ask} />}
              </div>
            </>
          )}
        </search>
      )}
      <ProblemAlert failure={answer.error} retry={answer.refetch} />
      {answer.isPending || (isWhole && rows.length === 0 && answer.isPlaceholderData) ? <Loading /> : null}
      {isBare ? empty : null}
      {answer.data !== undefined && rows.length === 0 && !isWhole ? (
        <NothingFound search={state.search} onClear={() => change(none)} />
      ) : null}
      {answer.data === undefined || rows.length === 0 ? null : (
        <>
          <div className={answer.isPlaceholderData ? classes.old : ""}>
            <Rows
              label={label}
              columns={shown}
              rows={rows}
              keyOf={({ id }) => id}
              linkOf={linkOf}
              density={density}
              sorted={state.sorted}
              onSort={(sort) => change({ ...state, sorted: sortedBy(sort, state.sorted) })}
              ticks={bulk === undefined ? undefined : ticks}
            />
          </div>
          <div className={classes.foot} data-second={isSecond}>
            {selection.size === 0 ? (
              <Where page={answer.data} pagesBefore={pages.pagesBefore} />
            ) : (
              <Selected
                name={list}
                columns={shown}
                selection={selection}
                isExported={!isOfAll && !bulkExports}
                onClear={clear}
                all={
                  total && areMore
                    ? { amount: amountOf(total), isTaken: isOfAll, onTake: takeAll }
                    : undefined
                }
              >
                {isOfAll && bulkOfAll !== undefined && total !== undefined
                  ? // `readState` lets only names of filters through.
                    bulkOfAll(
                      {
                        search: state.search,
                        filters: state.filters as Matching<Name>["filters"],
                        amount: amountOf(total),
                      },
                      clear,
                    )
                  : bulk?.([...selection.values()], clear)}
              </Selected>
            )}
            <Pager pages={pages} next={answer.data.next} />
          </div>
        </>
      )}
    </div>
  )
}

/** What was kept is there with the first rendering. */
const atOnce = { getInitialValueInEffect: false }

/** Ticks stay while one turns pages, and go when the list is narrowed in another way. */
function useTicks<Row extends { id: string }>(label: string, rows: readonly Row[], what: string) {
  const [kept, setKept] = useState<{ what: string; selection: Selection<Row>; isOfAll: boolean }>({
    what,
    selection: new Map(),
    isOfAll: false,
  })
  const last = useRef<number>(undefined)
  const isSame = kept.what === what
  const selection: Selection<Row> = isSame ? kept.selection : new Map()
  const set = (wanted: Selection<Row>) => setKept({ what, selection: wanted, isOfAll: false })
  const clear = () => set(new Map())
  const ticks: Ticks = {
    what: label.toLowerCase(),
    all: tickedOf(selection, rows),
    has: (at) => selection.has(rows[at]?.id ?? ""),
    onTick: (at, withShift) => {
      set(ticked(selection, rows, at, withShift ? last.current : at))
      last.current = at
    },
    onTickAll: () => set(allTicked(selection, rows)),
    onClear: clear,
  }
  const takeAll = () => setKept({ what, selection, isOfAll: true })
  return { selection, ticks, clear, isOfAll: isSame && kept.isOfAll && ticks.all === "all", takeAll }
}

/** What a list is searched for: typed here, and told when the typing pauses. */
export function SearchField({
  label,
  placeholder,
  value,
  onSearch,
  ...input
}: {
  label: string
  placeholder: string
  value: string
  onSearch: (text: string) => void
} & Pick<TextInputProps, "size" | "style" | "maxLength">) {
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const send = useDebouncedCallback((text: string) => {
    sent.current = text
    onSearch(text)
  }, 200)
  // The address may change in other ways: a saved view, the browser's back.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setTyped(value)
  }, [value])
  return (
    <TextInput
      className={classes.search ?? ""}
      size="xs"
      {...input}
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        send(currentTarget.value.trim())
      }}
    />
  )
}

/** `51–100`, or `1` where it is one row. */
function amountsOf({ from, to }: { from: number; to: number }, amount: (count: number) => string): string {
  return from === to ? amount(from) : `${amount(from)}–${amount(to)}`
}

/** `11,189`; `100,000+` where nobody counted on. */
function useTotal(): (total: NonNullable<ListPage<unknown>["total"]>) => string {
  const amount = useAmount()
  return ({ count, is_exact }) => `${amount(count)}${is_exact ? "" : "+"}`
}

/** `51–100 of 11,189`. */
function Where({ page, pagesBefore }: { page: ListPage<unknown>; pagesBefore: number | undefined }) {
  const amount = useAmount()
  const { data, total } = page
  const place = placeOfPage(pagesBefore, rowsOfPage, data.length)
  const amountOf = useTotal()
  const all = total && amountOf(total)
  const here = place === undefined ? undefined : amountsOf(place, amount)
  if (all === undefined)
    return (
      <Text inherit c="dimmed" span>
        {here}
      </Text>
    )
  return (
    <Text inherit c="dimmed" span>
      {here === undefined ? `${all} in total` : `${here} of ${all}`}
    </Text>
  )
}

function Selected<Row>({
  name,
  columns,
  selection,
  isExported,
  onClear,
  all,
  children,
}: {
  name: string
  columns: readonly AnyColumn<Row>[]
  selection: Selection<Row>
  /** Whether a file can be made here of what is ticked. */
  isExported: boolean
  onClear: () => void
  /** There are more than are ticked, and something can be done with all of them. */
  all: { amount: string; isTaken: boolean; onTake: () => void } | undefined
  children: ReactNode
}) {
  const amount = useAmount()
  const isOfAll = all?.isTaken === true
  return (
    <Group gap="xs" role="toolbar" aria-label="Selected rows">
      <Text inherit fw={550} span role="status">
        {isOfAll ? `All ${all.amount}` : amount(selection.size)} selected
      </Text>
      {all === undefined || isOfAll ? null : (
        <Button variant="subtle" size="xs" onClick={all.onTake}>
          Select all {all.amount}
        </Button>
      )}
      {children}
      {isExported ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download(`${name}.csv`, csvOf(columns, [...selection.values()]))}
        >
          Export selected
        </Button>
      ) : null}
      <Button variant="subtle" size="xs" onClick={onClear}>
        Clear selection
      </Button>
    </Group>
  )
}

function NothingFound({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={IconSearch}
      title={search === "" ? "No results" : `No results for “${search}”`}
      action={
        <Button variant="default" onClick={onClear}>
          Show all
        </Button>
      }
    >
      Try fewer words, or remove a filter.
    </EmptyState>
  )
}
