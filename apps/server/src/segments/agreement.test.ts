import { type Filter, filterSchema, matches } from "@parley/model"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { jsonText, sql, type Tx } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import { createWorkspace } from "../workspaces/index.ts"
import { type FilterScope, readFilterScope } from "./compile/filter-scope.ts"
import { compileFilter, scanSql } from "./compile/filter-sql.ts"
import { previewFilter } from "./preview.ts"
import { probeContacts } from "./probe.ts"
import { generatedFilter, segmentIds } from "./testing/generated-filters.ts"
import { type GeneratedContact, ids, now, sampleContacts, writeWorld } from "./testing/world.ts"

const people = 120
let platform: Awaited<ReturnType<typeof testPlatform>>
let world: GeneratedContact[]

const rooms = [{ sourcesNamed: async () => [{ id: ids.campaign, source_id: ids.sources[0] ?? "" }] }]
const inner: Filter = {
  any: [
    { on: "contact", field: "country", op: "equals", value: "gold" },
    { on: "event", name: "paid", op: "did" },
  ],
}
const outer: Filter = {
  all: [
    { on: "segment", op: "not_in", segment_id: segmentIds.inner },
    { on: "reachable", op: "is" },
  ],
}

beforeAll(async () => {
  platform = await testPlatform()
  const { workspaceId, db } = platform
  const first = await seedNumber(platform)
  const second = await seedNumber(platform, { wabaId: "101", phoneNumberId: "201", accessToken: "EAAtest" })
  ids.groups = [first.groupId, second.groupId]
  ids.numbers = [first.numberId, second.numberId]
  const other = await db.system((tx) => createWorkspace(tx, "Other", now))
  await db.system(async (tx) => {
    await sql`UPDATE workspaces SET time_zone = 'Europe/Berlin' WHERE id = ${workspaceId}`.execute(tx)
    const { rows: lists } = await sql<{
      id: string
    }>`INSERT INTO lists (workspace_id, name, created_at, updated_at)
      VALUES (${workspaceId}, 'One', ${now}, ${now}), (${workspaceId}, 'Two', ${now}, ${now}) RETURNING id`.execute(
      tx,
    )
    const { rows: tags } = await sql<{ id: string }>`INSERT INTO contact_tags (workspace_id, name, created_at)
      VALUES (${workspaceId}, 'One', ${now}), (${workspaceId}, 'Two', ${now}) RETURNING id`.execute(tx)
    ids.lists = lists.map(({ id }) => id)
    ids.tags = tags.map(({ id }) => id)
    const { rows: made } = await sql<{
      id: string
    }>`SELECT new_id() AS id FROM generate_series(1, ${people})`.execute(tx)
    world = sampleContacts(
      made.map(({ id }) => id),
      7,
    )
    await writeWorld(tx, { workspaceId, contentId: first.templateId, numberId: first.numberId }, world)
    await sql`INSERT INTO segments (id, workspace_id, name, filter, named_segments, created_at, updated_at) VALUES
      (${segmentIds.inner}, ${workspaceId}, 'Inner', ${jsonText(inner)}::jsonb, '{}', ${now}, ${now}),
      (${segmentIds.outer}, ${workspaceId}, 'Outer', ${jsonText(outer)}::jsonb, ARRAY[${segmentIds.inner}]::uuid[], ${now}, ${now})`.execute(
      tx,
    )
    // Of another workspace, with events of names that are called the same.
    await sql`INSERT INTO contacts (workspace_id, created_at, updated_at, country) SELECT ${other.id}, ${now}, ${now}, 'gold' FROM generate_series(1, 5)`.execute(
      tx,
    )
  })
})
afterAll(() => platform.close())

const scopeOf = (tx: Tx, filter: Filter): Promise<FilterScope> =>
  readFilterScope(tx, { workspaceId: platform.workspaceId, rooms, now }, [filter])

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
  it("choose the same contacts", async () => {
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
  })

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
