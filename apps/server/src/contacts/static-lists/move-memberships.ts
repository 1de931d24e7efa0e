import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** A person is on every list that either contact was on. */
export async function moveMemberships(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`INSERT INTO list_members AS known (list_id, contact_id, workspace_id, added_at, import_id)
    SELECT DISTINCT ON (m.list_id, pair.into) m.list_id, pair.into, m.workspace_id, m.added_at, m.import_id
    FROM list_members AS m JOIN ${merged} ON m.contact_id = pair.from
    ORDER BY m.list_id, pair.into, m.import_id NULLS FIRST, m.added_at
    ON CONFLICT (list_id, contact_id) DO UPDATE SET import_id = NULL
      WHERE known.import_id IS NOT NULL AND known.import_id IS DISTINCT FROM excluded.import_id`.execute(tx)
}
