import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

const hourMs = 3_600_000
let campaign: Awaited<ReturnType<typeof openCampaign>>

/** It is 13:00 there: they end two hours later. */
beforeAll(async () => {
  campaign = await openCampaign({ people: 3 })
  const quiet = { time_zone: "Europe/Vienna", quiet_hours: { from: "12:00", until: "15:00" } }
  expect((await campaign.api("PATCH", "workspace", quiet)).body).toMatchObject(quiet)
  await campaign.inWorkspace((tx) =>
    tx.updateTable("numbers").set({ registered_at: campaign.clock.now() }).execute(),
  )
})
afterAll(() => campaign.close())
beforeEach(() => campaign.endAll())

const inHours = (hours: number) => new Date(campaign.clock.now().getTime() + hours * hourMs).toISOString()

it("a launch that would expire in quiet hours is asked about first", async () => {
  const start = (body: object) => campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, body)
  const refused = await start({ expires_at: inHours(1) })
  expect(refused).toMatchObject({ status: 409, body: { error: { code: "launch_too_long" } } })
  expect(refused.body.error.message).toContain("quiet hours")
  expect((await start({ expires_at: inHours(1), even_if_incomplete: true })).status).toBe(202)
  expect((await start({ expires_at: inHours(3) })).status).toBe(202)
})

it("a launch says that it waits for their end, once it has started", async () => {
  const launch = await campaign.launch()
  const planned = await campaign.launch({ at: inHours(1) })
  await campaign.expand()
  const until = inHours(2)
  expect(await campaign.report(launch)).toMatchObject({ waiting: 3, hold: { code: "quiet_hours", until } })
  expect(await campaign.report(planned)).toMatchObject({ state: "scheduled", hold: null })
  campaign.clock.advance(2 * hourMs)
  expect(await campaign.report(launch)).toMatchObject({ waiting: 3, hold: null })
})
