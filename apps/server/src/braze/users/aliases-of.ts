import type { Alias } from "../../contacts/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** The aliases of contacts, by the id of each. */
export async function aliasesOf(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, Alias[]>> {
  const { rows } = await sql<Alias & { contact_id: string }>`
    SELECT contact_id, scope AS label, value AS name FROM contact_identities
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[]) AND kind = 'alias' AND until IS NULL
    ORDER BY scope, value`.execute(tx)
  return Map.groupBy(rows, ({ contact_id }) => contact_id)
}
