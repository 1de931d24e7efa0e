import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"

const hourMs = 3_600_000
let campaign: Awaited<ReturnType<typeof openCampaign>>
/** Contacts, by who they are. */
let people: Record<"tokyo" | "vienna" | "nowhere" | "wrong" | "newYork" | "honolulu", string>

beforeAll(async () => {
  campaign = await openCampaign({ people: 6 })
  expect((await campaign.api("PATCH", "workspace", { time_zone: "Europe/Vienna" })).status).toBe(200)
  const rows = await campaign.inWorkspace((tx) =>
    tx.selectFrom("contacts").select("id").orderBy("id").execute(),
  )
  const [tokyo = "", vienna = "", nowhere = "", wrong = "", newYork = "", honolulu = ""] = rows.map(
    ({ id }) => id,
  )
  people = { tokyo, vienna, nowhere, wrong, newYork, honolulu }
})
afterAll(() => campaign.close())
beforeEach(async () => {
  await campaign.endAll()
  await move("tokyo", "Asia/Tokyo")
  await move("vienna", "Europe/Vienna")
  await move("nowhere", null)
  await move("wrong", "Mars/Olympus_Mons")
  await move("newYork", "America/New_York")
  await move("honolulu", "Pacific/Honolulu")
})

const move = (who: keyof typeof people, zone: string | null) =>
  campaign.inWorkspace((tx) =>
    tx.updateTable("contacts").set({ time_zone: zone }).where("id", "=", people[who]).execute(),
  )

/** The next day there is, at nine by their clocks. */
const tomorrow = () => new Date(campaign.clock.now().getTime() + 24 * hourMs).toISOString().slice(0, 10)
const goTo = (instant: string) =>
  campaign.clock.advance(new Date(instant).getTime() - campaign.clock.now().getTime())
const expandAll = async () => {
  while (await campaign.expand());
}
/** Who is in the outbox. */
const queued = async (id: string) => {
  const { rows } = await campaign.inWorkspace((tx) =>
    sql<{ contact_id: string }>`SELECT contact_id FROM outbox WHERE source_id = ${id}`.execute(tx),
  )
  const names = Object.entries(people)
  return rows.map(({ contact_id }) => names.find(([, one]) => one === contact_id)?.[0]).sort()
}

describe("a launch in each contact's local time", () => {
  it("says when it begins, when it is that time in the workspace, and when it ends", async () => {
    const day = tomorrow()
    const id = await campaign.launch({ in_local_time: `${day}T09:00` })
    expect(await campaign.report(id)).toMatchObject({
      state: "scheduled",
      scheduled_at: `${day}T00:00:00.000Z`,
      in_local_time: {
        at: `${day}T09:00`,
        time_zone: "Europe/Vienna",
        first: `${day}T00:00:00.000Z`,
        own: `${day}T08:00:00.000Z`,
        last: `${day}T19:00:00.000Z`,
      },
    })
    const last = new Date(`${day}T19:00:00Z`).getTime()
    expect(new Date((await campaign.report(id)).expires_at).getTime()).toBe(last + 72 * hourMs)
  })

  it("writes to each when their clock shows the time; without a zone, or with a wrong one, by the workspace's", async () => {
    const day = tomorrow()
    const id = await campaign.launch({ in_local_time: `${day}T09:00` })
    await expandAll()
    expect(await queued(id)).toEqual([])
    goTo(`${day}T00:00:00Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["tokyo"])
    expect(await campaign.report(id)).toMatchObject({ state: "expanding", audience: 1 })
    goTo(`${day}T07:59:59Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["tokyo"])
    goTo(`${day}T08:00:00Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["nowhere", "tokyo", "vienna", "wrong"])
    goTo(`${day}T14:00:00Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["newYork", "nowhere", "tokyo", "vienna", "wrong"])
    goTo(`${day}T19:00:00Z`)
    await expandAll()
    expect(await campaign.report(id)).toMatchObject({ state: "sending", audience: 6 })
  })

  it("writes once to who moves to where the time is still to come", async () => {
    const day = tomorrow()
    const id = await campaign.launch({ in_local_time: `${day}T09:00` })
    goTo(`${day}T00:00:00Z`)
    await expandAll()
    await move("tokyo", "Pacific/Honolulu")
    goTo(`${day}T19:00:00Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["honolulu", "newYork", "nowhere", "tokyo", "vienna", "wrong"])
  })

  it("misses nobody who moves to where the time has passed: they get it with the next slice", async () => {
    const day = tomorrow()
    const id = await campaign.launch({ in_local_time: `${day}T09:00` })
    goTo(`${day}T00:00:00Z`)
    await expandAll()
    await move("honolulu", "Asia/Tokyo")
    await move("newYork", "Asia/Kathmandu") // of a zone that nobody had
    goTo(`${day}T08:00:00Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["honolulu", "newYork", "nowhere", "tokyo", "vienna", "wrong"])
    goTo(`${day}T19:00:00Z`)
    await expandAll()
    expect(await campaign.report(id)).toMatchObject({ state: "sending", audience: 6 })
  })

  it("counts who gets nothing once, wherever they move", async () => {
    const day = tomorrow()
    const unsubscribe = (state: "subscribed" | "unsubscribed") =>
      campaign.inWorkspace((tx) =>
        tx.updateTable("subscriptions").set({ state }).where("contact_id", "=", people.tokyo).execute(),
      )
    await unsubscribe("unsubscribed")
    const id = await campaign.launch({ in_local_time: `${day}T09:00` })
    goTo(`${day}T00:00:00Z`)
    await expandAll()
    await move("tokyo", "Pacific/Honolulu")
    goTo(`${day}T19:00:00Z`)
    await expandAll()
    expect(await campaign.report(id)).toMatchObject({ audience: 6, suppressed: { total: 1 } })
    await unsubscribe("subscribed")
  })

  it("is refused where the time has passed by some clocks, unless those are to be left out", async () => {
    const day = tomorrow()
    goTo(`${day}T06:00:00Z`)
    const start = (body: object) =>
      campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, {
        in_local_time: `${day}T09:00`,
        ...body,
      })
    expect(await start({})).toMatchObject({
      status: 422,
      body: { error: { code: "invalid_request", field: "in_local_time", time_zones: ["Asia/Tokyo"] } },
    })
    const { body } = await start({ even_if_incomplete: true })
    goTo(`${day}T19:00:00Z`)
    await expandAll()
    expect(await queued(body.id)).toEqual(["honolulu", "newYork", "nowhere", "vienna", "wrong"])
  })

  it("takes a local time, and not together with an instant", async () => {
    const start = (body: object) => campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, body)
    for (const wrong of ["2026-12-24", "2026-12-24T09:00Z", "2026-02-30T09:00", "2026-12-24T25:00"])
      expect((await start({ in_local_time: wrong })).status).toBe(422)
    const both = { in_local_time: "2026-12-24T09:00", at: "2026-12-24T09:00:00Z" }
    expect(await start(both)).toMatchObject({ status: 422, body: { error: { field: "in_local_time" } } })
  })
})

