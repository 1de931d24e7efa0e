/** How many people came to each step of a canvas, where they went, and what became of their messages. */
import { z } from "zod"
import { readCounts } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"

const count = z.int().min(0)

const canvasStepCounts = z
  .object({
    step_id: z.string(),
    waiting: count.describe("People who are there now"),
    moved: count.describe("People who went on, or left the canvas there"),
    outlets: z.record(z.string(), count).describe("By the outlet that they took"),
    exits: z.record(z.string(), count).describe("Who left the canvas there, by why"),
    messages: z
      .record(z.string(), count)
      .describe("Of its messages, by stage: sent, delivered, read, failed …"),
  })
  .meta({ id: "CanvasStepCounts" })

export const canvasCounts = z
  .object({
    entered: count,
    control: count,
    under_way: count,
    exits: z.record(z.string(), count).describe("Who left the canvas, by why"),
    data: z.array(canvasStepCounts),
  })
  .meta({ id: "CanvasCounts" })

export const countsQuery = z.object({
  version: z.coerce.number().int().min(1).optional().describe("Default: all of them together"),
  variant: z.coerce
    .number()
    .int()
    .min(0)
    .max(7)
    .optional()
    .describe("Its place, from 0. Default: all of them together"),
  from: z.iso.date().optional().describe("The first day of UTC"),
  to: z.iso.date().optional().describe("The last day"),
})

/** @throws Problem not_found */
export async function countSteps(
  tx: Tx,
  canvasId: string,
  { version, variant, from, to }: z.output<typeof countsQuery>,
): Promise<z.output<typeof canvasCounts>> {
  found(await tx.selectFrom("canvases").select("id").where("id", "=", canvasId).executeTakeFirst(), "canvas")
  const ofVersion = version === undefined ? sql`true` : sql`version = ${version}`
  const ofVariant = variant === undefined ? sql`true` : sql`variant = ${variant}`
  const { rows: moved } = await sql<{ step: string; outlet: string; reason: string; n: number }>`
    SELECT step, outlet, reason, sum(n)::bigint AS n FROM canvas_counts
    WHERE canvas_id = ${canvasId} AND ${ofVersion} AND ${ofVariant}
      AND ${from === undefined ? sql`true` : sql`day >= ${from}::date`} AND ${to === undefined ? sql`true` : sql`day <= ${to}::date`}
    GROUP BY step, outlet, reason`.execute(tx)
  const { rows: waiting } = await sql<{ step: string; n: number }>`
    SELECT coalesce(step, '') AS step, count(*) AS n FROM canvas_runs
    WHERE canvas_id = ${canvasId} AND left_at IS NULL AND ${ofVersion} AND ${ofVariant} GROUP BY step`.execute(
    tx,
  )
  const { rows: sources } = await sql<{ step: string; source_id: string }>`
    SELECT step, source_id FROM canvas_sources WHERE canvas_id = ${canvasId} AND ${ofVersion}`.execute(tx)
  const stepOf = new Map(sources.map(({ step, source_id }) => [source_id, step]))
  const stages = await readCounts(tx, [...stepOf.keys()])
  const steps = new Map<string, z.output<typeof canvasStepCounts>>()
  const at = (id: string) => {
    const known = steps.get(id) ?? { step_id: id, waiting: 0, moved: 0, outlets: {}, exits: {}, messages: {} }
    steps.set(id, known)
    return known
  }
  const all: Omit<z.output<typeof canvasCounts>, "data"> = { entered: 0, control: 0, under_way: 0, exits: {} }
  for (const { step, outlet, reason, n } of moved) {
    if (step === "" && outlet === "entered") all.entered += n
    else if (reason === "control") all.control += n
    if (reason !== "") all.exits[reason] = (all.exits[reason] ?? 0) + n
    if (step === "") continue
    const one = at(step)
    one.moved += n
    const by = outlet === "" ? one.exits : one.outlets
    const key = outlet === "" ? reason : outlet
    by[key] = (by[key] ?? 0) + n
  }
  for (const { step, n } of waiting) {
    all.under_way += n
    if (step !== "") at(step).waiting += n
  }
  for (const { source_id, stage, count: n } of stages) {
    const { messages } = at(stepOf.get(source_id) ?? "")
    messages[stage] = (messages[stage] ?? 0) + n
  }
  return { ...all, data: [...steps.values()] }
}
