import { useOf } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"

/** Launches whose audience names something, such as a segment, and is not brought in yet. */
export async function launchesThatName(
  tx: Tx,
  id: string,
): Promise<{ kind: string; id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT l.id, c.name FROM launches AS l
    JOIN sources AS s ON s.id = l.id AND s.filled_at IS NULL AND s.ended_at IS NULL AND s.state <> 'canceled'
    JOIN campaigns AS c ON c.id = l.campaign_id
    WHERE jsonb_path_exists(l.audience, '$.** ? (@ == $id)', jsonb_build_object('id', ${id}::text))
    ORDER BY l.id DESC LIMIT 100`.execute(tx)
  return rows.map((row) => ({ kind: "launch", ...row }))
}

/** What would select by a segment: its launches that are planned, and campaigns, which may be launched again. */
export async function usesInAudiences(tx: Tx, segmentId: string) {
  const { rows: campaigns } = await sql<{ id: string; name: string; launch_id: string | null }>`
    SELECT c.id, c.name, (SELECT l.id FROM launches AS l WHERE l.campaign_id = c.id ORDER BY l.id DESC LIMIT 1) AS launch_id
    FROM campaigns AS c
    WHERE c.uses @> ARRAY[${useOf("segment", segmentId)}]::text[] AND c.archived_at IS NULL
    ORDER BY c.id DESC LIMIT 100`.execute(tx)
  return [
    ...(await launchesThatName(tx, segmentId)),
    ...campaigns.map((campaign) => ({ kind: "campaign", is_blocking: false, ...campaign })),
  ]
}

/** The segments in audiences of launches that have not started: who is in them is known until then. */
async function segmentsOfPlannedLaunches(tx: Tx) {
  const { rows } = await sql<{ workspace_id: string; segment_id: string; id: string; name: string }>`
    SELECT DISTINCT l.workspace_id, named #>> '{}' AS segment_id, l.id, c.name
    FROM launches AS l JOIN sources AS s ON s.id = l.id JOIN campaigns AS c ON c.id = l.campaign_id
    CROSS JOIN jsonb_path_query(l.audience, '$.**.segment_id') AS named
    WHERE s.filled_at IS NULL AND s.state = 'active' AND l.after_contact IS NULL`.execute(tx)
  return rows.map((row) => ({ kind: "launch", ...row }))
}

/** The segments of planned launches, and those that a started campaign waits for people to enter or leave. */
export async function segmentsThatDrive(tx: Tx) {
  const { rows } = await sql<{ workspace_id: string; segment_id: string; id: string; name: string }>`
    SELECT DISTINCT t.workspace_id, named #>> '{}' AS segment_id, c.id, c.name
    FROM campaign_triggers AS t JOIN campaign_versions AS v ON v.campaign_id = t.campaign_id AND v.version = t.version
    JOIN campaigns AS c ON c.id = t.campaign_id
    CROSS JOIN jsonb_path_query(v.definition -> 'delivery', '$.**.segment_id') AS named
    WHERE t.is_listening AND t.until IS NULL`.execute(tx)
  return [...(await segmentsOfPlannedLaunches(tx)), ...rows.map((row) => ({ kind: "campaign", ...row }))]
}
