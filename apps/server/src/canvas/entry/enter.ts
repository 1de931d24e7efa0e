/** People enter a canvas: one statement for however many they are. */
import type { CanvasDefinition } from "@parley/model"
import { filterAudience } from "../../campaigns/index.ts"
import { isControlSql, variantSql } from "../../messaging/index.ts"
import { type RawBuilder, rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { canvasChannel } from "../channel.ts"
import { countedMoves } from "../engine/counts.ts"

/** A canvas that people may enter. */
export interface OpenCanvas {
  id: string
  workspaceId: string
  version: number
  definition: CanvasDefinition
}

/** Somebody who is to enter. */
export interface Entrant {
  contactId: string
  /** By which the entry is known when it is heard of again. At most 32 bytes. */
  key: Buffer
  context: Readonly<Record<string, unknown>>
}

/**
 * Has people enter who are in the audience, as far as the rule of re-entry and the limit let them. Heard of twice, it is once.
 * @param isForced whatever the audience says
 * @returns the places of those that entered, in their order
 */
export async function enter(
  tx: Tx,
  canvas: OpenCanvas,
  people: readonly Entrant[],
  { isForced = false, now }: { isForced?: boolean; now: Date },
): Promise<number[]> {
  if (people.length === 0) return []
  const { id, workspaceId, version, definition } = canvas
  const limit = await roomToEnter(tx, canvas, now)
  if (limit === 0) return []
  const scope = { workspaceId, now }
  const { joins, condition } = isForced
    ? { joins: sql``, condition: sql`true` }
    : await filterAudience(tx, scope, definition.audience)
  const weights = definition.variants.map(({ weight }) => weight)
  const assignment = { seed: id, weights, controlShare: definition.control_share }
  const { rows: entered } = await sql<{ place: number; variant: number; is_control: boolean }>`
    WITH given AS MATERIALIZED (
      SELECT contacts.id, p.key, p.context, p.position,
        row_number() OVER (PARTITION BY contacts.id ORDER BY p.position) AS turn
      FROM ${rows("p", people, { contactId: "uuid", key: "bytea", context: "jsonb" })}
      JOIN contacts ON contacts.id = p.contact_id ${joins}
      WHERE contacts.workspace_id = ${workspaceId} AND ${condition}
    ), may AS MATERIALIZED (
      SELECT given.*, coalesce(last.slot, -1) + given.turn AS slot, ${variantSql(assignment)} AS variant,
        ${isControlSql(assignment)} AS is_control
      FROM given LEFT JOIN LATERAL (
        SELECT slot, entered_at, left_at FROM canvas_runs AS r WHERE r.canvas_id = ${id} AND r.contact_id = given.id
        ORDER BY slot DESC LIMIT 1
      ) AS last ON true
      WHERE ${mayEnter(definition, now)} AND ${isNoLoop(id, now)} ORDER BY given.position LIMIT ${limit}
    ), entered AS (
      INSERT INTO canvas_runs (workspace_id, canvas_id, version, contact_id, slot, entered_by, variant, entered_at, arrived_at, wake_at,
        context, left_at, exit_reason)
      SELECT ${workspaceId}, ${id}, ${version}, id, slot, key, variant, ${now}, ${now}, CASE WHEN NOT is_control THEN ${now}::timestamptz END,
        coalesce(context, '{}'), CASE WHEN is_control THEN ${now}::timestamptz END, CASE WHEN is_control THEN 'control' END
      FROM may ORDER BY id, slot
      ON CONFLICT DO NOTHING
      RETURNING contact_id, slot, variant, left_at IS NOT NULL AS is_control
    )
    SELECT (may.position - 1)::integer AS place, entered.variant, entered.is_control
    FROM entered JOIN may ON may.id = entered.contact_id AND may.slot = entered.slot ORDER BY place`.execute(
    tx,
  )
  await countedMoves(
    tx,
    entered.map(({ variant, is_control }) => ({
      workspaceId,
      canvasId: id,
      version,
      step: "",
      outlet: is_control ? "" : "entered",
      reason: is_control ? "control" : "",
      variant,
    })),
    now,
  )
  if (entered.length > 0) wakeAfterCommit(canvasChannel, "")
  return entered.map(({ place }) => place)
}

/** Of `last`, the run before; of several entries at once only the first unless people may enter as often as they like. */
function mayEnter({ re_entry }: CanvasDefinition, now: Date): RawBuilder<boolean> {
  switch (re_entry.kind) {
    case "never":
      return sql`(last.slot IS NULL AND given.turn = 1)`
    case "after_exit":
      return sql`((last.slot IS NULL OR last.left_at IS NOT NULL) AND given.turn = 1)`
    case "after":
      return re_entry.seconds === 0
        ? sql`true`
        : sql`((last.slot IS NULL OR last.entered_at <= ${new Date(now.getTime() - re_entry.seconds * 1_000)}) AND given.turn = 1)`
  }
}

/** Canvases that send people to each other, or do what they are entered by, would have them enter for ever. */
const mostAnHour = 100
const isNoLoop = (
  canvasId: string,
  now: Date,
): RawBuilder<boolean> => sql`(coalesce(last.slot, 0) < ${mostAnHour - 1} OR (
  SELECT count(*) FROM canvas_runs AS r WHERE r.canvas_id = ${canvasId} AND r.contact_id = given.id
    AND r.entered_at > ${new Date(now.getTime() - 3_600_000)}) < ${mostAnHour})`

const spanMs = { hour: 3_600_000, day: 86_400_000 } as const

/** How many may enter still. Where there is a limit, those who have people enter wait for each other. */
async function roomToEnter(tx: Tx, { id, definition }: OpenCanvas, now: Date): Promise<number> {
  const { entry_limit: limit } = definition
  const all = 1_000_000
  if (limit === null) return all
  await sql`SELECT FROM canvases WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx)
  const span = limit.per === "canvas" ? undefined : spanMs[limit.per]
  const since = span === undefined ? new Date(0) : new Date(Math.floor(now.getTime() / span) * span)
  const { rows: counted } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM canvas_runs WHERE canvas_id = ${id} AND entered_at >= ${since} AND exit_reason IS DISTINCT FROM 'control'`.execute(
    tx,
  )
  return Math.max(0, Math.min(all, limit.count - (counted[0]?.n ?? 0)))
}
