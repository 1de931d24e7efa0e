import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { requireZone, workspaceZone } from "../workspaces/index.ts"

const counts = { subscribed: z.int(), unsubscribed: z.int() }

/** What contacts said about a group: how often each day, and where it came from. */
export const consentHistory = z
  .object({
    days: z
      .array(
        z.object({
          day: z.string().describe("Of the calendar in the time zone asked for, such as 2026-11-22"),
          ...counts,
        }),
      )
      .describe("Every day of the period, oldest first"),
    sources: z
      .array(z.object({ source: z.string(), ...counts }))
      .describe("Of all time, the most frequent first"),
  })
  .meta({ id: "ConsentHistory" })
type ConsentHistory = z.output<typeof consentHistory>

/**
 * The history of a group over the last `days` days, today included.
 * @param asked.zone by which days begin and end; the workspace's, or else UTC, where none is asked for
 * @throws Problem not_found; invalid_request where the database does not know the zone
 */
export async function readConsentHistory(
  tx: Tx,
  groupId: string,
  { days, zone: zoneAsked, now }: { days: number; zone?: string | undefined; now: Date },
): Promise<ConsentHistory> {
  if (zoneAsked !== undefined) await requireZone(tx, zoneAsked)
  const zone = zoneAsked === undefined ? workspaceZone : sql<string>`${zoneAsked}::text`
  const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", groupId)
  found(await group.executeTakeFirst(), "subscription group")
  const perDay = await sql<ConsentHistory["days"][number]>`
    WITH said AS (
      SELECT (given_at AT TIME ZONE CASE WHEN given_day_only THEN 'UTC' ELSE ${zone} END)::date AS day, state FROM consent_records
      WHERE subscription_group_id = ${groupId} AND given_at >= ${now}::timestamptz - make_interval(days => ${days})
    )
    SELECT to_char(day, 'YYYY-MM-DD') AS day,
      count(said.state) FILTER (WHERE said.state = 'subscribed') AS subscribed,
      count(said.state) FILTER (WHERE said.state = 'unsubscribed') AS unsubscribed
    FROM generate_series(0, ${days - 1}::integer) AS ago
      CROSS JOIN LATERAL (SELECT (${now}::timestamptz AT TIME ZONE ${zone})::date - ago AS day) AS calendar
      LEFT JOIN said USING (day)
    GROUP BY day ORDER BY day`.execute(tx)
  const sources = await sql<ConsentHistory["sources"][number]>`
    SELECT source,
      count(*) FILTER (WHERE state = 'subscribed') AS subscribed,
      count(*) FILTER (WHERE state = 'unsubscribed') AS unsubscribed
    FROM consent_records WHERE subscription_group_id = ${groupId} AND state IN ('subscribed', 'unsubscribed')
    GROUP BY source ORDER BY count(*) DESC, source LIMIT 20`.execute(tx)
  return { days: perDay.rows, sources: sources.rows }
}
