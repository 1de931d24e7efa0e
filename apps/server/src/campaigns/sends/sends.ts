/** Sends: names that other systems give to some of a campaign's launches, so that they can ask what came of those. */
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"

interface Send {
  workspaceId: string
  campaignId: string
  sendId: string
}

/** Makes a name for launches to come. One that there is stays. @throws Problem not_found */
export async function createSend(
  tx: Tx,
  { workspaceId, campaignId, sendId }: Send,
  now: Date,
): Promise<void> {
  const campaign = tx.selectFrom("campaigns").select("id").where("id", "=", campaignId)
  found(await campaign.where("workspace_id", "=", workspaceId).executeTakeFirst(), "campaign")
  await sql`
    INSERT INTO campaign_sends (campaign_id, send_id, workspace_id, created_at)
    VALUES (${campaignId}, ${sendId}, ${workspaceId}, ${now}) ON CONFLICT DO NOTHING`.execute(tx)
}

/** @throws Problem not_found */
export async function requireSend(tx: Tx, { workspaceId, campaignId, sendId }: Send): Promise<void> {
  const { rows } = await sql`
    SELECT FROM campaign_sends
    WHERE workspace_id = ${workspaceId} AND campaign_id = ${campaignId} AND send_id = ${sendId}`.execute(tx)
  found(rows[0], "send")
}

export async function addToSend(
  tx: Tx,
  { workspaceId, campaignId, sendId }: Send,
  launchId: string,
): Promise<void> {
  await sql`
    INSERT INTO campaign_send_launches (launch_id, campaign_id, send_id, workspace_id)
    VALUES (${launchId}, ${campaignId}, ${sendId}, ${workspaceId})`.execute(tx)
}

export async function launchesOfSend(tx: Tx, { workspaceId, campaignId, sendId }: Send): Promise<string[]> {
  const { rows } = await sql<{ launch_id: string }>`
    SELECT launch_id FROM campaign_send_launches
    WHERE workspace_id = ${workspaceId} AND campaign_id = ${campaignId} AND send_id = ${sendId}`.execute(tx)
  return rows.map(({ launch_id }) => launch_id)
}
