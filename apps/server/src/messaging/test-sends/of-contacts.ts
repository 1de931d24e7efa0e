/** What test groups keep of a contact. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** Someone who is in a group twice by a merge is in it once. */
export async function moveGroupMembers(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    DELETE FROM test_group_members AS m USING ${merged}
    WHERE m.contact_id = pair.from AND m.workspace_id = ${workspaceId} AND EXISTS (
      SELECT FROM test_group_members AS other WHERE other.group_id = m.group_id AND other.contact_id = pair.into)`.execute(
    tx,
  )
  await sql`
    UPDATE test_group_members AS m SET contact_id = pair.into FROM ${merged}
    WHERE m.contact_id = pair.from AND m.workspace_id = ${workspaceId}`.execute(tx)
  await sql`
    DELETE FROM test_group_members AS m USING test_group_members AS first, ${merged}
    WHERE m.workspace_id = ${workspaceId} AND m.contact_id = pair.into AND first.group_id = m.group_id
      AND first.contact_id = m.contact_id AND first.place < m.place`.execute(tx)
}

/** Phones of people who are erased stand in no group. Contacts go with their row. */
export async function eraseGroupMembers(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<void> {
  await sql`
    DELETE FROM test_group_members AS m USING contacts AS k
    WHERE k.id = ANY (${contactIds}::uuid[]) AND m.workspace_id = ${workspaceId}
      AND (m.contact_id = k.id OR m.phone = k.phone OR m.phone = '+' || k.wa_id)`.execute(tx)
}
