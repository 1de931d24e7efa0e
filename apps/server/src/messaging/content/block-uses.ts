import type { ContentBlockUse } from "../../content-blocks/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** A message that waits with a content block in it; campaigns are told by their own room. */
export async function messagesWithBlock(tx: Tx, name: string): Promise<ContentBlockUse[]> {
  const { rows } = await sql<{ id: string }>`
    WITH content AS (SELECT id FROM contents WHERE named_blocks @> ARRAY[${name}]::text[])
    (SELECT outbox.id FROM outbox JOIN content ON content.id = outbox.content_id LIMIT 1)
    UNION ALL
    (SELECT sources.id FROM sources JOIN source_variants ON source_id = sources.id
      JOIN content ON content.id = source_variants.content_id WHERE ended_at IS NULL LIMIT 1)
    LIMIT 1`.execute(tx)
  return rows.map(({ id }) => ({ kind: "message", id, name: null }))
}
