import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createLaunch } from "../../campaigns/launches/launches.ts"
import { addToSend, createSend } from "../../campaigns/sends/sends.ts"
import { insertCampaign } from "../../campaigns/testing/campaign.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let campaign: string
let launch: string

beforeAll(async () => {
  api = await startBraze({ clock })
  const { db, workspaceId } = api.platform
  const now = clock.now()
  await db.system(async (tx) => {
    const { id: numberId } = await tx.selectFrom("numbers").select("id").executeTakeFirstOrThrow()
    const { id: contentId } = await tx.selectFrom("contents").select("id").executeTakeFirstOrThrow()
    campaign = await insertCampaign(tx, { workspaceId, numberId, contentId, now })
    launch = await createLaunch(tx, campaign, { at: now, now })
    await sql`
      INSERT INTO stats (source_id, variant, stage, reason, quarter_hour, workspace_id, n)
      SELECT ${launch}::uuid, 0, stage, reason, ${now}::timestamptz + days * interval '1 day', ${workspaceId}::uuid, n
      FROM (VALUES ('accepted', '', -1, 9), ('sent', '', -1, 8), ('delivered', '', 0, 7), ('failed', '131026', 0, 1), ('failed', '131049', 0, 1),
        ('read', '', 0, 5), ('converted', '0', 0, 2), ('converted', '1', 0, 1), ('converted_by_send', '0', -1, 2),
        ('revenue', '0 EUR', 0, 20500000)) AS counted (stage, reason, days, n)`.execute(tx)
  })
})
afterAll(async () => {
  await api.close()
})

describe("the series of a campaign", () => {
  it("has what was sent and what came of it, day by day", async () => {
    const { status, body } = await api.ask(`/campaigns/data_series?campaign_id=${campaign}&length=2`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      message: "success",
      data: [
        {
          time: "2026-11-21",
          messages: { whats_app: [{ sent: 8, delivered: 0, failed: 0, read: 0 }] },
          conversions: 0,
          conversions_by_send_time: 2,
          unique_recipients: 9,
        },
        {
          time: "2026-11-22",
          messages: { whats_app: [{ sent: 0, delivered: 7, failed: 2, read: 5 }] },
          conversions: 2,
          conversions1: 1,
          conversions3_by_send_time: 0,
          revenue: 20.5,
          unique_recipients: 0,
        },
      ],
    })
  })

  it("is had of one launch, too", async () => {
    const path = `/sends/data_series?campaign_id=${campaign}&length=1`
    const { body } = await api.ask(`${path}&send_id=${launch}`)
    expect(body.data[0].messages.whats_app[0].delivered).toBe(7)
    const { workspaceId, db } = api.platform
    const own = { workspaceId, campaignId: campaign, sendId: "spring" }
    await db.workspace(workspaceId, async (tx) => {
      await createSend(tx, own, clock.now())
      await addToSend(tx, own, launch)
    })
    const named = await api.ask(`${path}&send_id=spring`)
    expect(named.body.data[0].messages.whats_app[0].delivered).toBe(7)
    const other = await api.ask(`${path}&send_id=0199d1de-0000-7000-8000-000000000000`)
    expect(other.body.data[0].messages.whats_app[0].delivered).toBe(0)
  })

  it.each([
    "campaign_id=1&length=1",
    `length=1`,
    "campaign_id=0199d1de-0000-7000-8000-000000000000&length=1",
  ])("is not had with %s", async (query) => {
    expect((await api.ask(`/campaigns/data_series?${query}`)).status).toBe(400)
  })
})
