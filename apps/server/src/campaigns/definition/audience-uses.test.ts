import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { aimCampaigns } from "../testing/campaign.ts"
import { openCampaign } from "../testing/open-campaign.ts"

const nobodys = "0199d1de-0000-7000-8000-000000000000"
let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 1 })
})
afterAll(() => campaign.close())

const everyone = { all: [] }
const made = async (path: string, body: object): Promise<string> =>
  (await campaign.api("POST", path, body)).body.id
/** Something that an audience may name, and the condition on it by which everybody is selected who has nothing to do with it. */
const kinds = {
  segment: async () => {
    const id = await made("segments", { name: `S ${Math.random()}`, filter: everyone })
    return { path: `segments/${id}`, condition: { on: "segment", op: "not_in", segment_id: id } }
  },
  list: async () => {
    const id = await made("lists", { name: `L ${Math.random()}` })
    return { path: `lists/${id}`, condition: { on: "list", op: "not_in", list_id: id } }
  },
  tag: async () => {
    const id = await made("contact-tags", { name: `T ${Math.random()}` })
    return { path: `contact-tags/${id}`, condition: { on: "tag", op: "has_not", tag_id: id } }
  },
}
const aim = (audience: object) => campaign.inWorkspace((tx) => aimCampaigns(tx, audience))

describe.each(Object.entries(kinds))("a %s that an audience names", (kind, make) => {
  it("stays until the launch has brought its audience in", async () => {
    const { path, condition } = await make()
    await aim({ all: [{ any: [condition] }] })
    const launchId = await campaign.launch()
    expect(await campaign.api("DELETE", path)).toMatchObject({
      status: 409,
      body: { error: { uses: [{ kind: "launch", id: launchId, name: "Summer" }] } },
    })
    await campaign.endAll()
    expect((await campaign.api("DELETE", path)).status).toBe(204)
  })

  it("and that is gone is named when it is launched, and nobody is sent anything", async () => {
    const { path, condition } = await make()
    await aim(condition)
    expect((await campaign.api("DELETE", path)).status).toBe(204)
    expect(await campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, {})).toMatchObject({
      status: 422,
      body: { error: { code: "invalid_request", field: expect.stringMatching(/^audience\.\w+_id$/) } },
    })
  })

  it("and that is not of this workspace is refused in every filter", async () => {
    const { condition } = await make()
    const [field = ""] = Object.keys(condition).filter((name) => name.endsWith("_id"))
    const filter = { all: [{ ...condition, [field]: nobodys }] }
    for (const [path, body] of [
      ["segments", { name: "X", filter }],
      ["segments/preview", { filter }],
      ["segments/preview/members", { filter }],
      ["segments/preview/explain", { filter, contact_id: nobodys }],
      ["contact-exports", { filter }],
    ] as const)
      expect([path, await campaign.api("POST", path, body)]).toMatchObject([
        path,
        { status: 422, body: { error: { field: `filter.all.0.${field}` } } },
      ])
    expect(kind).toBe(condition.on)
  })
})

it("a campaign that aims at a segment is named with its last launch, and keeps the segment from nothing once that is brought in", async () => {
  const { path, condition } = await kinds.segment()
  await aim({ all: [condition] })
  const uses = async () => (await campaign.api("GET", `${path}/uses`)).body.data
  const ofCampaign = { kind: "campaign", id: campaign.campaignId, name: "Summer", is_blocking: false }
  expect(await uses()).toMatchObject([ofCampaign])
  const launchId = await campaign.launch()
  expect(await uses()).toMatchObject([
    { kind: "launch", id: launchId, name: "Summer", is_blocking: true },
    { ...ofCampaign, launch_id: launchId },
  ])
  expect((await campaign.api("PATCH", path, { archived: true })).status).toBe(409)
  await campaign.endAll()
  expect(await uses()).toEqual([{ ...ofCampaign, launch_id: launchId }])
  expect((await campaign.api("PATCH", path, { archived: true })).status).toBe(200)
})

it("an id in capitals is the same id", async () => {
  const { condition } = await kinds.segment()
  const loud = {
    ...condition,
    op: "in",
    segment_id: String(Reflect.get(condition, "segment_id")).toUpperCase(),
  }
  const { body } = await campaign.api("POST", "segments/preview", { filter: loud })
  expect(body).toMatchObject({ people: 1, of: 1 })
})
