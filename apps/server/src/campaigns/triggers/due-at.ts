/** When the message goes that something triggered: after a delay, and then as the person's clock shows a time. */
import { type ActionBased, weekdays } from "@parley/model"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"

type Wait = Pick<ActionBased, "delay" | "at">

const delayMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const
/** Of a week every day comes again, and today's time may have passed. */
const daysAhead = 8

/** Whether it goes later than it is triggered. */
export const isDelayed = ({ delay, at }: Wait): boolean => delay !== null || at !== null

/**
 * A query of zones with when it goes there, as `zone` and `due_at`. Without a time of day it is the same for all, and one row.
 * @param zones which the database knows; the workspace's among them
 */
export function dueByZone({ delay, at }: Wait, zones: readonly string[], now: Date): RawBuilder<unknown> {
  const later = new Date(now.getTime() + (delay === null ? 0 : delay.amount * delayMs[delay.unit]))
  if (at === null) return sql`SELECT ${zones[0]}::text AS zone, ${later}::timestamptz AS due_at`
  // Two days after Monday it is Wednesday, at whatever time of Monday.
  const isOfCalendar = delay?.unit === "days"
  const earliest = isOfCalendar ? now : later
  const after = isOfCalendar ? delay.amount : 0
  const on = at.weekdays.map((day) => weekdays.indexOf(day) + 1)
  return sql`
    SELECT zone, min(instant_of(day + ${at.time}::interval, zone)) AS due_at
    FROM unnest(${zones}::text[]) AS zone
    CROSS JOIN LATERAL (SELECT (${earliest}::timestamptz AT TIME ZONE zone)::date + ${after}::integer AS first) AS begins
    CROSS JOIN LATERAL generate_series(first::timestamp, first + ${sql.lit(daysAhead)}, interval '1 day') AS day
    WHERE ${on.length === 0 ? sql`true` : sql`extract(isodow FROM day) = ANY(${on}::integer[])`}
      AND instant_of(day + ${at.time}::interval, zone) >= ${earliest}::timestamptz
    GROUP BY zone`
}

/** What was asked of the database before: to list all of its zones takes it tens of milliseconds. */
const isKnown = new Map<string, boolean>()
const mostKept = 5_000

/**
 * The zones of some people that the database knows, after the workspace's, by which everybody else goes.
 * @returns that alone where no time of day is waited for
 */
export async function zonesOf(
  tx: Tx,
  { at }: Wait,
  contactIds: readonly string[],
  { workspaceId, timeZone }: { workspaceId: string; timeZone: string },
): Promise<string[]> {
  if (at === null) return [timeZone]
  const { rows } = await sql<{ zone: string }>`
    SELECT DISTINCT time_zone AS zone FROM contacts
    WHERE workspace_id = ${workspaceId} AND id = ANY(${contactIds}::uuid[]) AND time_zone IS NOT NULL`.execute(
    tx,
  )
  const zones = rows.map(({ zone }) => zone)
  const asked = zones.filter((zone) => !isKnown.has(zone))
  if (asked.length > 0) {
    const { rows: names } = await sql<{ name: string }>`
      SELECT name FROM pg_timezone_names WHERE name = ANY(${asked}::text[])`.execute(tx)
    const found = new Set(names.map(({ name }) => name))
    if (isKnown.size > mostKept) isKnown.clear()
    for (const zone of asked) isKnown.set(zone, found.has(zone))
  }
  return [timeZone, ...zones.filter((zone) => zone !== timeZone && isKnown.get(zone))]
}
