import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs
let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 2 })
  expect((await campaign.api("PATCH", "workspace", { time_zone: "Europe/Vienna" })).status).toBe(200)
})
afterAll(() => campaign.close())

const day = (days: number) =>
  new Date(campaign.clock.now().getTime() + days * dayMs).toISOString().slice(0, 10)
const goTo = (instant: string) =>
  campaign.clock.advance(new Date(instant).getTime() - campaign.clock.now().getTime())

/** A campaign of its own. @returns its id */
async function recurring(delivery: object): Promise<string> {
  const { body: copy } = await campaign.api("POST", `campaigns/${campaign.campaignId}/duplicate`)
  const changed = await campaign.api("PATCH", `campaigns/${copy.id}`, {
    delivery: { kind: "recurring", frequency: "daily", time: "09:00", starts_on: day(1), ...delivery },
  })
  expect(changed.status).toBe(200)
  return copy.id
}
const started = async (delivery: object) => {
  const id = await recurring(delivery)
  expect(await campaign.api("POST", `campaigns/${id}/start`)).toMatchObject({
    status: 200,
    body: { state: "active" },
  })
  return id
}
const launches = async (id: string): Promise<string[]> => {
  const { body } = await campaign.api("GET", `launches?campaign_id=${id}`)
  return body.data.map(({ scheduled_at }: { scheduled_at: string }) => scheduled_at)
}
const recurAll = async () => {
  while (await campaign.recur());
}

describe("a recurring campaign", () => {
  beforeEach(() => goTo(`${day(1)}T12:00:00Z`))

  it("is launched at each occurrence, at that time in the workspace, while it is started", async () => {
    const id = await recurring({})
    goTo(`${day(2)}T12:00:00Z`)
    await recurAll()
    expect(await launches(id)).toEqual([])
    await campaign.api("POST", `campaigns/${id}/start`)
    expect((await campaign.api("GET", `campaigns/${id}/recurrence`)).body).toEqual({
      campaign_id: id,
      is_started: true,
      next_at: `${day(1)}T09:00`,
      next_launch_made_at: `${day(1)}T08:00:00.000Z`,
      problem: null,
    })
    const [first, second] = [day(1), day(2)]
    goTo(`${first}T08:00:00Z`)
    await recurAll()
    goTo(`${second}T08:00:00Z`)
    await recurAll()
    expect(await launches(id)).toEqual([`${first}T08:00:00.000Z`, `${second}T08:00:00.000Z`])
    expect(await campaign.api("POST", `campaigns/${id}/stop`)).toMatchObject({ body: { state: "stopped" } })
    goTo(`${day(3)}T08:00:00Z`)
    await recurAll()
    expect(await launches(id)).toHaveLength(2)
  })

  it("makes each launch once, however many workers there are, and those that the system was down for", async () => {
    const id = await started({})
    const days = [1, 2, 3, 4, 5].map(day)
    goTo(`${day(5)}T08:00:00Z`)
    for (let round = 0; round < 5; round++)
      await Promise.all([campaign.recur(), campaign.recur(), campaign.recur()])
    await recurAll()
    expect(await launches(id)).toEqual(days.map((one) => `${one}T08:00:00.000Z`))
    await campaign.expandAfterDowntime()
    const { body } = await campaign.api("GET", `launches?campaign_id=${id}`)
    const holds = await Promise.all(
      body.data.map(async (one: { id: string }) => (await campaign.report(one.id)).hold?.code),
    )
    expect(holds).toEqual(["late", "late", "late", "late", undefined])
    await campaign.api("POST", `campaigns/${id}/stop`)
  })

  it("goes on as it is changed, and cannot be sent in another way while it is started", async () => {
    const id = await started({})
    const delivery = { kind: "recurring", frequency: "daily", time: "18:30", starts_on: day(3) }
    expect((await campaign.api("PATCH", `campaigns/${id}`, { delivery })).status).toBe(200)
    expect((await campaign.api("GET", `campaigns/${id}/recurrence`)).body.next_at).toBe(`${day(3)}T18:30`)
    expect((await campaign.api("PATCH", `campaigns/${id}`, { delivery: { kind: "once" } })).status).toBe(409)
    await campaign.api("POST", `campaigns/${id}/stop`)
    expect((await campaign.api("GET", `campaigns/${id}/recurrence`)).body).toMatchObject({
      is_started: false,
      next_at: null,
    })
  })

  it("in each contact's local time is launched before the first clocks show it", async () => {
    const id = await started({ clock: "contact" })
    const { body } = await campaign.api("GET", `campaigns/${id}/recurrence`)
    const next = body.next_at.slice(0, 10)
    goTo(new Date(new Date(`${next}T09:00Z`).getTime() - 15 * hourMs).toISOString())
    await recurAll()
    const [launch] = (await campaign.api("GET", `launches?campaign_id=${id}`)).body.data
    expect(await campaign.report(launch.id)).toMatchObject({
      state: "scheduled",
      in_local_time: { at: `${next}T09:00`, own: `${next}T08:00:00.000Z` },
    })
    await campaign.api("POST", `campaigns/${id}/stop`)
  })

  it("that cannot be launched leaves an occurrence out, and says why", async () => {
    const id = await started({ count: 2 })
    await campaign.inWorkspace((tx) =>
      tx.updateTable("numbers").set({ disconnected_at: campaign.clock.now() }).execute(),
    )
    const missed = day(1)
    goTo(`${missed}T08:00:00Z`)
    await recurAll()
    expect((await campaign.api("GET", `campaigns/${id}/recurrence`)).body).toMatchObject({
      next_at: `${day(1)}T09:00`,
      problem: { occurrence: `${missed}T09:00`, code: "not_sendable" },
    })
    await campaign.inWorkspace((tx) => tx.updateTable("numbers").set({ disconnected_at: null }).execute())
    goTo(`${day(1)}T08:00:00Z`)
    await recurAll()
    expect((await campaign.api("GET", `campaigns/${id}/recurrence`)).body).toMatchObject({
      next_at: null,
      problem: null,
    })
    expect(await launches(id)).toHaveLength(1)
  })

  it("has to have a day left, and only a recurring one is started", async () => {
    const id = await recurring({ starts_on: "2026-01-01", ends_on: "2026-01-02" })
    expect((await campaign.api("POST", `campaigns/${id}/start`)).status).toBe(409)
    expect((await campaign.api("POST", `campaigns/${campaign.campaignId}/start`)).status).toBe(409)
    expect((await campaign.api("POST", `campaigns/${id}/stop`)).status).toBe(409)
  })
})
