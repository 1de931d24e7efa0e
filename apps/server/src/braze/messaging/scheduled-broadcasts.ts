import { sql } from "../../platform/database/index.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readTime } from "../users/track/time.ts"

interface Broadcast {
  type: "Campaign" | "Canvas"
  name: string
  id: string
  tags: string[]
  at: Date
  time_zone: string | null
  is_local: boolean
}

/** Launches that are planned, times at which an audience enters a canvas, and broadcasts that were scheduled here. */
const scheduledBroadcasts: Endpoint = {
  method: "GET",
  path: "/messages/scheduled_broadcasts",
  permission: "campaigns:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId, permissions }, input, now }) => {
    const end = readTime(input.end_time)
    if (!end) throw new Fatal("'end_time' must be a datetime in ISO 8601")
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<Broadcast>`
        WITH asked AS (
          SELECT campaign_id, canvas_id, due_at, local_at IS NOT NULL AS is_local FROM scheduled_sends
          WHERE workspace_id = ${workspaceId} AND request ->> 'isBroadcast' = 'true'
        ), planned AS (
          SELECT l.campaign_id, NULL::uuid AS canvas_id, l.scheduled_at AS at, l.local_at IS NOT NULL AS is_local
          FROM launches AS l JOIN sources AS s ON s.id = l.id
          WHERE l.workspace_id = ${workspaceId} AND s.state = 'active' AND s.filled_at IS NULL
          UNION ALL SELECT NULL, canvas_id, due_at, false FROM canvas_entries
          WHERE workspace_id = ${workspaceId} AND ended_at IS NULL AND broadcast_id IS NULL
          UNION ALL SELECT * FROM asked
        )
        SELECT named.*, planned.at, planned.is_local, w.time_zone FROM planned
        JOIN (
          SELECT 'Campaign' AS type, id, name, tags, workspace_id FROM campaigns
          UNION ALL SELECT 'Canvas', id, name, tags, workspace_id FROM canvases WHERE ${permissions.has("canvases:read")}
        ) AS named ON named.id = coalesce(planned.campaign_id, planned.canvas_id)
        JOIN workspaces AS w ON w.id = named.workspace_id
        WHERE planned.at > ${now} AND planned.at <= ${end} ORDER BY planned.at, named.id LIMIT 1000`.execute(
        tx,
      ),
    )
    const scheduled_broadcasts = rows.map(({ name, id, type, tags, at, time_zone, is_local }) => ({
      name,
      id,
      type,
      tags,
      next_send_time: at.toISOString(),
      schedule_type: is_local ? "local_time_zones" : (time_zone ?? "UTC"),
    }))
    return { body: { scheduled_broadcasts } }
  },
}

export const scheduledBroadcastEndpoints: readonly Endpoint[] = [scheduledBroadcasts]
