import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Canvases by name. */
export function searchCanvases(tx: Tx, search: Search): Promise<Hit[]> {
  const canvases = sql`SELECT id, name AS title, NULL AS detail, ARRAY[name] AS names FROM canvases`
  return bestFitting(tx, canvases, search)
}

/** The canvas of each source that is a step's, by name. */
export async function namesOfSteps(
  tx: Tx,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT s.source_id AS id, c.name FROM canvas_sources AS s JOIN canvases AS c ON c.id = s.canvas_id
    WHERE s.source_id = ANY(${sourceIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
