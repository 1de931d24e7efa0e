import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { seedSubscribers } from "../../testing/seed.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { AudiencePages } from "./audience-pages.ts"
import { expandDue } from "./expand.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 0 })
  await seedSubscribers(campaign.platform, campaign.groupId, 25_000)
})
afterAll(() => campaign.close())
beforeEach(() => campaign.endAll())

const queued = async (id: string) =>
  (
    await campaign.inWorkspace((tx) =>
      sql<{ count: number; people: number }>`
        SELECT count(*), count(DISTINCT contact_id) AS people FROM outbox WHERE source_id = ${id}`.execute(
        tx,
      ),
    )
  ).rows[0]

describe("an audience", () => {
  it("comes in by chunks, while the outbox has room, and each contact once", async () => {
    const id = await campaign.launch({ even_if_incomplete: true })
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ state: "expanding", audience: 10_000 })
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ state: "expanding", audience: 20_000 })
    expect(await campaign.expand()).toBe(false) // full
    expect(await queued(id)).toEqual({ count: 20_000, people: 20_000 })
    await campaign.clear()
    expect(await campaign.expand()).toBe(true)
    expect(await campaign.report(id)).toMatchObject({ state: "sending", audience: 25_000 })
    expect(await queued(id)).toEqual({ count: 5_000, people: 5_000 })
  })

  it("that is chosen by more than the rows of contacts is asked for page by page, and each contact comes in once", async () => {
    const id = await campaign.launch({ even_if_incomplete: true })
    const subscribed = { on: "subscription", group_id: campaign.groupId, op: "subscribed" }
    await campaign.inWorkspace((tx) =>
      tx
        .updateTable("launches")
        .set({ audience: JSON.stringify({ all: [subscribed] }) })
        .where("id", "=", id)
        .execute(),
    )
    const pages = new AudiencePages(12_000)
    const came: number[] = []
    while (await expandDue(campaign.platform, pages)) {
      came.push((await queued(id))?.people ?? 0)
      await campaign.clear()
    }
    expect(came).toEqual([10_000, 2_000, 10_000, 2_000, 1_000])
    expect(await campaign.report(id)).toMatchObject({ audience: 25_000 })
    expect(await campaign.expand()).toBe(false)
  })

  it("comes in once, however many bring it in at the same time", async () => {
    const id = await campaign.launch({ even_if_incomplete: true })
    await Promise.all([campaign.expand(), campaign.expand(), campaign.expand()])
    const { count, people } = (await queued(id)) ?? {}
    expect(count).toBe(people)
    expect((await campaign.report(id)).audience).toBe(count)
  })

  it("of a launch that is canceled meanwhile comes in no further", async () => {
    const id = await campaign.launch({ even_if_incomplete: true })
    await campaign.expand()
    await campaign.api("POST", `launches/${id}/cancel`)
    expect(await campaign.expand()).toBe(false)
    expect(await campaign.report(id)).toMatchObject({ state: "canceled", audience: 10_000 })
  })
})

describe("a launch that cannot be expanded", () => {
  it("is paused, and does not stand in the way of others", async () => {
    const broken = await campaign.launch({ even_if_incomplete: true })
    await campaign.inWorkspace((tx) =>
      tx
        .updateTable("launches")
        .set({ audience: '{"all":[{"on":"moon"}]}' })
        .where("id", "=", broken)
        .execute(),
    )
    const other = await campaign.launch({ even_if_incomplete: true })
    await campaign.expand()
    expect(await campaign.report(broken)).toMatchObject({ state: "paused", audience: 0 })
    expect(await campaign.report(other)).toMatchObject({ state: "expanding", audience: 10_000 })
  })
})
