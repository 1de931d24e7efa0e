import { sql, type Tx } from "../platform/database/index.ts"

/** Launches that have not begun: who is in their segments by then is told until then. */
export async function segmentsOfPlannedLaunches(tx: Tx) {
  const { rows } = await sql<{ workspace_id: string; segment_id: string; id: string; name: string }>`
    SELECT DISTINCT l.workspace_id, named #>> '{}' AS segment_id, l.id, c.name
    FROM launches AS l JOIN sources AS s ON s.id = l.id JOIN campaigns AS c ON c.id = l.campaign_id
    CROSS JOIN jsonb_path_query(l.audience, '$.**.segment_id') AS named
    WHERE s.filled_at IS NULL AND s.state = 'active' AND l.after_contact IS NULL`.execute(tx)
  return rows.map((row) => ({ kind: "launch", ...row }))
}
