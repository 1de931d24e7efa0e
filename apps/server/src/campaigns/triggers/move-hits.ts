import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** What campaigns plan for contacts who prove to be others is for these. */
export async function moveHits(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    INSERT INTO campaign_hits (campaign_id, contact_id, occurrence, workspace_id, hit_at, due_at, variables)
    SELECT h.campaign_id, pair.into, h.occurrence, h.workspace_id, h.hit_at, h.due_at, h.variables
    FROM campaign_hits AS h JOIN ${merged} ON pair.from = h.contact_id WHERE h.workspace_id = ${workspaceId}
    ON CONFLICT DO NOTHING`.execute(tx)
  await sql`DELETE FROM campaign_hits AS h USING ${merged}
    WHERE h.contact_id = pair.from AND h.workspace_id = ${workspaceId}`.execute(tx)
}

export async function eraseHits(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  await sql`DELETE FROM campaign_hits
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
}

/** What is planned for a contact. */
export async function exportHits(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: planned } = await sql`
    SELECT campaign_id, hit_at, due_at, variables FROM campaign_hits
    WHERE workspace_id = ${workspaceId} AND contact_id = ${contactId} ORDER BY hit_at LIMIT 1000`.execute(tx)
  return { campaigns_triggered: planned }
}
