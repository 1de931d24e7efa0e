/** How many people entered a canvas, and what its steps sent, day by day or in all. */
import { type CanvasDefinition, readCanvasDefinition } from "@parley/model"
import { readDailyMessages, readDailyMoves } from "../../canvas/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { readDays, timeOf } from "../events/read-period.ts"
import type { Asked, Endpoint } from "../frame/endpoint.ts"
import { readFlag } from "../messaging/recipients.ts"
import { noCanvas, readCanvasId } from "./canvas-send.ts"

interface Known {
  name: string
  /** As people enter it now, or as it is written where nobody does. */
  definition: CanvasDefinition
  /** Of every version, the newest last: by its id what each step is called. */
  stepNames: ReadonlyMap<string, string>
}

/** @throws Fatal 400 */
async function findCanvas(tx: Tx, workspaceId: string, id: string): Promise<Known> {
  const { rows } = await sql<{ name: string; definition: unknown; steps: { id: string; name: string }[] }>`
    SELECT c.name, coalesce(v.definition, c.definition) AS definition,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', step ->> 'id', 'name', step ->> 'name') ORDER BY version)
        FROM canvas_versions AS o CROSS JOIN jsonb_array_elements(o.definition -> 'steps') AS step WHERE o.canvas_id = c.id), '[]') AS steps
    FROM canvases AS c LEFT JOIN canvas_versions AS v ON v.canvas_id = c.id AND v.version = c.version
    WHERE c.workspace_id = ${workspaceId} AND c.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw noCanvas()
  return {
    name: row.name,
    definition: readCanvasDefinition(row.definition),
    stepNames: new Map(row.steps.map((step) => [step.id, step.name])),
  }
}

interface Counted {
  day: string
  step: string
  n: number
}

type Moves = Awaited<ReturnType<typeof readDailyMoves>>
type Messages = Awaited<ReturnType<typeof readDailyMessages>>

const sumOf = (counts: readonly Counted[]) => counts.reduce((sum, { n }) => sum + n, 0)
const ofDay = <T extends Counted>(counts: readonly T[], day: string | undefined): readonly T[] =>
  day === undefined ? counts : counts.filter((count) => count.day === day)

/** Conversions of canvases are not counted: there is one pair for each event that counts as success. */
function conversionsOf({ conversions }: CanvasDefinition) {
  const names = Array.from({ length: Math.max(1, conversions.length) }, (_, place) =>
    place === 0 ? "conversions" : `conversions${place}`,
  )
  return Object.fromEntries(
    names.flatMap((name) => [[name, 0] as const, [`${name}_by_entry_time`, 0] as const]),
  )
}

interface Asking {
  variants: boolean
  steps: boolean
  deletedSteps: boolean
}

function statsOf(
  { definition, stepNames }: Known,
  { moves, messages }: { moves: Moves; messages: Messages },
  asking: Asking,
  day?: string,
) {
  const entries = ofDay(moves, day).filter(({ step, outlet }) => step === "" && outlet === "entered")
  const sent = ofDay(messages, day)
  const none = { revenue: 0, ...conversionsOf(definition) }
  const shown = new Map(definition.steps.map(({ id, name }) => [id, name]))
  const steps = asking.deletedSteps ? new Map([...stepNames, ...shown]) : shown
  return {
    total_stats: { ...none, entries: sumOf(entries) },
    ...(asking.variants && {
      variant_stats: Object.fromEntries(
        definition.variants.map(({ id, name }, place) => [
          id,
          { name, ...none, entries: sumOf(entries.filter(({ variant }) => variant === place)) },
        ]),
      ),
    }),
    ...(asking.steps && {
      step_stats: Object.fromEntries(
        [...steps].map(([id, name]) => [
          id,
          { name, ...none, messages: messagesOf(sent.filter(({ step }) => step === id)) },
        ]),
      ),
    }),
  }
}

function messagesOf(counts: Messages) {
  if (counts.length === 0) return {}
  const of = (stage: string) => sumOf(counts.filter((count) => count.stage === stage))
  return {
    whats_app: [{ sent: of("sent"), delivered: of("delivered"), failed: of("failed"), read: of("read") }],
  }
}

async function readCounts({ platform, caller: { workspaceId }, input, now }: Asked) {
  const canvasId = readCanvasId(input.canvas_id)
  const { starts, end } = readDays(input, now)
  const asking = {
    variants: readFlag(input.include_variant_breakdown),
    steps: readFlag(input.include_step_breakdown),
    deletedSteps: readFlag(input.include_deleted_step_data),
  }
  return platform.db.workspace(workspaceId, async (tx) => {
    const known = await findCanvas(tx, workspaceId, canvasId)
    const scope = { canvasId, from: starts[0] ?? end, to: end }
    const moves = await readDailyMoves(tx, scope)
    const messages = asking.steps ? await readDailyMessages(tx, scope) : []
    return { known, counts: { moves, messages }, asking, starts }
  })
}

const canvasSeries: Endpoint = {
  method: "GET",
  path: "/canvas/data_series",
  permission: "canvases:read",
  limit: "usual",
  answer: async (asked) => {
    const { known, counts, asking, starts } = await readCounts(asked)
    const stats = starts.map((start) => {
      const time = timeOf(start, "day")
      return { time, ...statsOf(known, counts, asking, time) }
    })
    return { body: { message: "success", data: { name: known.name, stats } } }
  },
}

const canvasSummary: Endpoint = {
  method: "GET",
  path: "/canvas/data_summary",
  permission: "canvases:read",
  limit: "usual",
  answer: async (asked) => {
    const { known, counts, asking } = await readCounts(asked)
    return { body: { message: "success", data: { name: known.name, ...statsOf(known, counts, asking) } } }
  },
}

export const canvasSeriesEndpoints: readonly Endpoint[] = [canvasSeries, canvasSummary]
