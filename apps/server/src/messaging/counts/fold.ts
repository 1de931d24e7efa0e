import { type Database, sql } from "../../platform/database/index.ts"

/** Differences that one transaction folds. */
const mostAtOnce = 20_000

/**
 * Adds the differences that have been appended to the counts, in one statement: who reads both at any time sees each once.
 * Called every few seconds by one process at a time.
 * @returns whether there may be more
 */
export async function foldCounts(db: Pick<Database, "system">): Promise<boolean> {
  const { rows } = await db.system((tx) =>
    sql<{ folded: number }>`
      WITH gone AS (
        DELETE FROM stat_deltas WHERE ctid = ANY(ARRAY(SELECT ctid FROM stat_deltas LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED))
        RETURNING *
      ), kept AS (
        INSERT INTO stats (source_id, variant, stage, reason, quarter_hour, workspace_id, n)
        SELECT source_id, variant, stage, reason, quarter_hour, workspace_id, sum(n)
        FROM gone
        GROUP BY source_id, variant, stage, reason, quarter_hour, workspace_id
        ORDER BY source_id, variant, stage, reason, quarter_hour
        ON CONFLICT (source_id, variant, stage, reason, quarter_hour) DO UPDATE SET n = stats.n + excluded.n
      )
      SELECT count(*)::int AS folded FROM gone
    `.execute(tx),
  )
  return (rows[0]?.folded ?? 0) === mostAtOnce
}
