/** Which canvases use something that is about to change. */
import { useOf } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"

async function canvasesThatUse(tx: Tx, use: string): Promise<{ kind: "canvas"; id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM canvases WHERE uses @> ARRAY[${use}]::text[] AND archived_at IS NULL
    ORDER BY id DESC LIMIT 100`.execute(tx)
  return rows.map((row) => ({ kind: "canvas", ...row }))
}

export const canvasesWithBlock = (tx: Tx, name: string) => canvasesThatUse(tx, useOf("content_block", name))

export const canvasesWithFile = (tx: Tx, id: string) => canvasesThatUse(tx, useOf("media_file", id))

export const canvasesWithSegment = async (tx: Tx, id: string) =>
  (await canvasesThatUse(tx, useOf("segment", id))).map((canvas) => ({ ...canvas, is_blocking: true }))

/** Canvases that send a template. */
export async function canvasesOfTemplate(tx: Tx, templateId: string) {
  const canvases = await canvasesThatUse(tx, useOf("template", templateId))
  return { canvases: canvases.map(({ id, name }) => ({ id, name })) }
}

/** The segments that somebody in a canvas, or about to enter, may enter or leave. */
export async function segmentsThatDrive(tx: Tx) {
  const { rows } = await sql<{ workspace_id: string; segment_id: string; id: string; name: string }>`
    SELECT DISTINCT c.workspace_id, named #>> '{}' AS segment_id, c.id, c.name
    FROM canvases AS c JOIN canvas_versions AS v ON v.canvas_id = c.id
      AND (v.version = c.version OR EXISTS (SELECT FROM canvas_runs AS r
        WHERE r.canvas_id = c.id AND r.version = v.version AND r.left_at IS NULL))
    CROSS JOIN jsonb_path_query(v.definition, '$.**.triggers[*].segment_id') AS named
    WHERE c.state <> 'draft'`.execute(tx)
  return rows.map((row) => ({ kind: "canvas", ...row }))
}
