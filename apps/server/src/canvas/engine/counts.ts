import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** One move of a run, as it is counted. */
export interface CountedMove {
  workspaceId: string
  canvasId: string
  version: number
  /** '': of the canvas itself. */
  step: string
  /** '': out of the canvas. */
  outlet: string
  /** Of a run that left; otherwise ''. */
  reason: string
  variant: number
}

/** Adds moves to the counts of their day: one statement, its rows in one order. */
export async function countedMoves(tx: Tx, moves: readonly CountedMove[], now: Date): Promise<void> {
  if (moves.length === 0) return
  const sums = new Map<string, CountedMove & { n: number }>()
  for (const move of moves) {
    const { workspaceId: _, ...key } = move
    const place = JSON.stringify(key)
    const sum = sums.get(place) ?? { ...move, n: 0 }
    sum.n += 1
    sums.set(place, sum)
  }
  const columns = {
    workspaceId: "uuid",
    canvasId: "uuid",
    version: "integer",
    step: "text",
    outlet: "text",
    reason: "text",
    variant: "smallint",
    n: "bigint",
  } as const
  await sql`
    INSERT INTO canvas_counts AS c (canvas_id, version, step, outlet, reason, variant, day, workspace_id, n)
    SELECT canvas_id, version, step, outlet, reason, variant, (${now}::timestamptz AT TIME ZONE 'UTC')::date, workspace_id, n
    FROM ${rows("sum", [...sums.values()], columns)} ORDER BY canvas_id, version, step, outlet, reason, variant
    ON CONFLICT (canvas_id, version, step, outlet, reason, variant, day) DO UPDATE SET n = c.n + excluded.n`.execute(
    tx,
  )
}
