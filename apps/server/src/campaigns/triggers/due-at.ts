/** When the message goes that something triggered: after a delay, and then as the person's clock shows a time. */
import { type ActionBased, weekdays } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"

type Wait = Pick<ActionBased, "delay" | "at">

const delayMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const
/** Of a week every day comes again, and today's time may have passed. */
const daysAhead = 8

/** Whether it goes later than it is triggered. */
export const isDelayed = ({ delay, at }: Wait): boolean => delay !== null || at !== null

/**
 * A query of the zones of people with when it goes for each, as `zone` and `due_at`: of the workspace's zone as well, by which people
 * go who have none, or one that the database does not know. Without a time of day it is the same for all.
 * @param zones a query of one column, in which some are NULL
 */
export function dueByZone(
  { delay, at }: Wait,
  zones: RawBuilder<unknown>,
  { timeZone, now }: { timeZone: string; now: Date },
): RawBuilder<unknown> {
  const later = new Date(now.getTime() + (delay === null ? 0 : delay.amount * delayMs[delay.unit]))
  if (at === null) return sql`SELECT ${timeZone}::text AS zone, ${later}::timestamptz AS due_at`
  // Two days after Monday it is Wednesday, at whatever time of Monday.
  const isOfCalendar = delay?.unit === "days"
  const earliest = isOfCalendar ? now : later
  const after = isOfCalendar ? delay.amount : 0
  const on = at.weekdays.map((day) => weekdays.indexOf(day) + 1)
  return sql`
    SELECT known.zone, min(instant_of(day + ${at.time}::interval, known.zone)) AS due_at
    FROM (
      SELECT name AS zone FROM pg_timezone_names WHERE name IN (${zones})
      UNION SELECT ${timeZone}
    ) AS known
    CROSS JOIN LATERAL (SELECT (${earliest}::timestamptz AT TIME ZONE known.zone)::date + ${after}::integer AS first) AS begins
    CROSS JOIN LATERAL generate_series(first::timestamp, first + ${sql.lit(daysAhead)}, interval '1 day') AS day
    WHERE ${on.length === 0 ? sql`true` : sql`extract(isodow FROM day) = ANY(${on}::integer[])`}
      AND instant_of(day + ${at.time}::interval, known.zone) >= ${earliest}::timestamptz
    GROUP BY known.zone`
}
