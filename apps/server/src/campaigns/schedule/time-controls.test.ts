import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 5 })
  expect((await campaign.api("PATCH", "workspace", { time_zone: "Europe/Vienna" })).status).toBe(200)
})
afterAll(() => campaign.close())
beforeEach(() => campaign.endAll())

const control = async (controls: object) =>
  await campaign.api("PATCH", `campaigns/${campaign.campaignId}`, { controls })

it("a launch goes no faster than its campaign says, as it was when it was launched", async () => {
  await control({ per_second: 2 })
  await campaign.launch()
  await control({ per_second: 100 })
  await campaign.expand()
  expect(await campaign.claim()).toHaveLength(2)
  expect(await campaign.claim()).toHaveLength(0)
  campaign.clock.advance(1_000)
  expect(await campaign.claim()).toHaveLength(2)
})

it("one that its campaign would keep from ending in time is asked about first", async () => {
  await control({ per_minute: 1 })
  const expires_at = new Date(campaign.clock.now().getTime() + 120_000).toISOString()
  const refused = await campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, { expires_at })
  expect(refused).toMatchObject({ status: 409, body: { error: { code: "launch_too_long" } } })
  expect(refused.body.error.message).toContain("The campaign sends 0.0167 messages a second.")
})

it("lanes are told the quiet hours of a campaign, and the clock of contacts who have none", async () => {
  const quiet_hours = { from: "21:00", until: "09:00", action: "drop" }
  expect((await control({ quiet_hours })).body.controls).toMatchObject({ quiet_hours, per_second: null })
  await campaign.launch()
  await campaign.expand()
  const [row] = await campaign.claim(1)
  expect(row?.quiet_hours).toEqual({ ...quiet_hours, zone: "Europe/Vienna" })
})

it("quiet hours begin and end at different times, and a rate is above nothing", async () => {
  const wrong = [
    { quiet_hours: { from: "21:00", until: "21:00", action: "hold" } },
    { quiet_hours: { from: "25:00", until: "21:00", action: "hold" } },
    { per_second: 0 },
    { per_minute: 1.5 },
  ]
  for (const controls of wrong) expect((await control(controls)).status).toBe(422)
})
