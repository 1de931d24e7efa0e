import type { ApiPath } from "@parley/api-client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useLocation, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { type Pages, usePages } from "../page/pages.tsx"
import type { Column } from "./column.ts"
import {
  type ListFilter,
  type ListState,
  type ListTerms,
  type Order,
  readState,
  writeState,
} from "./list-state.ts"

/** A page as the API gives it. */
export interface ListPage<Row> {
  data: Row[]
  next: string | null
  total?: { count: number; is_exact: boolean } | undefined
}

/** What is asked of the API: a page, in an order, narrowed down. */
export type ListQuery<Sort extends string, Name extends string> = {
  limit: number
  after?: string
  search?: string
  sort?: Sort
  order?: Order
  total?: "true"
} & { [Filter in Name]?: string }

export interface ListSource<Row, Sort extends string, Name extends string> {
  /** Its path of the API, by which changes make it old. */
  path: ApiPath
  /** What it is of, whatever the member chooses: the `id` of `/v1/imports/{id}/refused-rows`, or what `read` always asks for. */
  of?: Readonly<Record<string, string>> | undefined
  columns: readonly Column<Row, Sort>[]
  filters?: readonly ListFilter<Name>[] | undefined
  /** How it is sorted unless the member chooses otherwise; a list without it is in the API's own order, and not counted. */
  usual?: { sort: NoInfer<Sort>; order: Order } | undefined
  /** `(query) => client.GET("/v1/notes", { params: { query } })` */
  read: (query: ListQuery<Sort, Name>) => Promise<{ data?: ListPage<Row> | undefined; error?: unknown }>
  /** Its page has another list, which the address belongs to: this one's state is forgotten when the page is left. */
  isSecond?: boolean | undefined
}

export const rowsOfPage = 50

/** The state of a list in the address of its page, and the page of the API that it says. */
export function useList<Row, Sort extends string, Name extends string>(source: ListSource<Row, Sort, Name>) {
  const { path, of, columns, filters = [], usual, read, isSecond = false } = source
  const sorts = columns.flatMap(({ sort }) => (sort === undefined ? [] : [sort]))
  const terms: ListTerms = { filters, sorts, usual }
  const inAddress = useListAddress(terms)
  const here = useOwnState(terms)
  const { state, change, pages } = isSecond ? here : inAddress
  const ask = (more: { limit: number; after?: string | undefined }) => read(asQuery(state, more))
  const query = asQuery<Sort, Name>(state, {
    limit: rowsOfPage,
    after: pages.after,
    isCounted: usual !== undefined,
  })
  const answer = useQuery({
    // As openapi-react-query names it: changes that the server tells of make it old by its path.
    queryKey: ["get", path, { params: { ...(of === undefined ? {} : { path: of }), query } }],
    queryFn: async () => {
      const { data, error } = await read(query)
      if (data === undefined) throw error
      return data
    },
    placeholderData: keepPreviousData,
  })
  return { terms, state, change, pages, query, answer, ask }
}

function asQuery<Sort extends string, Name extends string>(
  { search, filters, sorted }: ListState,
  { limit, after, isCounted = false }: { limit: number; after?: string | undefined; isCounted?: boolean },
): ListQuery<Sort, Name> {
  const query = {
    ...filters,
    ...sorted,
    limit,
    ...(search === "" ? {} : { search }),
    ...(after === undefined ? {} : { after }),
    ...(isCounted ? { total: "true" } : {}),
  }
  // `readState` lets only names of filters and of columns through.
  return query as ListQuery<Sort, Name>
}

interface Kept {
  state: ListState
  /** Shows the first page of the list in another state. @param isTyping the state before is not worth a step back */
  change: (state: ListState, isTyping?: boolean) => void
  pages: Pages
}

/** The state of a list in the address of its page, and the way through its pages. */
export function useListAddress(terms: ListTerms): Kept {
  const address = useLocation({ select: ({ search }): Readonly<Record<string, unknown>> => search })
  const navigate = useNavigate()
  const state = readState(address, terms)
  const pages = usePages(JSON.stringify(state))
  const change = (wanted: ListState, isTyping = false) =>
    void navigate({
      to: ".",
      search: (search) => ({ ...search, ...writeState(wanted, terms), after: undefined }),
      replace: isTyping,
      resetScroll: !isTyping,
    })
  return { state, change, pages }
}

function useOwnState(terms: ListTerms): Kept {
  const [state, setState] = useState(() => readState({}, terms))
  const [trail, setTrail] = useState<string[]>([])
  const change = (wanted: ListState) => {
    setState(wanted)
    setTrail([])
  }
  const pages: Pages = {
    after: trail.at(-1),
    pagesBefore: trail.length,
    back: trail.length === 0 ? undefined : () => setTrail(trail.slice(0, -1)),
    forth: (next) => setTrail([...trail, next]),
  }
  return { state, change, pages }
}
