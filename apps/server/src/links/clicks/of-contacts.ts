/** What links keep about a person. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"

export async function moveClicks(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`UPDATE link_clicks SET contact_id = pair.into FROM ${merged}
    WHERE contact_id = pair.from AND workspace_id = ${workspaceId}`.execute(tx)
  await sql`UPDATE link_targets SET contact_id = pair.into FROM ${merged}
    WHERE contact_id = pair.from AND workspace_id = ${workspaceId}`.execute(tx)
}

/** Who tapped what, and where personal links led, is deleted; the counts stay. Links that were the same for all lead on, and count nobody. */
export async function eraseClicks(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  const ofPeople = sql`workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`
  await sql`DELETE FROM link_clicks WHERE ${ofPeople}`.execute(tx)
  await sql`DELETE FROM link_targets WHERE ${ofPeople}`.execute(tx)
}

export async function exportClicks(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: clicks } = await sql`
    SELECT c.message_id, l.url, c.first_at, c.last_at, c.clicks FROM link_clicks AS c JOIN links AS l ON l.id = c.link_id
    WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ${contactId} ORDER BY c.first_at, c.message_id`.execute(
    tx,
  )
  const { rows: targets } = await sql`
    SELECT message_id, target FROM link_targets
    WHERE workspace_id = ${workspaceId} AND contact_id = ${contactId} ORDER BY message_id`.execute(tx)
  return { clicks, personal_links: targets }
}
