import { createLaunch } from "../../campaigns/launches/launches.ts"
import { insertCampaign } from "../../campaigns/testing/campaign.ts"
import { insertContent, insertNumber } from "../../testing/seed.ts"
import type { Office } from "./template-fixture.ts"

/** A launch that waits for its time, with a content made from the template. */
export async function scheduleLaunch(
  office: Office,
  templateId: string,
  values: object = {},
): Promise<{ launchId: string }> {
  const { db, workspaceId, clock } = office.platform
  const now = clock.now()
  return db.workspace(workspaceId, async (tx) => {
    const body = { kind: "template", template_id: templateId, values }
    const contentId = await insertContent(tx, { workspaceId, templateId, body, now })
    const numberId = await insertNumber(tx, {
      workspaceId,
      accountId: office.accountId,
      phoneNumberId: "200",
      now,
    })
    const campaignId = await insertCampaign(tx, { workspaceId, numberId, contentId, now })
    return { launchId: await createLaunch(tx, campaignId, { at: now, now }) }
  })
}
