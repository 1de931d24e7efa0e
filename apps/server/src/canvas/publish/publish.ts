/** Canvases that people enter, until they are stopped. */
import { type CanvasDefinition, canvasSchema, contentsIn, readCanvasDefinition } from "@parley/model"
import { below, classOfCampaign, policyOf, zoneOf } from "../../campaigns/index.ts"
import {
  classes,
  createContent,
  createSource,
  type Intent,
  type PriorityClass,
  pauseSource,
} from "../../messaging/index.ts"
import { jsonText, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { holdNamed } from "../../segments/index.ts"
import { canvasChannel } from "../channel.ts"
import { type Canvas, readCanvas } from "../definition/canvases.ts"
import { planEntries } from "../entry/scheduled.ts"
import { requireChecked } from "./problems.ts"
import { requireSecondMember } from "./second-member.ts"

interface Publishing {
  canvasId: string
  workspaceId: string
  now: Date
}

/**
 * Has people enter the canvas as it is now. Those who are in it go on by the version that they entered.
 * @throws Problem not_found; conflict when it is archived; not_sendable when it lacks something, with the first of what is wrong;
 *   invalid_request when it names what there is not
 */
export async function publishCanvas(tx: Tx, { canvasId, workspaceId, now }: Publishing): Promise<Canvas> {
  const row = tx.selectFrom("canvases").selectAll().where("id", "=", canvasId).forUpdate()
  const known = found(await row.executeTakeFirst(), "canvas")
  if (known.archived_at !== null)
    throw new Problem("conflict", "The canvas is archived.", {
      help: "Take it out of the archive first, by `archived: false`.",
    })
  const definition = readCanvasDefinition(known.definition)
  await requireChecked(tx, { workspaceId, now }, definition)
  await holdNamed(tx, workspaceId, definition.audience, "audience")
  const intents = await intentsOf(tx, { workspaceId, definition, now })
  await requireSecondMember(tx, { workspaceId, canvasId }, intents)
  const last = await tx
    .selectFrom("canvas_versions")
    .select("definition")
    .where("canvas_id", "=", canvasId)
    .where("version", "=", known.version)
    .executeTakeFirst()
  const isSame =
    last !== undefined && jsonText(readCanvasDefinition(last.definition)) === jsonText(definition)
  const version = isSame ? known.version : known.version + 1
  if (!isSame) {
    await tx
      .insertInto("canvas_versions")
      .values({
        canvas_id: canvasId,
        version,
        workspace_id: workspaceId,
        schema: canvasSchema,
        definition: jsonText(definition),
        made_at: now,
      })
      .execute()
    await createSources(tx, { canvasId, workspaceId, version, tags: known.tags, definition, now })
  }
  if (known.state === "stopped") await pauseSources(tx, canvasId, false)
  await tx
    .updateTable("canvases")
    .set({
      version,
      state: "active",
      is_listening: definition.entry.kind === "action",
      started_at: known.state === "active" ? known.started_at : now,
    })
    .where("id", "=", canvasId)
    .execute()
  await planEntries(tx, {
    canvasId,
    workspaceId,
    definition,
    isNew: known.state !== "active" || !isSame,
    now,
  })
  wakeAfterCommit(canvasChannel, "")
  return readCanvas(tx, canvasId)
}

/** What its messages are for. They are contents already where a version had them. */
async function intentsOf(
  tx: Tx,
  { workspaceId, definition, now }: { workspaceId: string; definition: CanvasDefinition; now: Date },
): Promise<Intent[]> {
  const { number_id: numberId } = definition
  if (numberId === null) return []
  const intents: Intent[] = []
  for (const { path, content } of contentsIn(definition)) {
    const { intent } = await below(path, () => createContent(tx, { workspaceId, numberId, now, content }))
    intents.push(intent)
  }
  return intents
}

/** One for each message of the version, whose counts are then those of the step. */
async function createSources(
  tx: Tx,
  of: Publishing & { version: number; tags: string[]; definition: CanvasDefinition },
): Promise<void> {
  const { canvasId, workspaceId, version, definition, now } = of
  const { number_id: numberId, controls } = definition
  if (numberId === null) return
  const zone = await zoneOf(tx, workspaceId)
  const policy = policyOf(
    of.tags,
    {
      controls: {
        ...controls,
        counts_when_ignoring_caps: false,
        most_recipients: null,
        re_eligibility: null,
        per_second: null,
      },
      optimized_delivery: true,
    },
    zone,
  )
  const placed = contentsIn(definition)
  const places = new Map<string, number>()
  // A canvas has some tens of messages at most, each made once for a version.
  for (const { stepId, path, content } of placed) {
    const made = await below(path, () => createContent(tx, { workspaceId, numberId, now, content }))
    const sourceId = await createSource(tx, {
      workspaceId,
      numberId,
      kind: "canvas_step",
      class: classOfStep(made.intent),
      contentIds: [made.id],
      policy,
      now,
    })
    const place = places.get(stepId) ?? 0
    places.set(stepId, place + 1)
    await tx
      .insertInto("canvas_sources")
      .values({
        source_id: sourceId,
        workspace_id: workspaceId,
        canvas_id: canvasId,
        version,
        step: stepId,
        content: place,
      })
      .execute()
  }
}

/** What is in free form answers somebody, as it goes only while their window is open. */
const classOfStep = (intent: Intent): PriorityClass =>
  intent === "service" ? classes.reply : classOfCampaign([intent])

/**
 * Nobody enters any more, and nothing of it is sent: people stay where they are, and leave when their step is over.
 * @throws Problem not_found; conflict when it is not active
 */
export async function stopCanvas(tx: Tx, { canvasId, now }: Publishing): Promise<Canvas> {
  const row = tx.selectFrom("canvases").select("state").where("id", "=", canvasId).forUpdate()
  const { state } = found(await row.executeTakeFirst(), "canvas")
  if (state !== "active")
    throw new Problem("conflict", "The canvas is not active.", { help: "Nobody enters it." })
  await pauseSources(tx, canvasId, true)
  await tx
    .updateTable("canvases")
    .set({ state: "stopped", is_listening: false, started_at: null, updated_at: now })
    .where("id", "=", canvasId)
    .execute()
  await sql`UPDATE canvas_entries SET ended_at = ${now} WHERE canvas_id = ${canvasId} AND ended_at IS NULL`.execute(
    tx,
  )
  return readCanvas(tx, canvasId)
}

/** As a whole, as each would be: some tens of rows. */
async function pauseSources(tx: Tx, canvasId: string, isPaused: boolean): Promise<void> {
  const sources = await tx
    .selectFrom("canvas_sources")
    .select("source_id")
    .where("canvas_id", "=", canvasId)
    .orderBy("source_id")
    .execute()
  for (const { source_id } of sources) await pauseSource(tx, source_id, isPaused)
}
