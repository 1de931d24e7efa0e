import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startServer } from "../../server.ts"
import { call } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { countDays, dayStages } from "./by-day.ts"
import { counted } from "./counted.ts"
import { foldCounts } from "./fold.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())

const none = Object.fromEntries(dayStages.map((stage) => [stage, 0]))

/** Messages of a new source that reached a stage then. */
async function reach(...moved: { stage: string; at: string; n: number }[]): Promise<void> {
  const sourceId = await outbox.source()
  await outbox.inWorkspace((tx) =>
    counted(sql`
      SELECT ${sourceId}::uuid AS source_id, ${outbox.platform.workspaceId}::uuid AS workspace_id, 0::smallint AS variant,
        stage, NULL::text AS reason, at, n
      FROM json_to_recordset(${JSON.stringify(moved)}::json) AS moved (stage text, at timestamptz, n integer)`).execute(
      tx,
    ),
  )
}
const daysIn = (zone: string, now: string, days = 2) =>
  outbox.inWorkspace((tx) => countDays(tx, { days, zone, now: new Date(now) }))

describe("the counts of a day", () => {
  beforeAll(async () => {
    await reach(
      { stage: "sent", at: "2026-11-21T22:59:00Z", n: 1 },
      { stage: "sent", at: "2026-11-21T23:00:00Z", n: 20 },
      { stage: "sent", at: "2026-11-22T10:00:00Z", n: 300 },
      { stage: "decided", at: "2026-11-22T10:00:00Z", n: 7 },
      { stage: "dropped", at: "2026-11-22T10:00:00Z", n: 7 },
    )
    await reach(
      { stage: "sent", at: "2026-11-22T11:00:00Z", n: 4_000 },
      { stage: "delivered", at: "2026-11-22T11:01:00Z", n: 5 },
      { stage: "read", at: "2026-11-22T11:02:00Z", n: 4 },
      { stage: "replied", at: "2026-11-22T11:03:00Z", n: 3 },
      { stage: "failed", at: "2026-11-22T11:04:00Z", n: 2 },
    )
  })
  const inVienna = [
    { date: "2026-11-22", sent: 4_320, delivered: 5, read: 4, replied: 3, failed: 2 },
    { ...none, date: "2026-11-21", sent: 1 },
  ]

  it("are those of all sources, today first, from midnight in the zone on", async () => {
    expect(await daysIn("Europe/Vienna", "2026-11-22T12:00:00Z")).toEqual(inVienna)
    const [today, yesterday] = await daysIn("America/Lima", "2026-11-22T12:00:00Z")
    expect([today?.sent, yesterday?.sent]).toEqual([4_300, 21])
  })

  it("are the same once they are folded", async () => {
    while (await foldCounts(outbox.platform.db));
    expect(await daysIn("Europe/Vienna", "2026-11-22T12:00:00Z")).toEqual(inVienna)
  })

  it("are zeros where nothing happened, and nothing that happens later is in them", async () => {
    const later = await daysIn("Europe/Vienna", "2026-12-31T23:30:00Z", 3)
    expect(later).toEqual(["2027-01-01", "2026-12-31", "2026-12-30"].map((date) => ({ ...none, date })))
    const earlier = await daysIn("UTC", "2026-11-20T12:00:00Z")
    expect(earlier).toEqual(["2026-11-20", "2026-11-19"].map((date) => ({ ...none, date })))
  })

  it("on the day on which clocks change begin and end at its midnights", async () => {
    await reach(
      { stage: "read", at: "2026-10-24T21:59:00Z", n: 1 },
      { stage: "read", at: "2026-10-24T22:00:00Z", n: 10 },
      { stage: "read", at: "2026-10-25T22:59:00Z", n: 100 },
      { stage: "read", at: "2026-10-25T23:00:00Z", n: 1_000 },
    )
    const days = await daysIn("Europe/Vienna", "2026-10-26T12:00:00Z", 3)
    expect(days.map(({ read }) => read)).toEqual([1_000, 110, 1])
  })
})

describe("GET /v1/messages/days", () => {
  it("answers with the days of the zone asked for, and refuses a zone that there is not", async () => {
    const clock = steppedClock(new Date("2026-11-22T23:30:00Z"))
    const platform = await testPlatform({ clock, environment: { ROLES: "api" } })
    const server = await startServer(platform)
    const ask = (query: string) =>
      call("GET", `${server.url}/v1/messages/days${query}`, undefined, {
        authorization: `Bearer ${platform.apiKey}`,
      })
    expect(await ask("?time_zone=Europe/Vienna&days=1")).toMatchObject({
      status: 200,
      body: { time_zone: "Europe/Vienna", data: [{ ...none, date: "2026-11-23" }] },
    })
    expect((await ask("")).body).toMatchObject({
      time_zone: "UTC",
      data: [{ date: "2026-11-22" }, { date: "2026-11-21" }],
    })
    for (const query of ["?time_zone=Europe/Nowhere", "?time_zone=MIT", "?days=0", "?days=93"])
      expect((await ask(query)).status).toBe(422)
    await server.close()
    await platform.close()
  })
})
