/** What was counted of a canvas on each day of UTC. */
import { sql, type Tx } from "../../platform/database/index.ts"

interface Scope {
  canvasId: string
  from: Date
  /** Without that instant. */
  to: Date
}

/** People who moved: with `step` '' and `outlet` "entered" those who came in. */
export interface DailyMoves {
  day: string
  step: string
  outlet: string
  reason: string
  variant: number
  n: number
}

/** Messages of a step that came to a stage. */
export interface DailyMessages {
  day: string
  step: string
  stage: string
  n: number
}

export async function readDailyMoves(tx: Tx, { canvasId, from, to }: Scope): Promise<DailyMoves[]> {
  const { rows } = await sql<DailyMoves>`
    SELECT to_char(day, 'YYYY-MM-DD') AS day, step, outlet, reason, variant, sum(n)::float8 AS n FROM canvas_counts
    WHERE canvas_id = ${canvasId} AND day >= (${from}::timestamptz AT TIME ZONE 'UTC')::date
      AND day < (${to}::timestamptz AT TIME ZONE 'UTC')::date
    GROUP BY 1, 2, 3, 4, 5`.execute(tx)
  return rows
}

/** Of all versions. */
export async function readDailyMessages(tx: Tx, { canvasId, from, to }: Scope): Promise<DailyMessages[]> {
  const fits = sql`source_id IN (SELECT source_id FROM source) AND quarter_hour >= ${from} AND quarter_hour < ${to}`
  const { rows } = await sql<DailyMessages>`
    WITH source AS MATERIALIZED (SELECT source_id, step FROM canvas_sources WHERE canvas_id = ${canvasId})
    SELECT to_char(quarter_hour AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, step, stage, sum(n)::float8 AS n
    FROM (
      SELECT source_id, stage, quarter_hour, n FROM stats WHERE ${fits}
      UNION ALL SELECT source_id, stage, quarter_hour, n FROM stat_deltas WHERE ${fits}
    ) AS counts JOIN source USING (source_id)
    WHERE stage <> 'priced' GROUP BY 1, 2, 3 HAVING sum(n) <> 0`.execute(tx)
  return rows
}
