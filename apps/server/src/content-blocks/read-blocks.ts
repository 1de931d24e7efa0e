import { mostNested } from "@parley/model"
import { sql, type Tx } from "../platform/database/index.ts"

/** Contents of blocks by name. */
export type Blocks = ReadonlyMap<string, string>

export const noBlocks: Blocks = new Map()

/** Blocks with these names and those that are in them, in one statement; none where no name is given. A draft is not among them. */
export async function readBlocks(tx: Tx, names: readonly string[]): Promise<Blocks> {
  if (names.length === 0) return noBlocks
  const { rows } = await sql<{ name: string; content: string }>`
    WITH RECURSIVE named (name, depth) AS (
      SELECT unnest(${[...new Set(names)]}::text[]), 1
      UNION
      SELECT unnest(b.named_blocks), depth + 1 FROM named JOIN content_blocks AS b ON b.name = named.name
      WHERE depth <= ${mostNested}
    )
    SELECT name, content FROM content_blocks WHERE state = 'active' AND name IN (SELECT name FROM named)`.execute(
    tx,
  )
  return new Map(rows.map(({ name, content }) => [name, content]))
}
