import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"

/** A source and all that send parts of it once more. */
const treeOf = (sourceId: string) => sql`ARRAY(
  WITH RECURSIVE tree AS (
    SELECT id FROM sources WHERE id = ${sourceId}
    UNION ALL SELECT sources.id FROM sources JOIN tree ON sources.parent_id = tree.id
  ) SELECT id FROM tree)`

/** Of messages `m`: the person has it, or may have it although it was canceled. */
const mayBeThere = sql`(m.status NOT IN ('failed', 'dropped') OR m.reason = 'canceled_in_doubt')`

/**
 * A condition on `contacts`, by what a source came to for them, with whatever was sent once more.
 * @param what `failed`: each of their messages failed. `unsent`: none was sent. In both cases none waits
 */
export function outcomeCondition(sourceId: string, what: "failed" | "unsent"): RawBuilder<boolean> {
  const tree = treeOf(sourceId)
  const has = (statuses: RawBuilder<unknown>) =>
    sql`EXISTS (SELECT FROM messages AS m WHERE m.contact_id = contacts.id AND m.source_id = ANY(${tree}) AND ${statuses})`
  const waits = sql`EXISTS (SELECT FROM outbox AS o WHERE o.contact_id = contacts.id AND o.source_id = ANY(${tree}))`
  return what === "failed"
    ? sql<boolean>`(${has(sql`m.status = 'failed'`)} AND NOT ${has(mayBeThere)} AND NOT ${waits})`
    : sql<boolean>`(NOT ${has(sql`(m.status = 'failed' OR ${mayBeThere})`)} AND NOT ${waits})`
}

/**
 * Whether people are being brought into a source that sends once more what this one did not: who they are is known when all of
 * them are in the outbox. Others who ask wait until the end of the transaction.
 */
export async function isBeingRepeated(tx: Tx, sourceId: string): Promise<boolean> {
  await sql`SELECT FROM sources WHERE id = ${sourceId} FOR UPDATE`.execute(tx)
  const { rows: open } = await sql`
    SELECT FROM sources WHERE parent_id = ${sourceId} AND NOT is_late_retry AND filled_at IS NULL AND state <> 'canceled'
  `.execute(tx)
  return open.length > 0
}
