/** Conversions of people who are merged, erased, or want to know what is kept. */
import { counted } from "../../messaging/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { optOutPlace } from "./opt-outs.ts"

/** Two contacts that prove to be one person converted once. */
export async function moveConversions(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const pair = rows("pair", pairs, { from: "uuid", into: "uuid" })
  const people = [...new Set(pairs.flatMap(({ from, into }) => [from, into]))]
  await sql`
    WITH known AS (
      SELECT c.*, coalesce(pair.into, c.contact_id) AS person
      FROM conversions AS c LEFT JOIN ${pair} ON pair.from = c.contact_id
      WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ANY(${people}::uuid[]) AND c.is_first
    ), later AS (
      SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY campaign_id, place, person ORDER BY at, event_id) AS nth FROM known
      ) AS ordered WHERE nth > 1
    ), taken AS (
      UPDATE conversions AS c SET is_first = false FROM later
      WHERE c.campaign_id = later.campaign_id AND c.place = later.place AND c.contact_id = later.contact_id
        AND c.event_id = later.event_id
      RETURNING c.*
    )
    ${counted(sql`
      SELECT source_id, workspace_id, variant, CASE WHEN is_control THEN 'control_' ELSE '' END || stage AS stage, taken.place::text AS reason,
        happened_at AS at, -1 AS n
      FROM taken CROSS JOIN LATERAL (VALUES ('converted', taken.at), ('converted_by_send', taken.sent_at)) AS of (stage, happened_at)
      WHERE place <> ${optOutPlace}
      UNION ALL
      SELECT source_id, workspace_id, variant, 'opted_out', NULL, at, -1 FROM taken WHERE place = ${optOutPlace}`)}
  `.execute(tx)
  await sql`
    UPDATE conversions AS c SET contact_id = pair.into FROM ${pair}
    WHERE c.contact_id = pair.from AND c.workspace_id = ${workspaceId}`.execute(tx)
}

/** The counts stay. */
export async function eraseConversions(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<void> {
  await sql`
    DELETE FROM conversions WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(
    tx,
  )
}

export async function exportConversions(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: conversions } = await sql`
    SELECT c.campaign_id, campaigns.name AS campaign, c.place, c.event_id, c.at, c.sent_at, c.revenue, c.currency
    FROM conversions AS c JOIN campaigns ON campaigns.id = c.campaign_id
    WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ${contactId} AND c.place <> ${optOutPlace}
    ORDER BY c.at, c.campaign_id, c.place`.execute(tx)
  const { rows: opt_outs } = await sql`
    SELECT c.campaign_id, campaigns.name AS campaign, c.at, c.sent_at
    FROM conversions AS c JOIN campaigns ON campaigns.id = c.campaign_id
    WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ${contactId} AND c.place = ${optOutPlace}
    ORDER BY c.at, c.campaign_id`.execute(tx)
  return { conversions, opt_outs }
}
