/** The whole audience of a canvas enters, because a request says so. */
import type { Filter } from "@parley/model"
import { v7 } from "uuid"
import { type LocalTime, lateMs, planSlices } from "../../campaigns/index.ts"
import { jsonText, rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { holdNamed } from "../../segments/index.ts"
import { canvasChannel } from "../channel.ts"
import { contextFor, narrowed } from "./by-api.ts"
import type { OpenCanvas } from "./enter.ts"

interface Broadcast {
  /** Only those of the audience who match it as well. */
  among?: Filter | undefined
  context: Readonly<Record<string, unknown>>
  /** By the clock of each contact; now where there is none. Where it is more than an hour past, nobody of that clock enters. */
  local?: LocalTime | undefined
  now: Date
}

/**
 * Plans that everybody of the audience enters: workers bring them in, part by part.
 * @throws Problem invalid_request where the context or the filter does not fit
 */
export async function broadcast(
  tx: Tx,
  canvas: OpenCanvas,
  { among, context: given, local, now }: Broadcast,
): Promise<void> {
  const { id, workspaceId } = canvas
  const context = contextFor(canvas, { ofAll: given, field: "context" })
  if (among) await holdNamed(tx, workspaceId, narrowed(canvas, among).definition.audience, "audience")
  const parts =
    local === undefined
      ? [{ dueAt: now, zones: [], isOfOthers: true }]
      : await partsByClock(tx, workspaceId, { local, now })
  await sql`
    INSERT INTO canvas_entries (canvas_id, due_at, workspace_id, broadcast_id, audience, context, zones, is_of_others)
    SELECT ${id}, due_at, ${workspaceId}, ${v7()}::uuid, ${among === undefined ? null : jsonText(among)}::jsonb, ${jsonText(context)}::jsonb,
      ARRAY(SELECT jsonb_array_elements_text(zones)), is_of_others
    FROM ${rows("part", parts, { dueAt: "timestamptz", zones: "jsonb", isOfOthers: "boolean" })}`.execute(tx)
  wakeAfterCommit(canvasChannel, "")
}

interface Part {
  dueAt: Date
  /** Of a part that is of others, the zones of all the other parts. */
  zones: string[]
  isOfOthers: boolean
}

/** One for each instant at which clocks show the time. Who has no zone, or one that is not known, goes by the workspace's. */
async function partsByClock(
  tx: Tx,
  workspaceId: string,
  { local, now }: { local: LocalTime; now: Date },
): Promise<Part[]> {
  const { slices } = await planSlices(tx, workspaceId, local)
  const elsewhere = slices.filter(({ isOwn }) => !isOwn).flatMap(({ zones }) => zones)
  return slices
    .filter(({ dueAt }) => dueAt.getTime() >= now.getTime() - lateMs)
    .map(({ dueAt, zones, isOwn }) => ({ dueAt, zones: isOwn ? elsewhere : zones, isOfOthers: isOwn }))
}
