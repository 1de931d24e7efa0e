/**
 * How other rooms tell members of something: in the transaction that made it so, and in batches. What lasts has a condition, of
 * which nothing more is told until it is resolved; what happened is told each time.
 */
import type { NotificationAbout, NotificationKind } from "@parley/model"
import { rows, sql, type Tx, wakeAfterCommit } from "../platform/database/index.ts"

export interface Told {
  workspaceId: string
  about: NotificationAbout
  /** What lasts, such as `number:<id>:stopped`; absent: it happened, and is over. */
  condition?: string
  /** Whose condition it is, for `tellStanding`: an id, such as a number's. */
  subjectId?: string
}

/**
 * What begins again so soon after it was resolved is the same trouble: it is neither unread again nor mailed again. Numbers that
 * Meta stops and lets go every few minutes are one notification.
 */
const sameTroubleMs = 60 * 60_000

const columns = {
  workspaceId: "uuid",
  kind: "text",
  subjectId: "uuid",
  condition: "text",
  about: "jsonb",
} as const

/**
 * Tells members of something. A condition that is told of already gets what is said now of it, and stays read. Of one condition
 * that comes twice the last counts.
 */
export async function tell(tx: Tx, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  const list = told.map((one) => ({ ...one, kind: one.about.kind }))
  const { rows: changed } = await sql<{ workspace_id: string }>`
    WITH told AS MATERIALIZED (
      SELECT DISTINCT ON (workspace_id, coalesce(condition, position::text)) *
      FROM ${rows("told", list, columns)}
      ORDER BY workspace_id, coalesce(condition, position::text), position DESC
    ), known AS MATERIALIZED (
      SELECT n.id, told.about FROM told CROSS JOIN LATERAL (
        SELECT id, resolved_at FROM notifications
        WHERE workspace_id = told.workspace_id AND condition = told.condition ORDER BY id DESC LIMIT 1) AS n
      WHERE n.resolved_at > ${new Date(now.getTime() - sameTroubleMs)}
    ), again AS (
      UPDATE notifications AS n SET resolved_at = NULL, times = times + 1, about = known.about
      FROM known WHERE n.id = known.id AND n.resolved_at IS NOT NULL
      RETURNING n.workspace_id, n.condition
    ), added AS (
      INSERT INTO notifications AS n (workspace_id, kind, subject_id, condition, about, created_at)
      SELECT workspace_id, kind, subject_id, condition, about, ${now} FROM told
      WHERE NOT EXISTS (SELECT FROM again WHERE (again.workspace_id, again.condition) = (told.workspace_id, told.condition))
      ORDER BY workspace_id, condition
      ON CONFLICT (workspace_id, condition) WHERE condition IS NOT NULL AND resolved_at IS NULL
      DO UPDATE SET about = excluded.about, kind = excluded.kind WHERE n.about <> excluded.about
      RETURNING n.workspace_id
    )
    SELECT workspace_id FROM again UNION SELECT workspace_id FROM added
  `.execute(tx)
  announce(changed)
}

/** Marks conditions as resolved, as far as any was told of. */
export async function resolve(
  tx: Tx,
  conditions: readonly { workspaceId: string; condition: string }[],
  now: Date,
): Promise<void> {
  if (conditions.length === 0) return
  const { rows: changed } = await sql<{ workspace_id: string }>`
    WITH open AS MATERIALIZED (
      SELECT n.id FROM notifications AS n
      JOIN ${rows("ended", conditions, { workspaceId: "uuid", condition: "text" })}
        ON n.workspace_id = ended.workspace_id AND n.condition = ended.condition
      WHERE n.resolved_at IS NULL ORDER BY n.id FOR UPDATE OF n
    )
    UPDATE notifications AS n SET resolved_at = ${now} FROM open WHERE n.id = open.id RETURNING n.workspace_id
  `.execute(tx)
  announce(changed)
}

/** What is looked at as a whole: conditions of these kinds, of all subjects that the transaction sees or of these alone. */
interface Looked {
  kinds: readonly NotificationKind[]
  subjectIds?: readonly string[]
  /** Conditions of which cannot be said now whether they last: they stay as they are. */
  unknown?: readonly string[]
}

/** Tells what is so now, and marks as resolved what else was told of what was looked at. */
export async function tellStanding(
  tx: Tx,
  { kinds, subjectIds, unknown = [] }: Looked,
  told: readonly Told[],
  now: Date,
): Promise<void> {
  const lasting = [...told.map(({ condition }) => condition ?? ""), ...unknown]
  const { rows: over } = await sql<{ workspaceId: string; condition: string }>`
    SELECT workspace_id AS "workspaceId", condition FROM notifications
    WHERE condition IS NOT NULL AND resolved_at IS NULL AND kind = ANY(${kinds}::text[])
      AND ${subjectIds === undefined ? sql`true` : sql`subject_id = ANY(${subjectIds}::uuid[])`}
      AND condition <> ALL(${lasting}::text[])
  `.execute(tx)
  await resolve(tx, over, now)
  await tell(tx, told, now)
}

/** Told to screens once it is committed, as one change of a workspace however much it is. */
export function announce(changed: readonly { workspace_id: string }[]): void {
  for (const workspace_id of new Set(changed.map((row) => row.workspace_id)))
    wakeAfterCommit("parley_events", JSON.stringify({ workspace_id, type: "notification", id: null }))
}
