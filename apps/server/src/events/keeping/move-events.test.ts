import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { type GivenEvent, recordEvents } from "../index.ts"
import { eventsKept, forgetKeys } from "./kept.ts"
import { eraseEvents, exportEvents, moveEvents } from "./move-events.ts"

const now = new Date("2026-11-22T12:00:00Z")
const clock = steppedClock(now)
let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform({ clock })
})
afterAll(() => platform.close())

const within = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const tell = (contactId: string, name: string, days: number, key?: string) =>
  within((tx) => {
    const at = new Date(now.getTime() - days * 24 * 60 * 60_000)
    const event: GivenEvent = { kind: "event", contactId, name, at, key, value: 1 }
    return recordEvents(tx, { workspaceId: platform.workspaceId, now }, [event])
  })
const exported = (contactId: string) => within((tx) => exportEvents(tx, platform.workspaceId, contactId))
const daysOf = (contactId: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ day: string; count: number }>`
      SELECT day::text, count FROM contact_event_days WHERE contact_id = ${contactId} ORDER BY day`.execute(
      tx,
    )
    return rows.map(({ day, count }) => `${day} ${count}`)
  })

describe("of two contacts who are one person", () => {
  it("the events stay, and what was counted is added together", async () => {
    const [ana, twin] = [crypto.randomUUID(), crypto.randomUUID()]
    await tell(ana, "opened", 1)
    await tell(twin, "opened", 1)
    await tell(twin, "opened", 9)
    await tell(twin, "bought", 2)
    await within((tx) => moveEvents(tx, { pairs: [{ from: twin, into: ana }] }))
    expect(await exported(ana)).toMatchObject({
      events: [{ name: "opened" }, { name: "bought" }, { name: "opened" }, { name: "opened" }],
      event_counts: [
        { name: "bought", count: 1, total: 1 },
        { name: "opened", count: 3, total: 3, first_at: new Date("2026-11-13T12:00:00Z") },
      ],
    })
    expect(await daysOf(ana)).toEqual(["2026-11-13 1", "2026-11-20 1", "2026-11-21 2"])
    expect(await exported(twin)).toEqual({ events: [], event_counts: [] })
  })
})

it("of a person who is erased nothing stays", async () => {
  const [ana, ben] = [crypto.randomUUID(), crypto.randomUUID()]
  await tell(ana, "opened", 1)
  await tell(ben, "opened", 1)
  await within((tx) => eraseEvents(tx, platform.workspaceId, [ana]))
  expect([await exported(ana), await daysOf(ana)]).toEqual([{ events: [], event_counts: [] }, []])
  expect(await exported(ben)).toMatchObject({ events: [{ name: "opened" }] })
})

it("events of before a time go by whole weeks, and how often each did what stays", async () => {
  const ana = crypto.randomUUID()
  for (const days of [1000, 100, 40, 33, 1]) await tell(ana, "kept", days)
  const before = new Date("2026-10-18T12:00:00Z") // 35 days, within a week
  const kept = eventsKept(platform)
  expect((await platform.db.system((tx) => kept.measure(tx, before))).rows).toBe(3)
  while (await kept.deleteSome({ after: null, before }));
  expect(await exported(ana)).toMatchObject({
    events: [{ at: new Date("2026-10-20T12:00:00Z") }, { at: new Date("2026-11-21T12:00:00Z") }],
    event_counts: [{ count: 5 }],
  })
  await tell(ana, "kept", 1000)
  expect((await exported(ana)).events).toHaveLength(3)
})

it("a key is forgotten after a week", async () => {
  const ana = crypto.randomUUID()
  await tell(ana, "paid", 0, "k-1")
  clock.advance(7 * 24 * 60 * 60_000 - 1)
  await forgetKeys(platform)
  expect(await tell(ana, "paid", 0, "k-1")).toMatchObject({ repeated: 1 })
  clock.advance(2)
  await forgetKeys(platform)
  expect(await tell(ana, "paid", 0, "k-1")).toMatchObject({ recorded: 1 })
})
