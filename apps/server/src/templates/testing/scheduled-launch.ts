import { insertNumber } from "../../testing/seed.ts"
import type { Office } from "./template-fixture.ts"

/** A launch that waits for its time, with a content made from the template. */
export async function scheduleLaunch(office: Office, templateId: string): Promise<{ launchId: string }> {
  const { db, workspaceId, clock } = office.platform
  const now = clock.now()
  return db.workspace(workspaceId, async (tx) => {
    const content = await tx
      .insertInto("contents")
      .values({
        workspace_id: workspaceId,
        template_id: templateId,
        body: "{}",
        digest: randomBytes(32),
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const numberId = await insertNumber(tx, {
      workspaceId,
      accountId: office.accountId,
      phoneNumberId: "200",
      now,
    })
    const campaign = await tx
      .insertInto("campaigns")
      .values({
        workspace_id: workspaceId,
        number_id: numberId,
        content_id: content.id,
        name: "Summer",
        audience: "{}",
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const launchId = await createLaunch(tx, campaign.id, { at: now, now })
    return { launchId }
  })
}
