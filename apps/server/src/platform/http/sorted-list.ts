/** Lists that can be sorted and counted, page by page. One way for every route that has one. */
import type { Expression } from "kysely"
import { z } from "zod"
import { type RawBuilder, sql, type Tx } from "../database/index.ts"
import { Problem } from "../errors.ts"
import { id, pageOf, paging } from "./fields.ts"

/** What a list can be sorted by: a column of its rows. */
interface SortKey {
  column: string
  /** `id`: in the order of creation, as ids are made from the time. `text`: whatever its case. `number`: a whole one. */
  kind: "id" | "text" | "instant" | "number"
  /** What has no value comes last, in both directions. */
  isNullable?: boolean
}

type Order = "asc" | "desc"

/** All that a list can be sorted by, under the names of the API, and how it is sorted unless asked otherwise. */
interface Sorting<Sort extends string> {
  keys: Readonly<Record<Sort, SortKey>>
  usual: { sort: NoInfer<Sort>; order: Order }
}

/** So that `usual` can only name one of the keys. */
export const defineSorting = <Sort extends string>(sorting: Sorting<Sort>): Sorting<Sort> => sorting

/** Where a page ends: the value that it is sorted by, and the id of the row. Without a value: the id is the value. */
interface Cursor {
  id: string
  value?: string | null
}

/**
 * The query of a list that can be sorted and counted: `?sort=name&order=desc&limit=50&total=true`, and `after` for the next
 * page. `after` is the `next` of a page in the same order.
 */
export function sortedPaging<Sort extends string>({ keys, usual }: Sorting<Sort>) {
  const sorts = Object.keys(keys) as [Sort, ...Sort[]]
  return paging.extend({
    after: z
      .string()
      .max(4_000)
      .transform((text, context) => {
        const cursor = readCursor(text)
        if (cursor !== undefined) return cursor
        context.addIssue({ code: "custom", message: "the `next` of the page before" })
        return z.NEVER
      })
      .optional()
      .describe("The `next` of the page before, in the same order"),
    sort: z.enum(sorts).default(usual.sort),
    order: z
      .enum(["asc", "desc"])
      .optional()
      .describe(`Default: ${usual.order} by ${usual.sort}, else asc. What has no value comes last`),
    total: z
      .enum(["true", "false"])
      .default("false")
      .transform((value) => value === "true")
      .describe("Whether to count the whole list, too"),
  })
}

/** From an index it takes some 50 ms to count so many. */
export const mostCounted = 100_000

const total = z
  .object({
    count: z.int(),
    is_exact: z.boolean().describe(`false: there are more; counting stops at ${mostCounted}`),
  })
  .meta({ id: "Total" })
type Total = z.output<typeof total>

export const sortedPageOf = <T extends z.ZodType>(row: T) =>
  pageOf(row).extend({
    next: z.string().nullable().describe("`after` of the next page; null on the last"),
    total: total.optional().describe("Of all pages, where it was asked for"),
  })

interface Asked<Sort extends string> {
  sort: Sort
  order?: Order | undefined
  after?: Cursor | undefined
  limit: number
  total: boolean
}

/**
 * A page of a list.
 * @param list a query for all rows, without an order: as PostgreSQL takes it into the statement, an index on what it is
 * narrowed to and sorted by gives the page without reading the rest
 * @throws Problem invalid_request when `after` belongs to another order
 */
