import { z } from "zod"
import { explainReason, idsWithWaves } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

const planned = z.object({
  code: z.string().describe("Meta's, for which the message failed"),
  title: z.string(),
  advice: z.string().nullable(),
  count: z.int(),
  first_at: fields.timestamp.describe("When the first of them goes once more"),
  last_at: fields.timestamp,
})

export const retryPlan = z
  .object({
    data: z
      .array(planned)
      .describe("What goes once more by itself, by what it failed for; the most frequent first"),
  })
  .meta({ id: "RetryPlan" })

/** What of a launch failed for a reason that passes and goes once more, and when. @throws Problem not_found */
export async function readRetryPlan(tx: Tx, launchId: string): Promise<z.output<typeof retryPlan>> {
  found(await tx.selectFrom("launches").select("id").where("id", "=", launchId).executeTakeFirst(), "launch")
  const { rows } = await sql<{ code: string; count: number; first_at: Date; last_at: Date }>`
    SELECT coalesce(m.reason, '') AS code, count(*)::int AS count, min(o.send_after) AS first_at, max(o.send_after) AS last_at
    FROM outbox AS o
    CROSS JOIN LATERAL (SELECT reason FROM messages WHERE id = o.retry_of LIMIT 1) AS m
    WHERE o.source_id = ANY(ARRAY(${idsWithWaves(launchId)})) AND o.retry_of IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1`.execute(tx)
  return { data: rows.map(({ code, ...row }) => ({ ...explainReason(code), ...row })) }
}
