import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Segments by name and tag. */
export function searchSegments(tx: Tx, search: Search): Promise<Hit[]> {
  const segments = sql`SELECT id, name AS title, description AS detail, ARRAY[name] || tags AS names FROM segments WHERE archived_at IS NULL`
  return bestFitting(tx, segments, search)
}
