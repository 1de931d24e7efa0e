import { type AudienceContact, type AudienceFilter, audienceFilter, matches } from "@parley/model"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { audienceCondition } from "./audience-condition.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const words = ["", "a", "A", "gold", "gold ", "Göld", "日本", "%", "_", "x'); --", "5", "true", "null"]
const times = [
  "2026-01-31",
  "2026-02-31",
  "2026-01-31T00:00:00Z",
  "2026-01-31T01:00:00+01:00",
  "2026-01-30T23:59:59.999999Z",
  "2026-01-31T00:00:00.0004Z",
  "2026-01-31 00:00:00",
  "now",
  "infinity",
  "2026-01-31T24:00:00Z",
  "0000-01-01",
]
const numbers = [0, -1, 1, 1.5, 0.1, 5, 1e21, 1e-7, 9_007_199_254_740_991]
const attributeValue = fc.constantFrom(
  ...words,
  ...times,
  ...numbers,
  true,
  false,
  null,
  ["a"],
  { a: 1 },
  1e308,
)
const word = fc.option(fc.constantFrom(...words), { nil: null })

const contact: fc.Arbitrary<AudienceContact> = fc.record({
  external_id: fc.constant(null),
  phone: fc.constant(null),
  first_name: word,
  last_name: word,
  language: word,
  country: word,
  time_zone: word,
  created_at: fc.constantFrom(...[0, 1, 999].map((ms) => new Date(Date.UTC(2026, 0, 31, 0, 0, 0, ms)))),
  attributes: fc.dictionary(fc.constantFrom("plan", "größe", "constructor"), attributeValue),
})

const textField = fc.constantFrom(
  "external_id",
  "first_name",
  "last_name",
  "language",
  "country",
  "time_zone",
)
const attribute = fc.constantFrom(
  "attributes.plan",
  "attributes.größe",
  "attributes.constructor",
  "attributes.none",
)
const scalar = fc.constantFrom<string | number | boolean>(...words, ...numbers, true, false)
const someText = fc.constantFrom(...words.filter((value) => value !== ""))
const time = fc.constantFrom(
  "2026-01-31",
  "2026-01-31T00:00:00.001Z",
  "2026-01-31T00:00:00+00:00",
  "2026-03-01T12:00:00-05:00",
)
const withValue = (field: fc.Arbitrary<string>, op: string[], value: fc.Arbitrary<unknown>) =>
  fc.record({ field, op: fc.constantFrom(...op), value })

const condition = fc.oneof(
  fc.record({
    field: fc.oneof(textField, attribute, fc.constant("created_at")),
    op: fc.constantFrom("exists", "missing"),
  }),
  withValue(textField, ["equals", "not_equals"], fc.constantFrom(...words)),
  withValue(textField, ["in", "not_in"], fc.array(fc.constantFrom(...words), { maxLength: 3 })),
  withValue(fc.oneof(textField, attribute), ["contains", "starts_with"], someText),
  withValue(attribute, ["equals", "not_equals"], scalar),
  withValue(attribute, ["in", "not_in"], fc.array(scalar, { maxLength: 3 })),
  withValue(attribute, ["greater_than", "at_least", "less_than", "at_most"], fc.constantFrom(...numbers)),
  withValue(fc.oneof(attribute, fc.constant("created_at")), ["before", "after"], time),
)
const { filter } = fc.letrec<{ filter: unknown }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    condition,
    fc.record({ all: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ not: tie("filter") }),
  ),
}))

async function insert(contacts: AudienceContact[]): Promise<string[]> {
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

async function select(audience: AudienceFilter): Promise<Set<string>> {
  const { rows } = await platform.db.workspace(platform.workspaceId, async (tx) => {
    await sql`SET LOCAL timezone = 'Asia/Tokyo'`.execute(tx) // whatever the session's, dates begin in UTC
    return sql<{ id: string }>`SELECT id FROM contacts WHERE ${audienceCondition(audience)}`.execute(tx)
  })
  return new Set(rows.map((row) => row.id))
}

describe("an audience as SQL", () => {
  it("chooses exactly the contacts that the pure function chooses", async () => {
    const contacts = fc.sample(contact, { numRuns: 300, seed: 7 })
    const ids = await insert(contacts)
    await fc.assert(
      fc.asyncProperty(filter, async (generated) => {
        const audience = audienceFilter.parse(generated)
        const chosen = await select(audience)
        const byDatabase = contacts.filter((_, index) => chosen.has(ids[index] ?? ""))
        const byFunction = contacts.filter((each) => matches(audience, each))
        expect(byDatabase).toEqual(byFunction)
      }),
      { numRuns: 400 },
    )
  })

  it("is never NULL, so that its negation is the rest of the contacts", async () => {
    const everyone = (await select({ all: [] })).size
    const some: AudienceFilter = { field: "attributes.plan", op: "greater_than", value: 1 }
    expect((await select(some)).size + (await select({ not: some })).size).toBe(everyone)
  })

  it("binds what a filter says and never makes it SQL", async () => {
    const hostile = "x') OR true; DROP TABLE contacts; --"
    const query = audienceCondition({ field: "first_name", op: "equals", value: hostile })
    const compiled = await platform.db.workspace(platform.workspaceId, async (tx) => query.compile(tx))
    expect(compiled.sql).not.toContain("DROP")
    expect(compiled.parameters).toEqual([hostile])
  })
})
