import { type RawBuilder, sql } from "../../platform/database/index.ts"

/** Of messages: tests, which are for no contact, are counted nowhere. */
export const isCounted = sql`contact_id IS NOT NULL`

/**
 * The end of a statement that moves messages: appends what `moved` says as differences to the counts of their sources, in
 * the transaction that moves them. Nothing is locked for it.
 * @param moved a query of `source_id, workspace_id, variant, stage, reason, at, n`; `n` may be negative
 */
export const counted = (moved: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  INSERT INTO stat_deltas (source_id, workspace_id, variant, stage, reason, quarter_hour, n)
  SELECT source_id, workspace_id, variant, stage, coalesce(reason, ''), date_bin('15 minutes', at, 'epoch'), sum(n)
  FROM (${moved}) AS moved
  GROUP BY source_id, workspace_id, variant, stage, coalesce(reason, ''), date_bin('15 minutes', at, 'epoch')
  HAVING sum(n) <> 0`

/**
 * What `counted` takes, of messages that failed and of which a retry is or is not on its way: they are counted as failed or as
 * retried.
 * @param retries a query of `retry_of`
 * @param n 1: they failed after all, as their retry does not go; -1: it went
 */
export const failuresOfRetries = (retries: RawBuilder<unknown>, n: 1 | -1): RawBuilder<unknown> => sql`
  SELECT source_id, workspace_id, variant, stage, reason, failed_at AS at, change AS n
  FROM (${retries}) AS retry
  -- One by one: there are few, and no plan may read all messages for them.
  CROSS JOIN LATERAL (SELECT * FROM messages WHERE id = retry.retry_of AND status = 'failed' LIMIT 1) AS first
  CROSS JOIN LATERAL (VALUES ('failed', ${n}::integer), ('retried', ${-n}::integer)) AS counts (stage, change)`
