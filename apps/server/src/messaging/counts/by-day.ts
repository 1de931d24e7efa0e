import { sql, type Tx } from "../../platform/database/index.ts"

/** What is counted of a day: each by when it happened, so that a message sent before midnight is read on the next day. */
export const dayStages = ["sent", "delivered", "read", "replied", "failed"] as const
type DayStage = (typeof dayStages)[number]

/** How many messages reached each stage on one day of the calendar, such as `2026-11-29`. */
type DayCounts = { date: string } & Record<DayStage, number>

/**
 * The counts of the workspace for the last days in a zone, today first; of a day without messages zeros. Tests are not counted.
 * A launch has a row for each quarter of an hour and reason, however many messages it has: of half a million rows, as 50 sources
 * make in two weeks of sending day and night, two days take 40 ms.
 * @param days how many, with today
 * @param zone such as `Europe/Vienna`. Its days start on a quarter of an hour, as those of all zones do
 */
export async function countDays(
  tx: Tx,
  { days, zone, now }: { days: number; zone: string; now: Date },
): Promise<DayCounts[]> {
  const today = sql`(${now}::timestamptz AT TIME ZONE ${zone})::date`
  const since = sql`(${today} - ${days - 1}::integer)::timestamp AT TIME ZONE ${zone}`
  const until = sql`(${today} + 1)::timestamp AT TIME ZONE ${zone}`
  const lately = sql`quarter_hour >= ${since} AND quarter_hour < ${until} AND stage = ANY(${dayStages}::text[])`
  const { rows } = await sql<{ date: string; stage: DayStage | null; count: number }>`
    WITH counts AS (
      SELECT (quarter_hour AT TIME ZONE ${zone})::date AS day, stage, sum(n)::bigint AS count
      FROM (
        SELECT quarter_hour, stage, n FROM stats WHERE ${lately}
        UNION ALL
        SELECT quarter_hour, stage, n FROM stat_deltas WHERE ${lately}
      ) AS moved
      GROUP BY 1, 2
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS date, stage, coalesce(count, 0)::bigint AS count
    FROM (SELECT ${today} - back AS day FROM generate_series(0, ${days - 1}::integer) AS back) AS days LEFT JOIN counts USING (day)
    ORDER BY day DESC
  `.execute(tx)
  const none: Record<DayStage, number> = { sent: 0, delivered: 0, read: 0, replied: 0, failed: 0 }
  return [...Map.groupBy(rows, ({ date }) => date)].map(([date, ofDay]) => ({
    ...none,
    ...Object.fromEntries(ofDay.flatMap(({ stage, count }) => (stage === null ? [] : [[stage, count]]))),
    date,
  }))
}
