import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { testPlatform } from "../../testing/platform.ts"
import { fatesFor, fateTopic, hearFates, type MessageStep } from "./message-fates.ts"
import type { MessageEvent } from "./tell-of-messages.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const heard: { room: string; steps: readonly MessageStep[] }[] = []
const waiting = (room: string, kind: MessageStep["kind"]): Pick<Room, "fates"> => ({
  fates: {
    wanted: async () => (_workspace, each) => each === kind,
    hear: () => async (steps) => void heard.push({ room, steps }),
  },
})
const rooms = [waiting("one", "message_read"), waiting("other", "message_failed"), {}]
const contactId = crypto.randomUUID()
const event = (kind: MessageStep["kind"]): MessageEvent => ({
  workspaceId: platform.workspaceId,
  contactId,
  kind,
  data: {
    message_id: crypto.randomUUID(),
    number_id: crypto.randomUUID(),
    source_kind: "launch",
    launch_id: null,
    retry_of: null,
    wamid: null,
    reason: null,
    happened_at: "2026-12-01T10:00:00Z",
  },
})

it("what some room wants is told once, and all who wait for any hear of it", async () => {
  const { db, workspaceId } = platform
  const teller = fatesFor(rooms)
  await db.workspace(workspaceId, async (tx) => {
    const wants = await teller.wanted(tx)
    const isWanted = (kind: MessageStep["kind"]) => wants?.(workspaceId, kind)
    expect([isWanted("message_read"), isWanted("message_failed"), isWanted("message_sent")]).toEqual([
      true,
      true,
      false,
    ])
    await teller.tell(tx, [event("message_read"), event("message_failed")], new Date())
  })
  const { rows } = await db.system((tx) =>
    sql`SELECT FROM log_entries WHERE topic = ${fateTopic.name}`.execute(tx),
  )
  expect(rows).toHaveLength(1)
  const consumer = platform.log.consume(fateTopic, hearFates({ ...platform, rooms: rooms as Room[] }))
  await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2)
  await consumer.stop()
  expect(heard.map(({ room, steps }) => [room, steps.map(({ kind }) => kind)])).toEqual([
    ["one", ["message_read", "message_failed"]],
    ["other", ["message_read", "message_failed"]],
  ])
})

it("where nobody waits nothing is told", async () => {
  expect(await platform.db.workspace(platform.workspaceId, (tx) => fatesFor([{}]).wanted(tx))).toBe(undefined)
})

it("what earlier versions told is understood", async () => {
  heard.length = 0
  const of = { workspace_id: platform.workspaceId, contact_id: contactId }
  const message_id = crypto.randomUUID()
  const told = [
    { ...of, kind: "message_fate", stages: ["read", "delivered"] },
    { ...of, kind: "message_became", became: "failed", message_id, at: "2026-12-01T10:00:00Z" },
  ]
  await hearFates({ ...platform, rooms: rooms as Room[] }).apply([JSON.stringify(told)])
  expect(heard[0]?.steps.map(({ kind }) => kind)).toEqual([
    "message_delivered",
    "message_read",
    "message_failed",
  ])
  expect(heard[0]?.steps[2]?.message_id).toBe(message_id)
})
