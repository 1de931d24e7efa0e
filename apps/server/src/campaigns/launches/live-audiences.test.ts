import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Keeper } from "../../segments/live/keep.ts"
import { aimCampaigns } from "../testing/campaign.ts"
import { openCampaign } from "../testing/open-campaign.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
let segmentId: string
beforeAll(async () => {
  campaign = await openCampaign({ people: 3 })
  const filter = { on: "contact", field: "phone", op: "exists" }
  segmentId = (await campaign.api("POST", "segments", { name: "Reachable", filter })).body.id
  const audience = { all: [{ on: "segment", op: "in", segment_id: segmentId }] }
  await campaign.inWorkspace((tx) => aimCampaigns(tx, audience))
})
afterAll(() => campaign.close())

const live = async () => (await campaign.api("GET", `segments/${segmentId}/live`)).body
/** Everything that a keeper of live segments does when it starts. */
async function keep(): Promise<void> {
  const keeper = new Keeper(campaign.platform)
  while ((await keeper.round()) === 0);
}

describe("a segment", () => {
  it("that a launch selects by is live for as long as a launch of it is planned", async () => {
    await keep()
    expect(await live()).toMatchObject({ state: "off", drives: [] })
    const at = new Date(campaign.clock.now().getTime() + 3_600_000).toISOString()
    const id = await campaign.launch({ at })
    await keep()
    expect(await live()).toMatchObject({
      state: "live",
      members: 3,
      drives: [{ kind: "launch", id, name: "Summer" }],
    })
    await campaign.api("POST", `launches/${id}/cancel`)
    await keep()
    expect(await live()).toMatchObject({ state: "off", drives: [] })
  })
})
