import { assert, asyncProperty, constantFrom, date, option, record, uniqueArray, uuid } from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { type RawBuilder, rows, sql } from "../database/index.ts"
import { defineSorting, readSortedPage, sortedPaging } from "./sorted-list.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    nick: { column: "nick", kind: "text", isNullable: true },
    seen: { column: "seen_at", kind: "instant", isNullable: true },
    size: { column: "size", kind: "number" },
  },
  usual: { sort: "created", order: "desc" },
})
const query = sortedPaging(sorting)
type Sort = keyof (typeof sorting)["keys"]

interface Thing {
  id: string
  name: string
  nick: string | null
  seen_at: Date | null
  size: number
}

const table = (things: readonly Thing[]): RawBuilder<Thing> =>
  sql<Thing>`SELECT id, name, nick, seen_at, size FROM ${rows("thing", things, {
    id: "uuid",
    name: "text",
    nick: "text",
    seen_at: "timestamptz",
    size: "bigint",
  })}`

/** All pages, as a client reads them. */
async function readAll(things: readonly Thing[], asked: Record<string, string>) {
  const pages: Thing[][] = []
  let after: string | null = null
  do {
    const parsed = query.parse({ limit: "2", ...asked, ...(after === null ? {} : { after }) })
    const page = await platform.db.system((tx) => readSortedPage(tx, table(things), sorting, parsed))
    pages.push(page.data)
    after = page.next
  } while (after !== null)
  return pages.flat()
}

const thing = record({
  id: uuid(),
  name: constantFrom("ana", "Ana", "", "Ñandú", "o'neil", "=", "b.c"),
  nick: option(constantFrom("x", "X", "")),
  seen_at: option(date({ min: new Date("2026-01-01"), max: new Date("2026-01-02"), noInvalidDate: true })),
  size: constantFrom(-1, 0, 2, 10),
})

describe("a list that is read page by page", () => {
  it("has every row once, in whatever order it is read", async () => {
    const lists = uniqueArray(thing, { selector: ({ id }) => id, maxLength: 9 })
    const orders = constantFrom<"asc" | "desc">("asc", "desc")
    const sorts = constantFrom(...(Object.keys(sorting.keys) as Sort[]))
    await assert(
      asyncProperty(lists, sorts, orders, async (things, sort, order) => {
        const read = await readAll(things, { sort, order })
        expect(read.map(({ id }) => id).sort()).toEqual(things.map(({ id }) => id).sort())
        const { column } = sorting.keys[sort]
        const values = read.map((row) => sortValue(row, column)).filter((value) => value !== null)
        // What has no value comes last.
        expect(read.slice(0, values.length).every((row) => sortValue(row, column) !== null)).toBe(true)
        const isInOrder = await platform.db.system(async (tx) => {
          const kind = sql.raw(
            typeof values[0] === "number" ? "bigint" : sort === "created" ? "uuid" : "text",
          )
          const sorted = await sql<{ value: unknown }>`
            SELECT value FROM unnest(${values.map(String)}::text[]::${kind}[]) AS value ORDER BY value ${sql.raw(order)}`.execute(
            tx,
          )
          return sorted.rows.map(({ value }) => String(value))
        })
        expect(values.map(String)).toEqual(isInOrder)
      }),
      // Each takes some ten statements.
      { numRuns: 60 },
    )
  })
})

/** As it is sorted: names whatever their case, instants by their milliseconds. */
function sortValue(row: Thing, column: string): string | number | null {
  const value = Object.entries(row).find(([name]) => name === column)?.[1]
  if (value instanceof Date) return value.toISOString()
  return typeof value === "string" ? value.toLowerCase() : (value ?? null)
}

describe("the query of a list", () => {
  const ids = ["0199d1de-0000-7000-8000-000000000001", "0199d1de-0000-7000-8000-000000000002"]
  const two = ids.map((id, index) => ({ id, name: `N${index}`, nick: null, seen_at: null, size: index }))

  it("has an order of its own where none is asked for", async () => {
    const read = async (asked: Record<string, string>) => (await readAll(two, asked)).map(({ id }) => id)
    expect(await read({})).toEqual(ids.toReversed())
    expect(await read({ sort: "name" })).toEqual(ids)
    expect(await read({ sort: "name", order: "desc" })).toEqual(ids.toReversed())
  })

  it("counts all pages where it is asked to", async () => {
    const ask = (asked: Record<string, string>) =>
      platform.db.system((tx) =>
        readSortedPage(tx, table(two), sorting, query.parse({ limit: "1", ...asked })),
      )
    expect(await ask({ total: "true" })).toMatchObject({ total: { count: 2, is_exact: true } })
    expect(await ask({})).not.toHaveProperty("total")
  })

  it.each([
    ["what the list is not sorted by", { sort: "colour" }],
    ["an order that is none", { order: "up" }],
    ["a page that is none", { after: "nonsense" }],
    ["a page with a value that is none", { after: `${ids[0]}.nonsense` }],
    ["a page with too much in it", { after: `${ids[0]}.PXg.PXg` }],
  ])("is refused with %s", (_, asked) => {
    expect(query.safeParse(asked).success).toBe(false)
  })

  type Asked = Record<string, string>
  it.each<[string, Asked]>([
    ["of another sorting", { sort: "name", after: ids[0] ?? "" }],
    [
      "whose value is no instant",
      { sort: "seen", after: `${ids[0]}.${Buffer.from("=today").toString("base64url")}` },
    ],
    [
      "whose value is no number",
      { sort: "size", after: `${ids[0]}.${Buffer.from("=x").toString("base64url")}` },
    ],
    ["without a value that all rows have", { sort: "name", after: `${ids[0]}.` }],
    ...["1", "Foo 7", "-271821-04-20", "2026-02-30T00:00:00Z", ""].map((value): [string, Asked] => [
      `whose instant is ${JSON.stringify(value)}`,
      { sort: "seen", after: `${ids[0]}.${Buffer.from(`=${value}`).toString("base64url")}` },
    ]),
    ...["", " ", "1e30", "1.5", "99999999999999999999"].map((value): [string, Asked] => [
      `whose number is ${JSON.stringify(value)}`,
      { sort: "size", after: `${ids[0]}.${Buffer.from(`=${value}`).toString("base64url")}` },
    ]),
  ])("is refused with a page %s", async (_, asked) => {
    const reading = platform.db.system((tx) => readSortedPage(tx, table(two), sorting, query.parse(asked)))
    await expect(reading).rejects.toMatchObject({ code: "invalid_request", field: "after" })
  })
})
