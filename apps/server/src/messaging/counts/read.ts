import { sql, type Tx } from "../../platform/database/index.ts"
import { idsWithWaves } from "../sources/sources.ts"

/** How many messages of a source reached a stage, for one reason where it has reasons. */
export interface StageCount {
  source_id: string
  variant: number
  stage: string
  reason: string
  count: number
}

/** The counts of a source and, apart, of the waves that send once more what failed later. */
export async function readCountsWithWaves(
  tx: Tx,
  sourceId: string,
): Promise<{ own: StageCount[]; waves: StageCount[] }> {
  const { rows: tree } = await idsWithWaves(sourceId).execute(tx)
  const counts = await readCounts(
    tx,
    tree.map(({ id }) => id),
  )
  const { own = [], waves = [] } = Object.groupBy(counts, ({ source_id }) =>
    source_id === sourceId ? "own" : "waves",
  )
  return { own, waves }
}

/** The counts of these sources as of now, the most frequent reasons first. */
export async function readCounts(tx: Tx, sourceIds: readonly string[]): Promise<StageCount[]> {
  if (sourceIds.length === 0) return []
  const { rows } = await sql<StageCount>`
    SELECT source_id, variant, stage, reason, sum(n)::bigint AS count
    FROM (
      SELECT source_id, variant, stage, reason, n FROM stats WHERE source_id = ANY(${sourceIds}::uuid[])
      UNION ALL
      SELECT source_id, variant, stage, reason, n FROM stat_deltas WHERE source_id = ANY(${sourceIds}::uuid[])
    ) AS counts
    GROUP BY source_id, variant, stage, reason
    HAVING sum(n) <> 0
    ORDER BY count DESC
  `.execute(tx)
  return rows
}
