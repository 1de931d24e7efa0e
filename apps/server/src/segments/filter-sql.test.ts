import { type Filter, type FilteredContact, filterSchema, matches } from "@parley/model"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { filterSql } from "./filter-sql.ts"
import { generatedContact, generatedFilter } from "./testing/generated-conditions.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

async function insert(contacts: FilteredContact[]): Promise<string[]> {
  const { rows } = await platform.db.workspace(platform.workspaceId, (tx) =>
    sql<{ id: string }>`
      INSERT INTO contacts (workspace_id, first_name, last_name, language, country, time_zone, created_at, attributes, updated_at)
      SELECT ${platform.workspaceId}, t.*, now()
      FROM unnest(${contacts.map((c) => c.first_name)}::text[], ${contacts.map((c) => c.last_name)}::text[],
        ${contacts.map((c) => c.language)}::text[], ${contacts.map((c) => c.country)}::text[],
        ${contacts.map((c) => c.time_zone)}::text[], ${contacts.map((c) => c.created_at)}::timestamptz[],
        ${contacts.map((c) => JSON.stringify(c.attributes))}::text[]::jsonb[]) AS t
      RETURNING id`.execute(tx),
  )
  return rows.map((row) => row.id)
}

async function select(audience: Filter): Promise<Set<string>> {
  const { rows } = await platform.db.workspace(platform.workspaceId, async (tx) => {
    await sql`SET LOCAL timezone = 'Asia/Tokyo'`.execute(tx) // whatever the session's, dates start in UTC
    return sql<{ id: string }>`SELECT id FROM contacts WHERE ${filterSql(audience)}`.execute(tx)
  })
  return new Set(rows.map((row) => row.id))
}

describe("a filter as SQL", () => {
  it("chooses exactly the contacts that the pure function chooses", async () => {
    const contacts = fc.sample(generatedContact, { numRuns: 300, seed: 7 })
    const ids = await insert(contacts)
    await fc.assert(
      fc.asyncProperty(generatedFilter, async (generated) => {
        const audience = filterSchema.parse(generated)
        const chosen = await select(audience)
        const byDatabase = contacts.filter((_, index) => chosen.has(ids[index] ?? ""))
        const byFunction = contacts.filter((each) => matches(audience, each))
        expect(byDatabase).toEqual(byFunction)
      }),
    )
  })

  it("is never NULL, so that its negation is the rest of the contacts", async () => {
    const everyone = (await select({ all: [] })).size
    const some: Filter = { on: "attribute", name: "plan", op: "greater_than", value: 1 }
    expect((await select(some)).size + (await select({ not: some })).size).toBe(everyone)
  })

  it("binds what a filter says and never makes it SQL", async () => {
    const hostile = "x') OR true; DROP TABLE contacts; --"
    const query = filterSql({ on: "contact", field: "first_name", op: "equals", value: hostile })
    const compiled = await platform.db.workspace(platform.workspaceId, async (tx) => query.compile(tx))
    expect(compiled.sql).not.toContain("DROP")
    expect(compiled.parameters).toEqual([hostile])
  })
})
