import type { Office } from "./template-fixture.ts"

/** A launch that waits for its time, with a content made from the template. */
export async function scheduleLaunch(office: Office, templateId: string): Promise<{ launchId: string }> {
  const { db, workspaceId: workspace_id, clock } = office.platform
  const now = clock.now()
  return db.workspace(workspace_id, async (tx) => {
    const content = await tx
      .insertInto("contents")
      .values({ workspace_id, template_id: templateId, body: "{}", created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
    const number = await tx
      .insertInto("numbers")
      .values({
        workspace_id,
        business_account_id: office.accountId,
        phone_number_id: "200",
        display_phone_number: "+1 555 078 3881",
        verified_name: "Lucky Shrub",
        verification_status: "VERIFIED",
        status: "CONNECTED",
        quality_rating: "GREEN",
        throughput_level: "STANDARD",
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const campaign = await tx
      .insertInto("campaigns")
      .values({
        workspace_id,
        number_id: number.id,
        content_id: content.id,
        name: "Summer",
        audience: "{}",
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const launch = await tx
      .insertInto("launches")
      .values({
        workspace_id,
        campaign_id: campaign.id,
        number_id: number.id,
        content_id: content.id,
        audience: "{}",
        state: "scheduled",
        scheduled_at: now,
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    return { launchId: launch.id }
  })
}
