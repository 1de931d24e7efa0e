import type { Filter } from "@parley/model"
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest"
import { fateTopic, hearFates } from "../../messaging/index.ts"
import {
  endedAs,
  later,
  now,
  type OpenOutbox,
  openOutbox,
  statusOf,
} from "../../messaging/testing/open-outbox.ts"
import { jsonText, sql } from "../../platform/database/index.ts"
import { Keeper } from "./keep.ts"
import { reviseLive } from "./live-segments.ts"

let outbox: OpenOutbox
let sourceId: string
let consumer: { stop(): Promise<void> }
beforeAll(async () => {
  outbox = await openOutbox({ people: 2 })
})
beforeEach(async () => {
  sourceId = await outbox.source({ expiresAt: later(3600) })
})
afterEach(() =>
  outbox.platform.db.system(async (tx) => {
    await tx.deleteFrom("segments").execute()
    await tx.deleteFrom("log_entries").execute()
  }),
)
afterAll(async () => {
  await consumer?.stop()
  await outbox.close()
})

/** A live segment for which everybody was judged. */
async function liveSegment(filter: Filter): Promise<string> {
  const id = crypto.randomUUID()
  const { workspaceId } = outbox.platform
  const named = "on" in filter && filter.on === "segment" ? [filter.segment_id] : []
  await outbox.inWorkspace(async (tx) => {
    await sql`INSERT INTO segments (id, workspace_id, name, filter, named_segments, is_live, created_at, updated_at)
      VALUES (${id}, ${workspaceId}, ${id}, ${jsonText(filter)}::jsonb, ${named}::uuid[], true, ${now}, ${now})`.execute(
      tx,
    )
    await reviseLive(tx, [])
  })
  const keeper = new Keeper(outbox.platform)
  while ((await keeper.round()) === 0);
  return id
}
const members = async (segmentId: string) =>
  (
    await outbox.platform.db.system((tx) =>
      sql<{ id: string }>`SELECT m.contact_id AS id FROM live_segments AS l
        JOIN live_memberships AS m ON m.segments @> ARRAY[l.id] WHERE l.segment_id = ${segmentId} ORDER BY 1`.execute(
        tx,
      ),
    )
  ).rows.map(({ id }) => id)
const fates = async () =>
  (
    await outbox.platform.db.system((tx) =>
      sql`SELECT FROM log_entries WHERE topic = ${fateTopic.name}`.execute(tx),
    )
  ).rows.length
const read = () => ({ on: "message", op: "did", stage: "read", source_id: sourceId }) as const

it("nothing is recorded of messages for which no live segment asks", async () => {
  await liveSegment(read())
  const id = await outbox.sent(sourceId)
  await outbox.settle(endedAs(await outbox.claimOne(sourceId), "dropped", "unsubscribed"))
  await outbox.apply(statusOf(id, "sent", later(1)))
  expect(await fates()).toBe(0)
  await outbox.apply(statusOf(id, "read", later(2)))
  expect(await fates()).toBe(1)
})

it("a live segment has who read the messages of a launch as soon as that is applied", async () => {
  const segment = await liveSegment(read())
  const naming = await liveSegment({ on: "segment", op: "in", segment_id: segment })
  consumer = outbox.platform.log.consume(fateTopic, hearFates(outbox.platform))
  const id = await outbox.sent(sourceId)
  expect(await members(segment)).toEqual([])
  await outbox.apply(statusOf(id, "read", later(2)))
  await expect.poll(() => members(segment)).toEqual(outbox.contactIds.slice(0, 1))
  await expect.poll(() => members(naming)).toEqual(outbox.contactIds.slice(0, 1))
})

it("who failed leaves again when another post of the message arrives", async () => {
  const segment = await liveSegment({
    on: "message",
    op: "did",
    stage: "failed",
    reason: "131026",
    source_id: sourceId,
  })
  const id = await outbox.sent(sourceId)
  const error = { code: 131026, title: "Undeliverable", message: "Undeliverable" }
  await outbox.apply(statusOf(id, "failed", later(1), { errors: [error] }))
  await expect.poll(() => members(segment)).toEqual(outbox.contactIds.slice(0, 1))
  await outbox.apply(statusOf(id, "delivered", later(2), { id: "wamid.other" }))
  await expect.poll(() => members(segment)).toEqual([])
})
