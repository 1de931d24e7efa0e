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
