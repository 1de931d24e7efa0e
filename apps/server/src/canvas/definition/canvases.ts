/** Canvases as they are written: drafts, and what is published next. */
import {
  type CanvasDefinition,
  canvasDefinition,
  canvasMembers,
  canvasSchema,
  newCanvasDefinition,
  readCanvasDefinition,
  usesOfCanvas,
} from "@parley/model"
import { z } from "zod"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { checkDefinition } from "./check-definition.ts"

export const canvasStates = ["draft", "active", "stopped"] as const

const name = z.string().trim().min(1).max(200)
const tags = z
  .array(z.string().trim().min(1).max(50))
  .max(20)
  .transform((list) => [...new Set(list)])
  .describe("A suppression list may allow canvases that have one of its tags")
const folder = z.string().trim().min(1).max(100).nullable()

export const canvas = z
  .object({
    id: fields.id,
    name: z.string(),
    tags: z.array(z.string()),
    folder: z.string().nullable(),
    ...canvasDefinition.shape,
    state: z
      .enum(canvasStates)
      .describe("draft: never published; active: people enter and move on; stopped: nobody does"),
    started_at: fields.timestamp.nullable().describe("Since when it is active"),
    version: z.int().describe("The one that people enter; 0: none was published"),
    archived_at: fields.timestamp.nullable(),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "Canvas" })
export type Canvas = z.output<typeof canvas>

export const canvasDraft = newCanvasDefinition
  .extend({ name, tags: tags.default([]), folder: folder.default(null) })
  .meta({ id: "NewCanvas" })

export const canvasChange = z
  .strictObject({
    ...z.strictObject(canvasMembers).partial().shape,
    name: name.optional(),
    tags: tags.optional(),
    folder: folder.optional(),
    archived: z.boolean().optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "CanvasChange" })

interface Scope {
  workspaceId: string
  now: Date
}

/** @throws Problem invalid_request naming the field that is wrong, or names what there is not; not_found */
export async function createCanvas(
  tx: Tx,
  scope: Scope,
  { name, tags, folder, ...definition }: z.output<typeof canvasDraft>,
): Promise<Canvas> {
  await checkDefinition(tx, scope, definition)
  const { id } = await tx
    .insertInto("canvases")
    .values({
      workspace_id: scope.workspaceId,
      name,
      tags,
      folder,
      ...written(definition),
      created_at: scope.now,
      updated_at: scope.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return readCanvas(tx, id)
}

/** Who the transaction is for. */
const actor = sql<string | null>`nullif(current_setting('parley.actor', true), '')`

const written = (definition: CanvasDefinition) => ({
  definition: jsonText(definition),
  number_id: definition.number_id,
  schema: canvasSchema,
  uses: usesOfCanvas(definition),
  edited_by: actor,
})

/**
 * Changes what is published next, its name or where it is kept. People in it go on by the version that they entered.
 * @throws Problem not_found; conflict when someone else changed it, it is archived, or is active and to be archived; what {@link createCanvas} throws
 */
export async function changeCanvas(
  tx: Tx,
  scope: Scope & { id: string },
  { revision, archived, name, tags, folder, ...change }: z.output<typeof canvasChange>,
): Promise<Canvas> {
  const { id, now } = scope
  const row = tx.selectFrom("canvases").selectAll().where("id", "=", id).forUpdate()
  const known = found(await row.executeTakeFirst(), "canvas")
  requireRevision(known, revision, "canvas")
  if (known.archived_at !== null && archived !== false) {
    throw new Problem("conflict", "The canvas is archived.", {
      help: "Take it out of the archive first, by `archived: false`.",
    })
  }
  if (archived === true && known.state === "active")
    throw new Problem("conflict", "The canvas is active.", { help: "Stop it first." })
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const isChanged = Object.keys(said).length > 0
  const definition: CanvasDefinition = { ...readCanvasDefinition(known.definition), ...said }
  if (isChanged) await checkDefinition(tx, scope, definition)
  await tx
    .updateTable("canvases")
    .set({
      ...(name !== undefined && { name }),
      ...(tags !== undefined && { tags }),
      ...(folder !== undefined && { folder }),
      ...(isChanged && written(definition)),
      ...(archived !== undefined && { archived_at: archived ? now : null }),
      updated_at: now,
    })
    .where("id", "=", id)
    .execute()
  return readCanvas(tx, id)
}

/** A copy of its own, as a draft. @throws Problem not_found */
export async function duplicateCanvas(
  tx: Tx,
  { id, name, now }: { id: string; name?: string | undefined; now: Date },
): Promise<Canvas> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO canvases (workspace_id, name, tags, folder, number_id, definition, schema, uses, edited_by, created_at, updated_at)
    SELECT workspace_id, coalesce(${name ?? null}::text, left(name, 193) || ' (copy)'), tags, folder, number_id, definition, schema,
      uses, ${actor}, ${now}, ${now}
    FROM canvases WHERE id = ${id} RETURNING id`.execute(tx)
  return readCanvas(tx, found(rows[0], "canvas").id)
}

/** @throws Problem not_found */
export async function readCanvas(tx: Tx, id: string): Promise<Canvas> {
  const row = await tx.selectFrom("canvases").selectAll().where("id", "=", id).executeTakeFirst()
  return asCanvas(found(row, "canvas"))
}

type Row = Omit<Canvas, keyof CanvasDefinition | "state"> & { state: string; definition: unknown }

export const asCanvas = ({ id, name, state, definition, ...row }: Row): Canvas => ({
  id,
  name,
  tags: row.tags,
  folder: row.folder,
  ...readCanvasDefinition(definition),
  state: canvas.shape.state.parse(state),
  started_at: row.started_at,
  version: row.version,
  archived_at: row.archived_at,
  created_at: row.created_at,
  updated_at: row.updated_at,
  revision: row.revision,
})
