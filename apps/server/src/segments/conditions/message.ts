import { type Condition, isOfContact, type MessageStage, sourcesIn } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { Compilation } from "../compile/compilation.ts"
import { betweenSql, inWindowOfContact, windowBounds } from "../compile/window-sql.ts"

/** When a message reached a stage; NULL where it did not. As in packages/model. */
const reachedAt: Record<MessageStage, RawBuilder<unknown>> = {
  received: sql`CASE WHEN m.status NOT IN ('dropped', 'failed') THEN m.decided_at END`,
  delivered: sql`coalesce(m.delivered_at, m.read_at)`,
  read: sql`m.read_at`,
  clicked: sql`m.clicked_at`,
  replied: sql`m.replied_at`,
  failed: sql`CASE m.status WHEN 'failed' THEN coalesce(m.failed_at, m.decided_at) END`,
  dropped: sql`CASE m.status WHEN 'dropped' THEN m.decided_at END`,
}

export function messageSql(condition: Condition<"message">, compilation: Compilation): RawBuilder<boolean> {
  const { workspaceId, context } = compilation.scope
  const { stage, source_id, campaign_id, campaign_tag, reason, within } = condition
  const least = condition.op === "at_least" ? condition.times : 1
  const isIn = compilation.isIn(
    { message: stage, source_id, campaign_id, campaign_tag, reason, within, least },
    () => {
      const zones = compilation.newZones()
      const at = reachedAt[stage]
      const isInside =
        within !== undefined && isOfContact(within)
          ? inWindowOfContact(at, within, zones)
          : betweenSql(at, windowBounds(within, context).outer)
      const sources = [
        ...(source_id === undefined ? [] : [sql`m.source_id = ${source_id}`]),
        ...sourcesIn(condition, context.sourcesOf).map((ids) => sql`m.source_id = ANY(${ids}::uuid[])`),
        ...(reason === undefined ? [] : [sql`m.reason = ${reason}`]),
        sql`true`,
      ]
      const rows = sql`SELECT m.contact_id FROM messages AS m
      ${zones.isEmpty ? sql`` : sql`JOIN contacts AS c ON c.id = m.contact_id AND c.workspace_id = ${workspaceId} ${zones.join(sql`c.time_zone`)}`}
      WHERE m.workspace_id = ${workspaceId} AND m.contact_id IS NOT NULL AND ${at} IS NOT NULL AND ${isInside}
        AND ${sql.join(sources, sql` AND `)}`
      return { rows, having: sql<boolean>`count(*) >= ${least}::bigint` }
    },
  )
  return condition.op === "did_not" ? sql`(NOT ${isIn})` : isIn
}
