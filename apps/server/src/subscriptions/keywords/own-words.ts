import type { OwnMeaning, OwnWords } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"

/**
 * The words of its own by which messages to a number are understood: of its group before those of the workspace, and the messages
 * of the group's opt-in links.
 */
export async function ownWordsOf(tx: Tx, numberId: string): Promise<OwnWords> {
  const { rows } = await sql<{ folded: string; meaning: OwnMeaning; link_id: string | null }>`
    WITH own AS (SELECT id, workspace_id FROM subscription_groups WHERE number_id = ${numberId})
    SELECT DISTINCT ON (folded) folded, meaning, link_id FROM (
      SELECT k.folded, k.meaning, NULL::uuid AS link_id, k.subscription_group_id IS NULL AS is_general
      FROM own JOIN consent_keywords k ON k.subscription_group_id = own.id
        OR (k.workspace_id = own.workspace_id AND k.subscription_group_id IS NULL)
      UNION ALL
      SELECT l.folded, 'start', l.id, false FROM own JOIN opt_in_links l ON l.subscription_group_id = own.id
      WHERE l.archived_at IS NULL
    ) AS word
    ORDER BY folded, is_general, link_id NULLS LAST`.execute(tx)
  return new Map(
    rows.map(({ folded, meaning, link_id }) => [folded, { meaning, linkId: link_id ?? undefined }]),
  )
}
