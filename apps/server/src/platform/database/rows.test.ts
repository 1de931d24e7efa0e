import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { columnsOf, rows, sql } from "./index.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const at = new Date("2026-11-29T08:00:00.123Z")
const id = "01a22690-d559-7000-8000-000000000000"
const columns = {
  id: "uuid",
  fullName: "text",
  count: "bigint",
  isKnown: "boolean",
  seenAt: "timestamptz",
  sealed: "bytea",
  body: "jsonb",
} as const

const read = <Row extends object>(list: readonly Row[], given: Parameters<typeof rows<Row>>[2]) =>
  platform.db.system(async (tx) => {
    const answer = await sql<Record<string, unknown>>`
      SELECT ${columnsOf(given)}, position FROM ${rows("thing", list, given)} ORDER BY position`.execute(tx)
    return answer.rows
  })

describe("rows", () => {
  it("are a table of the values, with names in snake_case and their position", async () => {
    const full = {
      id,
      fullName: 'O"Neil, {A}\\',
      count: 3_000_000_000,
      isKnown: false,
      seenAt: at,
      sealed: Buffer.from([0, 1, 255]),
      body: { texts: ["a", 'b"'], null: null },
    }
    expect(await read([full, { ...full, fullName: "NULL", body: "a text" }], columns)).toEqual([
      {
        id,
        full_name: 'O"Neil, {A}\\',
        count: 3_000_000_000,
        is_known: false,
        seen_at: at,
        sealed: Buffer.from([0, 1, 255]),
        body: { texts: ["a", 'b"'], null: null },
        position: 1,
      },
      expect.objectContaining({ full_name: "NULL", body: "a text", position: 2 }),
    ])
  })

  it("has NULL for what is null or undefined", async () => {
    const nothing: { id?: string; fullName: null | string; body?: unknown } = { fullName: null }
    expect(await read([nothing], { id: "uuid", fullName: "text", body: "jsonb" })).toEqual([
      { id: null, full_name: null, body: null, position: 1 },
    ])
  })

  it("is empty for an empty list", async () => {
    const none: { id: string }[] = []
    expect(await read(none, { id: "uuid" })).toEqual([])
  })

  it("replaces what PostgreSQL cannot keep of texts, and keeps the rows beside them", async () => {
    const list = [
      { name: "a\0b\ud800", body: { "k\0": "\udfff" } },
      { name: "Ana 🙂", body: "\\u0000" },
    ]
    expect(await read(list, { name: "text", body: "jsonb" })).toEqual([
      { name: "a\ufffdb\ufffd", body: { "k\ufffd": "\ufffd" }, position: 1 },
      { name: "Ana 🙂", body: "\\u0000", position: 2 },
    ])
  })

  it("knows columns of its rows only, in types that fit", () => {
    const list = [{ id, count: 1 }]
    // @ts-expect-error there is no such property
    rows("thing", list, { name: "text" })
    // @ts-expect-error a number is not text
    rows("thing", list, { count: "text" })
    expect(rows("thing", list, { id: "uuid", count: "integer" })).toBeDefined()
  })
})
