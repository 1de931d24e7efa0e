/** What a list shows, as its address says it: `?search=ana&status=PAUSED&sort=name&order=asc`. Pure. */

export type Order = "asc" | "desc"

/** What a list can be narrowed by, one value each. */
export type ListFilter<Name extends string = string> = {
  /** The parameter of the API and of the address. */
  name: Name
  label: string
} /** `isLong`: more than fit on a screen, and so found by typing. */ & (
  | { kind: "choice"; choices: readonly { value: string; label: string }[]; isLong?: boolean }
  | { kind: "text"; placeholder?: string }
  /** A day such as `2026-03-01`. */
  | { kind: "day" }
)

/** What a list can say. */
export interface ListTerms {
  filters: readonly ListFilter[]
  /** What its columns can sort by. */
  sorts: readonly string[]
  /** How it is sorted unless the member chooses otherwise. */
  usual?: Sorted | undefined
}

export interface Sorted {
  sort: string
  order: Order
}

export interface ListState {
  search: string
  /** The values of filters that are set, by their names. */
  filters: Readonly<Record<string, string>>
  sorted: Sorted | undefined
}

type Address = Readonly<Record<string, unknown>>

const textIn = (address: Address, name: string): string => {
  const value = address[name]
  return typeof value === "string" ? value.trim() : ""
}

/** Understands an address. What it does not know it passes over: anyone may have typed it. */
export function readState(address: Address, { filters, sorts, usual }: ListTerms): ListState {
  const sort = textIn(address, "sort")
  const order = textIn(address, "order") === "desc" ? "desc" : "asc"
  return {
    search: textIn(address, "search"),
    filters: Object.fromEntries(
      filters.map(({ name }) => [name, textIn(address, name)]).filter(([, value]) => value !== ""),
    ),
    sorted: sorts.includes(sort) ? { sort, order } : usual,
  }
}

/** Says a state in an address: a value for each of the list's parameters, undefined for what is as usual. */
export function writeState(
  { search, filters, sorted }: ListState,
  terms: ListTerms,
): Record<string, string | undefined> {
  const isUsual = sorted?.sort === terms.usual?.sort && sorted?.order === terms.usual?.order
  return {
    search: search === "" ? undefined : search,
    ...Object.fromEntries(terms.filters.map(({ name }) => [name, filters[name] || undefined])),
    sort: isUsual ? undefined : sorted?.sort,
    order: isUsual ? undefined : sorted?.order,
  }
}

/** What a saved view keeps. */
export interface View {
  /** The parameters of the list's address. */
  search: Readonly<Record<string, string>>
  /** Headings. */
  hidden_columns: readonly string[]
}

/** Whether two views show the same, in whatever order they say it. */
export function isSameView(one: View, other: View): boolean {
  const inOrder = ({ search, hidden_columns }: View) =>
    JSON.stringify([
      Object.entries(search).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      hidden_columns.toSorted(),
    ])
  return inOrder(one) === inOrder(other)
}

/** What differs from the list as it is without a member's wishes: the `search` of a saved view. */
export function wishesIn(state: ListState, terms: ListTerms): Record<string, string> {
  return Object.fromEntries(
    Object.entries(writeState(state, terms)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}

/** Whether fewer rows are shown than there are. */
export const isNarrowed = ({ search, filters }: ListState): boolean =>
  search !== "" || Object.keys(filters).length > 0

/** Pressing a heading sorts by it, first ascending, and the other way round after that. */
export function sortedBy(sort: string, before: Sorted | undefined): Sorted {
  return { sort, order: before?.sort === sort && before.order === "asc" ? "desc" : "asc" }
}

/** How a filter reads: `Status: Paused`. */
export function filterInWords(filter: ListFilter, value: string, day: (day: string) => string): string {
  const said =
    filter.kind === "choice"
      ? (filter.choices.find((choice) => choice.value === value)?.label ?? value)
      : filter.kind === "day"
        ? day(value)
        : value
  return `${filter.label}: ${said}`
}

/** Where a page is in the whole list: `51–100`; undefined where nobody knows what is before it. */
export function placeOfPage(pagesBefore: number | undefined, limit: number, rows: number) {
  if (pagesBefore === undefined || rows === 0) return undefined
  const from = pagesBefore * limit + 1
  return { from, to: from + rows - 1 }
}
