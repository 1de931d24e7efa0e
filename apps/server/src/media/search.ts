import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Files of the library by name. */
export function searchFiles(tx: Tx, search: Search): Promise<Hit[]> {
  const files = sql`SELECT id, name AS title, kind AS detail, ARRAY[name] AS names FROM media_files`
  return bestFitting(tx, files, search)
}
