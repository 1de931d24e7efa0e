import {
  type CanvasDefinition,
  type CanvasStep,
  contentsOf,
  outletsOf,
  readCanvasDefinition,
  type StepKindName,
  stepAfter,
  stepsById,
} from "@parley/model"
import { changeCanvas, duplicateCanvas } from "../../canvas/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { describingContents } from "../messaging/describe-contents.ts"
import { readCopy, readListing } from "../messaging/listing.ts"
import { readFlag } from "../messaging/recipients.ts"
import { noCanvas, readCanvasId } from "./canvas-send.ts"

const listCanvases: Endpoint = {
  method: "GET",
  path: "/canvas/list",
  permission: "canvases:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const { direction, after, isWithArchived, most, offset } = readListing(input)
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<{ id: string; name: string; tags: string[]; updated_at: Date }>`
        SELECT id, name, tags, updated_at FROM canvases
        WHERE workspace_id = ${workspaceId} AND (archived_at IS NULL OR ${isWithArchived}) AND updated_at > ${after}
        ORDER BY id ${sql.raw(direction)} LIMIT ${most} OFFSET ${offset}`.execute(tx),
    )
    const canvases = rows.map(({ id, name, tags, updated_at }) => ({
      id,
      last_edited: updated_at.toISOString(),
      name,
      tags,
    }))
    return { body: { message: "success", canvases } }
  },
}

const canvasDetails: Endpoint = {
  method: "GET",
  path: "/canvas/details",
  permission: "canvases:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const id = readCanvasId(input.canvas_id)
    const isOfDraft = readFlag(input.post_launch_draft_version)
    const body = await platform.db.workspace(workspaceId, (tx) =>
      describeCanvas(tx, workspaceId, { id, isOfDraft }),
    )
    return { body: { message: "success", ...body } }
  },
}

interface Row {
  name: string
  state: string
  tags: string[]
  definition: unknown
  /** The version that people enter. */
  launched: unknown
  created_at: Date
  updated_at: Date
  archived_at: Date | null
  first_at: Date | null
  last_at: Date | null
}

const scheduleTypes: Readonly<Record<CanvasDefinition["entry"]["kind"], string>> = {
  once: "time_based",
  recurring: "time_based",
  action: "action_based",
  api: "api_triggered",
}

/**
 * A canvas as it was published last, or as it is written now.
 * @throws Fatal 400
 */
async function describeCanvas(
  tx: Tx,
  workspaceId: string,
  { id, isOfDraft }: { id: string; isOfDraft: boolean },
) {
  const entered = (order: "ASC" | "DESC") =>
    sql`(SELECT entered_at FROM canvas_runs WHERE canvas_id = c.id ORDER BY id ${sql.raw(order)} LIMIT 1)`
  const { rows } = await sql<Row>`
    SELECT c.name, c.state, c.tags, c.definition, v.definition AS launched, c.created_at, c.updated_at, c.archived_at,
      ${entered("ASC")} AS first_at, ${entered("DESC")} AS last_at
    FROM canvases AS c LEFT JOIN canvas_versions AS v ON v.canvas_id = c.id AND v.version = c.version
    WHERE c.workspace_id = ${workspaceId} AND c.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw noCanvas()
  const written = readCanvasDefinition(row.definition)
  const launched = row.launched === null ? undefined : readCanvasDefinition(row.launched)
  const shown = isOfDraft ? written : (launched ?? written)
  return {
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    name: row.name,
    description: "",
    archived: row.archived_at !== null,
    draft: row.state === "draft",
    enabled: row.state === "active",
    has_post_launch_draft: launched !== undefined && JSON.stringify(launched) !== JSON.stringify(written),
    schedule_type: scheduleTypes[shown.entry.kind],
    first_entry: row.first_at?.toISOString() ?? null,
    last_entry: row.last_at?.toISOString() ?? null,
    channels: [...new Set(shown.steps.flatMap(channelsOf))],
    variants: shown.variants.map(({ id, name, first }) => ({
      name,
      id,
      first_step_ids: first === null ? [] : [first],
      ...(first !== null && { first_step_id: first }),
    })),
    tags: row.tags,
    teams: [],
    steps: await describeSteps(tx, shown),
  }
}

/** What Braze calls those that it has, too. */
const typeNames: Partial<Record<StepKindName, string>> = { decision: "decision_split", webhook: "message" }

const channelsOf = (step: CanvasStep): string[] =>
  step.kind === "webhook" ? ["webhook"] : contentsOf(step).length > 0 ? ["whats_app"] : []

async function describeSteps(tx: Tx, definition: CanvasDefinition) {
  const { steps, number_id: numberId } = definition
  const known = stepsById(definition)
  const contents = steps.flatMap((step) => contentsOf(step).map(({ content }) => content))
  const describe = await describingContents(tx, numberId, contents)
  return steps.map((step) => {
    const next_paths = outletsOf(step).flatMap(({ id, name }) => {
      const after = stepAfter(known, step, id)
      return after === undefined ? [] : [{ name: name ?? pathNames[id] ?? id, next_step_id: after.id }]
    })
    return {
      name: step.name,
      type: typeNames[step.kind] ?? step.kind,
      id: step.id,
      next_step_ids: [...new Set(next_paths.map(({ next_step_id }) => next_step_id))],
      next_paths: next_paths.map((path) => (path.name === "next" ? { ...path, name: null } : path)),
      channels: channelsOf(step),
      messages: Object.fromEntries(
        contentsOf(step).map(({ content }, place) => [
          place === 0 ? step.id : `${step.id}_${place + 1}`,
          describe(content),
        ]),
      ),
    }
  })
}

/** Of ways out that are called by nobody. */
const pathNames: Readonly<Record<string, string>> = { yes: "Yes", no: "No", else: "Everyone Else" }

const copyCanvas: Endpoint = {
  method: "POST",
  path: "/canvas/duplicate",
  permission: "canvases:write",
  limit: "duplicate",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const id = readCanvasId(input.canvas_id)
    const { name, tags } = readCopy(input)
    await platform.db.workspace(workspaceId, async (tx) => {
      try {
        const copy = await duplicateCanvas(tx, { id, name, now })
        if (tags) await changeCanvas(tx, { id: copy.id, workspaceId, now }, { tags })
      } catch (error) {
        if (error instanceof Problem && error.code === "not_found") throw noCanvas()
        throw error
      }
    })
    return { status: 202, body: { message: "success" } }
  },
}

export const canvasEndpoints: readonly Endpoint[] = [listCanvases, canvasDetails, copyCanvas]
