import { type Filter, filterSchema, matches } from "@parley/model"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql, type Tx } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { propertyRuns } from "../testing/property-seed.ts"
import { type FilterScope, readFilterScope } from "./compile/filter-scope.ts"
import { compileFilter, scanSql } from "./compile/filter-sql.ts"
import { previewFilter } from "./preview.ts"
import { probeContacts } from "./probe.ts"
import { generatedFilter } from "./testing/generated-filters.ts"
import { installWorld, roomsOfWorld } from "./testing/install-world.ts"
import { type GeneratedContact, ids, now } from "./testing/world.ts"

const people = 120
let platform: Awaited<ReturnType<typeof testPlatform>>
let world: GeneratedContact[]

beforeAll(async () => {
  platform = await testPlatform()
  world = await installWorld(platform, { people, seed: 7 })
})
afterAll(() => platform.close())

const scopeOf = (tx: Tx, filter: Filter): Promise<FilterScope> =>
  readFilterScope(tx, { workspaceId: platform.workspaceId, rooms: roomsOfWorld, now }, [filter])

/** Beneath no policy, as scans run: what keeps workspaces apart is in the statement. */
const scan = (filter: Filter) =>
  platform.db.reading(async (tx) => {
    await sql`SET LOCAL timezone = 'Asia/Tokyo'`.execute(tx) // whatever the session's
    const scope = await scopeOf(tx, filter)
    const { joins, condition } = compileFilter(filter, scope)
    const { rows } = await sql<{ id: string; is_page: boolean }>`
      SELECT id, false AS is_page FROM (${scanSql(filter, scope)}) AS chosen
      UNION ALL
      -- As rows of contacts are narrowed, such as to a page of them.
      SELECT contacts.id, true FROM contacts ${joins} WHERE contacts.workspace_id = ${platform.workspaceId} AND ${condition}`.execute(
      tx,
    )
    const idsOf = (isPage: boolean) =>
      rows
        .filter(({ is_page }) => is_page === isPage)
        .map(({ id }) => id)
        .toSorted()
    const ids = idsOf(false)
    expect(idsOf(true)).toEqual(ids)
    return { scope, ids }
  })

const probed = (filter: Filter) =>
  platform.db.workspace(platform.workspaceId, async (tx) => {
    const scope = await scopeOf(tx, filter)
    const contacts = await probeContacts(
      tx,
      scope,
      [filter],
      world.map(({ facts }) => facts.id),
    )
    return [...contacts.values()]
      .filter((each) => matches(filter, each, scope.context))
      .map(({ id }) => id)
      .toSorted()
  })

describe("scan, probe and the pure function", () => {
  it(
    "choose the same contacts",
    async () => {
      await fc.assert(
        fc.asyncProperty(generatedFilter(), async (generated) => {
          const filter = filterSchema.parse(JSON.parse(JSON.stringify(generated)))
          const scanned = await scan(filter)
          const pure = world
            .filter(({ facts }) => matches(filter, facts, scanned.scope.context))
            .map(({ facts }) => facts.id)
            .toSorted()
          expect(scanned.ids).toEqual(pure)
          expect(await probed(filter)).toEqual(pure)
        }),
      )
    },
    600 * propertyRuns,
  )

  it("and a preview counts them, alone and one after the other", async () => {
    const first: Filter = { on: "event", name: "opened", op: "at_least", times: 2 }
    const second: Filter = { on: "subscription", group_id: ids.groups[0] ?? "", op: "subscribed" }
    const filter: Filter = { all: [first, { not: second }] }
    const count = async (one: Filter) => (await scan(one)).ids.length
    const counted = await platform.db.reading((tx) =>
      previewFilter(tx, { workspaceId: platform.workspaceId, rooms: [], now }, { filter }),
    )
    expect(counted).toEqual({
      people: await count(filter),
      of: people,
      steps: [
        { path: "all.0", alone: await count(first), after: await count(first) },
        { path: "all.1", alone: await count({ not: second }), after: await count(filter) },
      ],
      conditions: [
        { path: "all.0", people: await count(first) },
        { path: "all.1.not", people: await count(second) },
      ],
      reach: null,
    })
  })
})

describe("a filter in SQL", () => {
  it("is never NULL, so that its negation is the rest of the contacts", async () => {
    const some: Filter = { on: "attribute", name: "plan", op: "greater_than", value: 1 }
    expect((await scan(some)).ids.length + (await scan({ not: some })).ids.length).toBe(people)
  })

  it("binds what a filter says and never makes it SQL", async () => {
    const hostile = "x') OR true; DROP TABLE contacts; --"
    const filter: Filter = {
      any: [
        { on: "contact", field: "first_name", op: "equals", value: hostile },
        { on: "attribute", name: `a.${hostile}`, op: "equals", value: hostile },
        {
          on: "event",
          name: "opened",
          op: "did",
          where: [{ property: hostile, op: "equals", value: hostile }],
        },
      ],
    }
    const compiled = await platform.db.reading(async (tx) =>
      scanSql(filter, await scopeOf(tx, filter)).compile(tx),
    )
    expect(compiled.sql).not.toContain("DROP")
  })
})
