import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Content blocks by name and tag. */
export function searchBlocks(tx: Tx, search: Search): Promise<Hit[]> {
  const blocks = sql`SELECT id, name AS title, description AS detail, ARRAY[name] || tags AS names FROM content_blocks`
  return bestFitting(tx, blocks, search)
}
