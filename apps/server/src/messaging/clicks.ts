/** What messaging knows of messages whose links were tapped. */
import type { ClickedMessage, ClickedMessageRef } from "../links/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { counted } from "./counts/counted.ts"

/** The messages to contacts who are there; one whose outcome is not written is still in the outbox. */
export async function findClicked(tx: Tx, refs: readonly ClickedMessageRef[]): Promise<ClickedMessage[]> {
  const wanted = rows("wanted", refs, { from: "uuid", to: "uuid" })
  const columns = sql`id, workspace_id, contact_id, number_id, source_id, variant`
  const { rows: found } = await sql<ClickedMessage>`
    SELECT DISTINCT ON (wanted."from") wanted."from", m.id AS "messageId", m.workspace_id AS "workspaceId", m.contact_id AS "contactId",
      m.number_id AS "numberId", CASE WHEN s.is_late_retry THEN s.parent_id ELSE s.id END AS "sourceId", m.variant
    FROM ${wanted} CROSS JOIN LATERAL (
      (SELECT ${columns} FROM messages WHERE id BETWEEN wanted."from" AND wanted."to" LIMIT 1)
      UNION ALL
      (SELECT ${columns} FROM outbox WHERE id BETWEEN wanted."from" AND wanted."to" LIMIT 1)
    ) AS m
    JOIN contacts AS k ON k.id = m.contact_id
    JOIN sources AS s ON s.id = m.source_id
    ORDER BY wanted."from"`.execute(tx)
  return found
}

/** Says of messages that somebody tapped one of their links, and counts each once. @returns those that are history */
export async function markClicked(
  tx: Tx,
  clicked: readonly { messageId: string; at: Date }[],
): Promise<string[]> {
  const said = rows("said", clicked, { messageId: "uuid", at: "timestamptz" })
  const { rows: known } = await sql<{ id: string }>`
    WITH said AS MATERIALIZED (SELECT message_id, at FROM ${said}), known AS MATERIALIZED (
      SELECT m.id, m.at, m.is_new FROM said CROSS JOIN LATERAL (
        SELECT id, said.at, clicked_at IS NULL AS is_new FROM messages WHERE id = said.message_id ORDER BY id FOR UPDATE
      ) AS m
    ), marked AS (
      UPDATE messages SET clicked_at = known.at FROM known
      WHERE messages.id = known.id AND known.is_new AND messages.clicked_at IS NULL
      RETURNING source_id, workspace_id, variant, clicked_at
    ), counts AS (
      ${counted(sql`SELECT source_id, workspace_id, variant, 'clicked' AS stage, NULL AS reason, clicked_at AS at, 1 AS n FROM marked`)}
    )
    SELECT id FROM known`.execute(tx)
  return known.map(({ id }) => id)
}
