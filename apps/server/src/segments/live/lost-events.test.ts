import { filterSchema } from "@parley/model"
import { afterAll, beforeAll, expect, it } from "vitest"
import { recordEvents } from "../../events/index.ts"
import { eventsKept } from "../../events/keeping/kept.ts"
import { steppedClock } from "../../platform/clock.ts"
import { jsonText, sql } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { readFilterScope } from "../compile/filter-scope.ts"
import { scanSql } from "../compile/filter-sql.ts"
import { Keeper } from "./keep.ts"
import { reviseLive } from "./live-segments.ts"

const now = new Date("2026-11-22T12:00:00Z")
const clock = steppedClock(now)
const hourMs = 3_600_000
let platform: Awaited<ReturnType<typeof testPlatform>>
let keeper: Keeper
const ana = crypto.randomUUID()
beforeAll(async () => {
  platform = await testPlatform({ clock })
  keeper = new Keeper(platform)
  await inWorkspace(async (tx) => {
    await tx
      .insertInto("contacts")
      .values({ id: ana, workspace_id: platform.workspaceId, created_at: now, updated_at: now })
      .execute()
    for (const days of [200, 1])
      await recordEvents(tx, { workspaceId: platform.workspaceId, now }, [
        {
          kind: "event",
          contactId: ana,
          name: "bought",
          at: new Date(now.getTime() - days * 24 * hourMs),
          properties: { size: days === 200 ? "large" : "small" },
        },
      ])
  })
})
afterAll(() => platform.close())

const inWorkspace: Awaited<ReturnType<typeof testPlatform>>["db"]["system"] = (work) =>
  platform.db.workspace(platform.workspaceId, work)
const keep = async () => {
  while ((await keeper.round()) === 0);
}
/** A live segment. @returns whether Ana is in it, by what is kept and by the compiler */
async function live(given: object) {
  const filter = filterSchema.parse(given)
  const id = crypto.randomUUID()
  await inWorkspace(async (tx) => {
    await sql`INSERT INTO segments (id, workspace_id, name, filter, is_live, created_at, updated_at)
      VALUES (${id}, ${platform.workspaceId}, ${id}, ${jsonText(filter)}::jsonb, true, ${now}, ${now})`.execute(
      tx,
    )
    await reviseLive(tx, [])
  })
  return async () => {
    const { rows: kept } = await platform.db.system((tx) =>
      sql`SELECT FROM live_segments AS l JOIN live_memberships AS m ON m.segments @> ARRAY[l.id]
        WHERE l.segment_id = ${id}`.execute(tx),
    )
    const scanned = await platform.db.reading(async (tx) => {
      const reader = { workspaceId: platform.workspaceId, rooms: platform.rooms, now: clock.now() }
      return (await scanSql(filter, await readFilterScope(tx, reader, [filter])).execute(tx)).rows
    })
    return { kept: kept.length === 1, scanned: scanned.length === 1 }
  }
}

it("within an hour of events being deleted a live segment is what the compiler says again", async () => {
  const large = { on: "event", name: "bought", where: [{ property: "size", op: "equals", value: "large" }] }
  const boughtLarge = await live({ ...large, op: "did" })
  const neverLarge = await live({ ...large, op: "did_not" })
  const twice = await live({ on: "event", name: "bought", op: "at_least", times: 2 })
  const [isIn, isOut] = [
    { kept: true, scanned: true },
    { kept: false, scanned: false },
  ]
  await keep()
  expect([await boughtLarge(), await neverLarge(), await twice()]).toEqual([isIn, isOut, isIn])

  const events = eventsKept(platform)
  const before = new Date(now.getTime() - 100 * 24 * hourMs)
  while (await events.deleteSome({ after: null, before }));
  clock.advance(hourMs)
  await keep()
  // How often stays known, the properties do not.
  expect([await boughtLarge(), await neverLarge(), await twice()]).toEqual([isOut, isIn, isIn])
})
