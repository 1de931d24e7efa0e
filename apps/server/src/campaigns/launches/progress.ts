/** How fast a launch may go, and what the messages that still wait wait for. */
import { z } from "zod"
import { averageRate, explainWait, ratePerSecond } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

export const launchProgress = z
  .object({
    at: fields.timestamp,
    accepted: z.number().int().describe("Taken by Meta until then: two readings tell the rate"),
    waiting: z.number().int().describe("In the outbox"),
    number_per_second: z.number().describe("Messages a second that the number sends at most"),
    campaign_per_second: z.number().nullable().describe("That the campaign itself allows; null: as many as go"),
    others: z.number().int().describe("Other sources of messages that share the number now"),
    waits: z
      .array(
        z.object({
          code: z.string(),
          title: z.string(),
          advice: z.string().nullable(),
          count: z.number().int(),
          next_at: fields.timestamp.nullable().describe("When the first of them is tried again"),
        }),
      )
      .describe("Why messages go later, the most frequent first. What goes as soon as it is its turn is not in it"),
  })
  .meta({ id: "LaunchProgress" })

interface Policy {
  per_second: number | null
  per_minute: number | null
}

/** @throws Problem not_found */
export async function readProgress(
  tx: Tx,
  launchId: string,
  now: Date,
): Promise<z.output<typeof launchProgress>> {
  const { rows: sources } = await sql<{
    rate: Policy | null
    rate_per_second: number | null
    throughput_level: string
    others: number
    accepted: number
  }>`
    SELECT s.policy -> 'rate' AS rate, n.rate_per_second, n.throughput_level,
      (SELECT count(DISTINCT o.source_id)::integer FROM outbox AS o JOIN sources AS other ON other.id = o.source_id
       WHERE o.number_id = s.number_id AND other.id <> s.id AND other.parent_id IS DISTINCT FROM s.id AND o.state = 'due'
         AND o.send_after <= ${now} AND other.state = 'active') AS others,
      (SELECT coalesce(sum(n), 0)::float8 FROM (
        SELECT n FROM stats WHERE source_id = s.id AND stage = 'accepted'
        UNION ALL SELECT n FROM stat_deltas WHERE source_id = s.id AND stage = 'accepted') AS counts) AS accepted
    FROM launches AS l JOIN sources AS s ON s.id = l.id JOIN numbers AS n ON n.id = s.number_id WHERE l.id = ${launchId}`.execute(
    tx,
  )
  const { rate, others, accepted, ...number } = found(sources[0], "launch")
  const { rows } = await sql<{ reason: string | null; count: number; next_at: Date | null }>`
    SELECT CASE WHEN o.state = 'in_doubt' THEN 'in_doubt' WHEN o.send_after > ${now} THEN o.wait_reason END AS reason,
      count(*)::integer AS count, min(CASE WHEN o.state = 'due' THEN o.send_after END) AS next_at
    FROM outbox AS o JOIN sources AS s ON s.id = o.source_id
    WHERE o.source_id = ${launchId} OR (s.parent_id = ${launchId} AND s.is_late_retry)
    GROUP BY 1 ORDER BY 2 DESC, 1`.execute(tx)
  return {
    at: now,
    accepted,
    waiting: rows.reduce((sum, row) => sum + row.count, 0),
    number_per_second: ratePerSecond(number),
    campaign_per_second: rate === null ? null : finite(averageRate(rate)),
    others,
    waits: rows.flatMap(({ reason, count, next_at }) =>
      reason === null ? [] : [{ ...explainWait(reason), count, next_at }],
    ),
  }
}

const finite = (rate: number): number | null => (Number.isFinite(rate) ? rate : null)
