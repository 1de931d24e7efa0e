/** Which segments are live: those that a member wants so, and those that drive something. */
import { z } from "zod"
import { rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /**
     * What segments drive now, such as a launch that is planned: they are live for that long. Of the workspaces that `tx` may see;
     * asked again and again.
     */
    segmentsThatDrive?(tx: Tx): Promise<readonly DrivenBySegment[]>
  }
}

interface DrivenBySegment {
  workspace_id: string
  segment_id: string
  /** Such as launch. */
  kind: string
  id: string
  name: string
}

/** On which the keeper of live segments is woken. */
export const liveChannel = "parley_live_segments"

/** Of one workspace. What is driven by further ones makes them live all the same. */
const mostLive = 500

export const liveState = z
  .object({
    state: z
      .enum(["off", "counting", "live"])
      .describe("counting: contacts are being judged for the first time; entering is told from `live` on"),
    since: fields.timestamp.nullable(),
    members: z.int().nullable().describe("Of a segment that is live"),
    drives: z
      .array(z.object({ kind: z.string().describe("Such as launch"), id: fields.id, name: z.string() }))
      .describe("What makes it live, whether or not `is_live`"),
  })
  .meta({ id: "SegmentLiveState" })

type Asking = readonly Pick<Room, "segmentsThatDrive">[]

async function drivenBySegments(tx: Tx, rooms: Asking): Promise<DrivenBySegment[]> {
  const driven: DrivenBySegment[] = []
  for (const room of rooms) driven.push(...((await room.segmentsThatDrive?.(tx)) ?? []))
  return driven
}

/**
 * Makes those live that are to be, and no others, of the workspaces that `tx` may see. What was judged by days of another time zone is
 * judged again.
 */
export async function reviseLive(tx: Tx, rooms: Asking): Promise<void> {
  const driven = await drivenBySegments(tx, rooms)
  const { rows: changed } = await sql`
    WITH driven AS (SELECT DISTINCT segment_id FROM ${rows("t", driven, { segment_id: "uuid" })}),
    wanted AS MATERIALIZED (
      SELECT s.id, s.workspace_id, w.time_zone FROM segments AS s JOIN workspaces AS w ON w.id = s.workspace_id
      WHERE s.archived_at IS NULL AND (s.is_live OR s.id IN (SELECT segment_id FROM driven))
    ), gone AS (
      DELETE FROM live_segments AS l WHERE NOT EXISTS (
        SELECT FROM wanted WHERE wanted.id = l.segment_id AND wanted.time_zone IS NOT DISTINCT FROM l.time_zone)
      RETURNING segment_id
    ), added AS (
      INSERT INTO live_segments (workspace_id, segment_id, time_zone, message_stages, reads_events)
      SELECT workspace_id, id, time_zone, message_stages, reads_events FROM wanted CROSS JOIN LATERAL asked_by_segment(id)
      WHERE id NOT IN (SELECT segment_id FROM live_segments)
      ON CONFLICT (segment_id) DO NOTHING RETURNING segment_id
    )
    SELECT FROM gone UNION ALL SELECT FROM added`.execute(tx)
  if (changed.length > 0) wakeAfterCommit(liveChannel, "")
}

/** Another filter: contacts are judged by it from the first one on, as they are for the segments that name this one. */
export async function forgetJudged(tx: Tx, workspaceId: string, segmentId: string): Promise<void> {
  await sql`
    WITH RECURSIVE naming AS (
      SELECT ${segmentId}::uuid AS id
      UNION
      SELECT s.id FROM naming JOIN segments AS s ON s.workspace_id = ${workspaceId} AND s.named_segments @> ARRAY[naming.id]
    )
    DELETE FROM live_segments WHERE segment_id IN (SELECT id FROM naming)`.execute(tx)
}

/** @throws Problem conflict when there are as many as there may be */
export async function refuseTooManyLive(tx: Tx, workspaceId: string): Promise<void> {
  const { rows: counted } = await sql<{ live: number }>`
    SELECT count(*) AS live FROM segments WHERE workspace_id = ${workspaceId} AND is_live AND archived_at IS NULL`.execute(
    tx,
  )
  if ((counted[0]?.live ?? 0) < mostLive) return
  throw new Problem("conflict", `There are ${mostLive} live segments in this workspace already.`, {
    field: "is_live",
    help: "Turn another one off first.",
  })
}

export async function readLiveState(
  tx: Tx,
  rooms: Asking,
  segmentId: string,
): Promise<z.output<typeof liveState>> {
  const { rows: found } = await sql<{ id: number; filled_at: Date | null; members: number }>`
    SELECT l.id, l.filled_at, CASE WHEN l.filled_at IS NULL THEN 0 ELSE (
      SELECT count(*) FROM live_memberships AS m WHERE m.workspace_id = l.workspace_id AND m.segments @> ARRAY[l.id]
    ) END AS members FROM live_segments AS l WHERE l.segment_id = ${segmentId}`.execute(tx)
  const [live] = found
  const driven = await drivenBySegments(tx, rooms)
  const isFilled = live !== undefined && live.filled_at !== null
  return {
    state: live === undefined ? "off" : isFilled ? "live" : "counting",
    since: live?.filled_at ?? null,
    members: isFilled ? live.members : null,
    drives: driven
      .filter(({ segment_id }) => segment_id === segmentId)
      .map(({ kind, id, name }) => ({ kind, id, name })),
  }
}
