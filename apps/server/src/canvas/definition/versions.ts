import { type CanvasDefinition, readCanvasDefinition } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"

interface PublishedVersion {
  version: number
  definition: CanvasDefinition
  made_at: Date
  under_way: number
}

/** What a canvas was each time that it was published, the newest first. @throws Problem not_found */
export async function listVersions(tx: Tx, canvasId: string): Promise<PublishedVersion[]> {
  found(await tx.selectFrom("canvases").select("id").where("id", "=", canvasId).executeTakeFirst(), "canvas")
  const { rows } = await sql<Omit<PublishedVersion, "definition"> & { definition: unknown }>`
    SELECT version, definition, made_at,
      (SELECT count(*) FROM canvas_runs AS r WHERE r.canvas_id = v.canvas_id AND r.version = v.version AND r.left_at IS NULL) AS under_way
    FROM canvas_versions AS v WHERE canvas_id = ${canvasId} ORDER BY version DESC LIMIT 100`.execute(tx)
  return rows.map((row) => ({ ...row, definition: readCanvasDefinition(row.definition) }))
}
