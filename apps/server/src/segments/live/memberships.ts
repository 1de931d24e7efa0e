/** Memberships in live segments, as contacts merge and are asked for. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** A person is in every segment that either contact was in, until they are judged, and is due when either was. */
export async function moveLiveMemberships(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM live_memberships AS m USING ${rows("pair", pairs, { from: "uuid", into: "uuid" })}
      WHERE m.contact_id = pair.from RETURNING pair.into AS into_id, m.workspace_id, m.segments
    )
    INSERT INTO live_memberships AS known (contact_id, workspace_id, segments, turns)
    SELECT into_id, workspace_id, array_agg(DISTINCT number), '{}' FROM gone CROSS JOIN unnest(segments) AS number
    GROUP BY into_id, workspace_id ORDER BY into_id
    ON CONFLICT (contact_id) DO UPDATE SET
      segments = ARRAY(SELECT unnest(known.segments) UNION SELECT unnest(excluded.segments) ORDER BY 1), settled = '{}'`.execute(
    tx,
  )
}

/** The names of the live segments that a contact is in. */
export async function exportLiveMemberships(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<Record<string, unknown>> {
  const { rows: found } = await sql<{ name: string }>`
    SELECT s.name FROM live_memberships AS m
    JOIN live_segments AS l ON l.workspace_id = ${workspaceId} AND l.id = ANY(m.segments)
    JOIN segments AS s ON s.workspace_id = ${workspaceId} AND s.id = l.segment_id
    WHERE m.workspace_id = ${workspaceId} AND m.contact_id = ${contactId} ORDER BY s.name`.execute(tx)
  return { live_segments: found.map(({ name }) => name) }
}
