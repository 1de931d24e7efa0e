import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 3 })
})
afterAll(() => campaign.close())

const change = (body: object, id = campaign.campaignId) => campaign.api("PATCH", `campaigns/${id}`, body)
const peopleSent = async (tag: string) => {
  const filter = { on: "message", stage: "received", op: "did", campaign_tag: tag }
  return (await campaign.api("POST", "segments/preview", { filter })).body.people
}

it("a campaign can be renamed, and gets other tags", async () => {
  const before = (await campaign.api("GET", `campaigns/${campaign.campaignId}`)).body
  const { status, body } = await change({ tags: ["sale", "sale", "spring"] })
  expect([status, body]).toEqual([
    200,
    { ...before, tags: ["sale", "spring"], revision: 2, updated_at: expect.any(String) },
  ])
  expect((await change({ name: "Spring" })).body).toMatchObject({ name: "Spring", tags: ["sale", "spring"] })
  expect((await change({ tags: ["x".repeat(51)] })).status).toBe(422)
  expect((await change({ tags: [] }, crypto.randomUUID())).status).toBe(404)
})

it("messages are found by the tags that their campaign has", async () => {
  await change({ tags: ["sale"] })
  await campaign.launch()
  await campaign.expand()
  await campaign.send(2)
  expect(await peopleSent("sale")).toBe(2)
  expect(await peopleSent("spring")).toBe(0)
  await change({ tags: ["spring"] })
  expect(await peopleSent("spring")).toBe(2)
})
