/**
 * A launch by the clock of each contact goes out in slices: one for each instant at which some clocks show its time. A contact
 * without a time zone, or with one that the database does not know, goes by the workspace's.
 *
 * Who belongs to a slice is asked when it is due. A contact who has moved since to where the time has passed goes with the next
 * slice; nobody gets a message twice, as a recipient of a launch stays one.
 */
import type { Audience } from "../../messaging/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { LocalTime } from "./occurrences.ts"

/** An instant of a launch, with the zones whose clocks show its time then. */
export interface PlannedSlice {
  dueAt: Date
  zones: string[]
  /** Of the workspace, among them. */
  isOwn: boolean
}

/** The slices of a local time for all zones of the workspace's contacts, and for its own; the first one first. */
export async function planSlices(
  tx: Tx,
  workspaceId: string,
  localAt: LocalTime,
): Promise<{ zone: string; slices: PlannedSlice[] }> {
  const { rows: slices } = await sql<{ due_at: Date; zones: string[]; own: string }>`
    WITH own AS (SELECT coalesce(time_zone, 'UTC') AS zone FROM workspaces WHERE id = ${workspaceId}),
    used AS MATERIALIZED (
      SELECT DISTINCT time_zone AS zone FROM contacts WHERE workspace_id = ${workspaceId} AND time_zone IS NOT NULL
    ), known AS (
      SELECT zone FROM used WHERE zone IN (SELECT name FROM pg_timezone_names) UNION SELECT zone FROM own
    )
    SELECT instant_of(${localAt}::timestamp, known.zone) AS due_at, array_agg(known.zone ORDER BY known.zone) AS zones,
      (SELECT zone FROM own) AS own
    FROM known GROUP BY 1 ORDER BY 1`.execute(tx)
  const zone = slices[0]?.own ?? "UTC"
  return {
    zone,
    slices: slices.map(({ due_at, zones }) => ({ dueAt: due_at, zones, isOwn: zones.includes(zone) })),
  }
}

/** @param passed slices before that instant have passed already, and are left out */
export async function insertSlices(
  tx: Tx,
  launch: { id: string; workspaceId: string },
  slices: readonly PlannedSlice[],
  { passed, now }: { passed: Date; now: Date },
): Promise<void> {
  const columns = { dueAt: "timestamptz", zones: "jsonb" } as const
  await sql`
    INSERT INTO launch_slices (launch_id, due_at, workspace_id, zones, is_skipped, ended_at)
    SELECT ${launch.id}, due_at, ${launch.workspaceId}, ARRAY(SELECT jsonb_array_elements_text(zones)),
      due_at < ${passed}, CASE WHEN due_at < ${passed} THEN ${now}::timestamptz END
    FROM ${rows("slice", slices, columns)}
    ON CONFLICT (launch_id, due_at) DO UPDATE SET zones = launch_slices.zones || excluded.zones`.execute(tx)
}

interface SlicedLaunch {
  id: string
  workspaceId: string
  /** When the slice is due. */
  sliceAt: Date
  /** Of contacts who have no zone, or one that is not known. */
  zone: string
}

/** Zones that came with contacts since the launch was planned. */
export async function completeSlices(
  tx: Tx,
  launch: SlicedLaunch,
  localAt: LocalTime,
  now: Date,
): Promise<void> {
  const { rows: known } = await sql<{ zone: string }>`
    SELECT unnest(zones) AS zone FROM launch_slices WHERE launch_id = ${launch.id}`.execute(tx)
  const { rows: news } = await sql`
    SELECT FROM contacts WHERE workspace_id = ${launch.workspaceId} AND time_zone IS NOT NULL
      AND time_zone <> ALL(${known.map(({ zone }) => zone)}::text[]) LIMIT 1`.execute(tx)
  if (news.length === 0) return
  const { slices } = await planSlices(tx, launch.workspaceId, localAt)
  const before = new Set(known.map(({ zone }) => zone))
  const added = slices.flatMap(({ zones, dueAt, isOwn }) => {
    const fresh = zones.filter((zone) => !before.has(zone))
    // Where its time has passed, its people go with this slice.
    const at = new Date(Math.max(dueAt.getTime(), launch.sliceAt.getTime()))
    return fresh.length === 0 ? [] : [{ dueAt: at, zones: fresh, isOwn }]
  })
  const merged = [...Map.groupBy(added, ({ dueAt }) => dueAt.getTime()).values()].map((same) => ({
    dueAt: same[0]?.dueAt ?? launch.sliceAt,
    zones: same.flatMap(({ zones }) => zones),
    isOwn: false,
  }))
  if (merged.length > 0) await insertSlices(tx, launch, merged, { passed: launch.sliceAt, now })
}

/** The people of an audience that a slice is for, and those of earlier ones who have moved since. */
export function sliceOf({ id, sliceAt, zone }: SlicedLaunch, { joins, condition }: Audience): Audience {
  const due = sql`coalesce(of_zone.due_at, of_own.due_at)`
  return {
    joins: sql`${joins}
      LEFT JOIN (SELECT unnest(zones) AS zone, due_at, is_skipped FROM launch_slices WHERE launch_id = ${id}) AS of_zone
        ON of_zone.zone = contacts.time_zone
      CROSS JOIN (SELECT due_at, is_skipped FROM launch_slices WHERE launch_id = ${id} AND ${zone} = ANY(zones)) AS of_own`,
    condition: sql`(${condition} AND NOT coalesce(of_zone.is_skipped, of_own.is_skipped)
      AND (${due} = ${sliceAt} OR (${due} < ${sliceAt} AND contacts.created_at <= ${due}))
      AND NOT EXISTS (SELECT FROM recipients AS r WHERE r.source_id = ${id} AND r.contact_id = contacts.id)
      AND NOT EXISTS (SELECT FROM suppressed_recipients AS r WHERE r.source_id = ${id} AND r.contact_id = contacts.id))`,
  }
}

/** Everybody of a slice is brought in. @returns whether it was the last */
export async function endSlice(
  tx: Tx,
  { id, sliceAt }: Pick<SlicedLaunch, "id" | "sliceAt">,
  now: Date,
): Promise<boolean> {
  await sql`UPDATE launch_slices SET ended_at = ${now} WHERE launch_id = ${id} AND due_at = ${sliceAt}`.execute(
    tx,
  )
  await tx.updateTable("launches").set({ after_contact: null }).where("id", "=", id).execute()
  return !(await hasOpenSlices(tx, id))
}

export async function hasOpenSlices(tx: Tx, launchId: string): Promise<boolean> {
  const { rows: open } = await sql`
    SELECT FROM launch_slices WHERE launch_id = ${launchId} AND ended_at IS NULL LIMIT 1`.execute(tx)
  return open.length > 0
}

/** Whether a slice is still to be brought in; another worker may have done that. */
export async function isOpenSlice(
  tx: Tx,
  { id, sliceAt }: Pick<SlicedLaunch, "id" | "sliceAt">,
): Promise<boolean> {
  const { rows: open } = await sql`
    SELECT FROM launch_slices WHERE launch_id = ${id} AND due_at = ${sliceAt} AND ended_at IS NULL`.execute(
    tx,
  )
  return open.length > 0
}

/** The slice of `launches` that is next. */
export const nextSlice = sql`(SELECT s.due_at, s.noticed_at FROM launch_slices AS s
  WHERE s.launch_id = launches.id AND s.ended_at IS NULL ORDER BY s.due_at LIMIT 1)`
