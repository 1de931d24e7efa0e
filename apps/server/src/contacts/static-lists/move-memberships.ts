import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** A person is on every list that either contact was on. */
export async function moveMemberships(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`INSERT INTO list_members (list_id, contact_id, workspace_id, added_at)
    SELECT m.list_id, pair.into, m.workspace_id, min(m.added_at) FROM list_members AS m JOIN ${merged} ON m.contact_id = pair.from
    GROUP BY m.list_id, pair.into, m.workspace_id ON CONFLICT DO NOTHING`.execute(tx)
}
