import type { ContentBlockUse } from "../../content-blocks/index.ts"
import type { MediaFileUse } from "../../media/index.ts"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"

/** A message that waits and shows a file of the media library; campaigns are told by their own room. */
export async function messagesWithFile(tx: Tx, id: string): Promise<MediaFileUse[]> {
  return waitingWith(tx, sql`named_files @> ARRAY[${id}]::uuid[]`)
}

/** A message that waits with a content block in it; campaigns are told by their own room. */
export async function messagesWithBlock(tx: Tx, name: string): Promise<ContentBlockUse[]> {
  return waitingWith(tx, sql`named_blocks @> ARRAY[${name}]::text[]`)
}

async function waitingWith(
  tx: Tx,
  condition: RawBuilder<unknown>,
): Promise<{ kind: "message"; id: string; name: null }[]> {
  const { rows } = await sql<{ id: string }>`
    WITH content AS (SELECT id FROM contents WHERE ${condition})
    (SELECT outbox.id FROM outbox JOIN content ON content.id = outbox.content_id LIMIT 1)
    UNION ALL
    (SELECT sources.id FROM sources JOIN source_variants ON source_id = sources.id
      JOIN content ON content.id = source_variants.content_id WHERE ended_at IS NULL LIMIT 1)
    LIMIT 1`.execute(tx)
  return rows.map(({ id }) => ({ kind: "message", id, name: null }))
}
