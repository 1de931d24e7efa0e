/** Who is in a canvas, where, and why. */
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

const canvasRun = z
  .object({
    id: fields.id,
    canvas_id: fields.id,
    version: z.int(),
    contact_id: fields.id,
    variant: z.int().describe("Its place among the variants, from 0"),
    step_id: z.string().nullable().describe("Where it is, or left; null: it has not come to its first step"),
    entered_at: fields.timestamp,
    arrived_at: fields.timestamp.describe("At its step"),
    wake_at: fields.timestamp.nullable().describe("When it is looked at next; null: when something happens"),
    left_at: fields.timestamp.nullable().describe("null: it is under way"),
    exit_reason: z.string().nullable(),
  })
  .meta({ id: "CanvasRun" })

const canvasMove = z
  .object({
    step_id: z.string().nullable(),
    outlet: z.string().nullable().describe("null: it left the canvas"),
    reason: z.string().nullable().describe("Why it left"),
    arrived_at: fields.timestamp,
    moved_at: fields.timestamp,
    saw: z.unknown().describe("What the decision was made by"),
  })
  .meta({ id: "CanvasMove" })

export const canvasRunHistory = canvasRun
  .extend({ context: z.record(z.string(), z.unknown()), moves: z.array(canvasMove) })
  .meta({ id: "CanvasRunHistory" })

export const runsQuery = fields.paging.extend({
  step_id: z.string().max(64).optional(),
  contact_id: fields.id.optional(),
  version: z.coerce.number().int().min(1).optional(),
  state: z.enum(["under_way", "left"]).optional(),
})

export const runPage = fields.pageOf(canvasRun)

const columns = sql`id, canvas_id, version, contact_id, variant, step AS step_id, entered_at, arrived_at, wake_at, left_at, exit_reason`

/** @throws Problem not_found */
export async function listRuns(
  tx: Tx,
  canvasId: string,
  { step_id, contact_id, version, state, after, limit }: z.output<typeof runsQuery>,
): Promise<z.output<typeof runPage>> {
  found(await tx.selectFrom("canvases").select("id").where("id", "=", canvasId).executeTakeFirst(), "canvas")
  const conditions = [
    sql`canvas_id = ${canvasId}`,
    ...(step_id === undefined ? [] : [sql`step = ${step_id}`]),
    ...(contact_id === undefined ? [] : [sql`contact_id = ${contact_id}`]),
    ...(version === undefined ? [] : [sql`version = ${version}`]),
    ...(state === undefined ? [] : [state === "left" ? sql`left_at IS NOT NULL` : sql`left_at IS NULL`]),
    ...(after === undefined ? [] : [sql`id > ${after}`]),
  ]
  const { rows } = await sql<z.output<typeof canvasRun>>`
    SELECT ${columns} FROM canvas_runs WHERE ${sql.join(conditions, sql` AND `)} ORDER BY id LIMIT ${limit + 1}`.execute(
    tx,
  )
  return fields.toPage(rows, limit)
}

/** One run with all that moved it. @throws Problem not_found */
export async function readRun(tx: Tx, id: string): Promise<z.output<typeof canvasRunHistory>> {
  const { rows } = await sql<z.output<typeof canvasRun> & { context: Record<string, unknown> }>`
    SELECT ${columns}, context FROM canvas_runs WHERE id = ${id}`.execute(tx)
  const run = found(rows[0], "run")
  const { rows: moves } = await sql<z.output<typeof canvasMove>>`
    SELECT step AS step_id, outlet, reason, arrived_at, moved_at, saw FROM canvas_moves WHERE run_id = ${id} ORDER BY seq LIMIT 1000`.execute(
    tx,
  )
  return { ...run, moves }
}