describe("what the system was down for", () => {
  it("goes where it is an hour ago at most", async () => {
    const id = await campaign.launch({ at: new Date(campaign.clock.now().getTime() + hourMs).toISOString() })
    campaign.clock.advance(1.9 * hourMs)
    await campaign.expandAfterDowntime()
    expect(await campaign.report(id)).toMatchObject({ audience: 6, hold: null })
  })

  it("asks first where it is more, and goes when that is said", async () => {
    const id = await campaign.launch({ at: new Date(campaign.clock.now().getTime() + hourMs).toISOString() })
    campaign.clock.advance(3 * hourMs)
    await campaign.expandAfterDowntime()
    await campaign.expandAfterDowntime()
    expect(await campaign.report(id)).toMatchObject({
      state: "scheduled",
      audience: 0,
      hold: { code: "late" },
    })
    expect(await campaign.api("POST", `launches/${id}/late`, { choice: "send" })).toMatchObject({
      status: 200,
      body: { hold: null },
    })
    await campaign.expandAfterDowntime()
    expect(await campaign.report(id)).toMatchObject({ audience: 6 })
    expect((await campaign.api("POST", `launches/${id}/late`, { choice: "send" })).status).toBe(409)
  })

  it("is canceled when it is skipped", async () => {
    const id = await campaign.launch({ at: new Date(campaign.clock.now().getTime() + hourMs).toISOString() })
    campaign.clock.advance(3 * hourMs)
    await campaign.expandAfterDowntime()
    await campaign.api("POST", `launches/${id}/late`, { choice: "skip" })
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ state: "canceled", audience: 0 })
  })

  it("asks for the slices that are late, and sends the others at their time", async () => {
    const day = tomorrow()
    const id = await campaign.launch({ in_local_time: `${day}T09:00` })
    goTo(`${day}T07:45:00Z`)
    await campaign.expandAfterDowntime()
    expect(await campaign.report(id)).toMatchObject({ hold: { code: "late" } })
    await campaign.api("POST", `launches/${id}/late`, { choice: "skip" })
    expect(await campaign.report(id)).toMatchObject({ state: "scheduled", hold: null })
    goTo(`${day}T19:00:00Z`)
    await expandAll()
    expect(await queued(id)).toEqual(["honolulu", "newYork", "nowhere", "vienna", "wrong"])
    expect(await campaign.report(id)).toMatchObject({ state: "sending" })
  })

  it("is nothing to a worker that was there, however far the clock is moved", async () => {
    const id = await campaign.launch({ at: new Date(campaign.clock.now().getTime() + hourMs).toISOString() })
    campaign.clock.advance(30 * hourMs)
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ audience: 6, hold: null })
  })
})