export async function readSortedPage<Row extends { id: string }, Sort extends string>(
  tx: Tx,
  list: Expression<Row>,
  { keys, usual }: Sorting<Sort>,
  asked: Asked<Sort>,
): Promise<{ data: Row[]; next: string | null; total?: Total }> {
  const key = keys[asked.sort]
  const order = asked.order ?? (asked.sort === usual.sort ? usual.order : "asc")
  if (asked.after !== undefined && !(await fits(tx, key, asked.after))) {
    throw new Problem("invalid_request", "This page belongs to a list in another order.", {
      field: "after",
      help: "Start at the first page: leave out `after`.",
    })
  }
  const { rows } = await sql<Row & { sorted_by: string | null }>`
    SELECT listed.*, ${sortValue(key)}::text AS sorted_by FROM (${list}) AS listed
    WHERE ${behind(key, order, asked.after)}
    ORDER BY ${inOrder(key, order)} LIMIT ${asked.limit + 1}`.execute(tx)
  const data = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? data.at(-1) : undefined
  return {
    data,
    next: last === undefined ? null : writeCursor(key, last),
    ...(asked.total ? { total: await countRows(tx, list) } : {}),
  }
}

/** How many rows a list has. To count more than {@link mostCounted} would keep people waiting for a figure that they do not read. */
export async function countRows(tx: Tx, list: Expression<unknown>): Promise<Total> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM (SELECT FROM (${list}) AS listed LIMIT ${mostCounted + 1}) AS counted`.execute(tx)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, mostCounted), is_exact: count <= mostCounted }
}

const columnOf = ({ column }: SortKey) => sql.ref(`listed.${column}`)
const sortValue = (key: SortKey) => (key.kind === "text" ? sql`lower(${columnOf(key)})` : columnOf(key))

function inOrder(key: SortKey, order: Order): RawBuilder<unknown> {
  const direction = sql.raw(order)
  if (key.kind === "id") return sql`listed.id ${direction}`
  const values = sql`${sortValue(key)} ${direction}, listed.id ${direction}`
  return key.isNullable ? sql`${columnOf(key)} IS NULL, ${values}` : values
}

/** Rows that come after the cursor's. */
function behind(key: SortKey, order: Order, after: Cursor | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const beyond = sql.raw(order === "asc" ? ">" : "<")
  const { id, value } = after
  if (value === undefined) return sql`listed.id ${beyond} ${id}`
  if (value === null) return sql`${columnOf(key)} IS NULL AND listed.id ${beyond} ${id}`
  const further = sql`(${sortValue(key)}, listed.id) ${beyond} (${value}::text::${sql.raw(types[key.kind])}, ${id})`
  return key.isNullable ? sql`(${further} OR ${columnOf(key)} IS NULL)` : further
}

const types = { id: "uuid", text: "text", instant: "timestamptz", number: "bigint" } as const

/** Whether a cursor can be of a list in this order. Anyone may write one: PostgreSQL is asked whether it can read the value. */
async function fits(tx: Tx, { kind, isNullable = false }: SortKey, { value }: Cursor): Promise<boolean> {
  if (kind === "id") return value === undefined
  if (value === null) return isNullable
  if (value === undefined) return false
  if (kind === "text") return true
  // As an instant it also reads words, such as `today`.
  if (!/^[-\d]/.test(value)) return false
  const { rows } = await sql<{ is_valid: boolean }>`
    SELECT pg_input_is_valid(${value}::text, ${types[kind]}::text) AS is_valid`.execute(tx)
  return rows[0]?.is_valid === true
}

/** As people find it in addresses: an id; with a value, `<id>.<value in base64>`; where there is none, `<id>.`. */
function writeCursor({ kind }: SortKey, row: { id: string; sorted_by: string | null }): string {
  if (kind === "id") return row.id
  return `${row.id}.${row.sorted_by === null ? "" : Buffer.from(`=${row.sorted_by}`).toString("base64url")}`
}

function readCursor(text: string): Cursor | undefined {
  const [ofRow, encoded, ...rest] = text.split(".")
  const { data: rowId } = id.safeParse(ofRow)
  if (rowId === undefined || rest.length > 0) return undefined
  if (encoded === undefined) return { id: rowId }
  if (encoded === "") return { id: rowId, value: null }
  const value = Buffer.from(encoded, "base64url").toString()
  return value.startsWith("=") && !value.includes("\0") ? { id: rowId, value: value.slice(1) } : undefined
}
