import { rows, sql, type Tx } from "../platform/database/index.ts"
import { countedAsDecided, leave, noWay } from "./outbox/settle.ts"

/**
 * Moves the messages of contacts that prove to be others, so that a person gets one message of a source at most. Of several
 * rows of a source in the outbox the one that is on its way or may have arrived stays, else the oldest, or none where a
 * message has been sent; the others are dropped with the reason `duplicate`. Two that are both on their way cannot be called
 * back.
 * The messages of history are moved after it: what needs locks of both takes those of the outbox first.
 */
export async function moveMessages(
  tx: Tx,
  {
    workspaceId,
    pairs,
    now,
  }: { workspaceId: string; pairs: readonly { from: string; into: string }[]; now: Date },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  const people = [...new Set(pairs.flatMap((pair) => [pair.from, pair.into]))]

  await sql`
    INSERT INTO recipients (source_id, contact_id, workspace_id, variant, is_control)
    SELECT DISTINCT ON (r.source_id, pair.into) r.source_id, pair.into, r.workspace_id, r.variant, r.is_control
    FROM recipients r JOIN ${merged} ON pair.from = r.contact_id WHERE r.workspace_id = ${workspaceId}
    ORDER BY r.source_id, pair.into
    ON CONFLICT DO NOTHING`.execute(tx)
  await sql`
    INSERT INTO suppressed_recipients (source_id, contact_id, workspace_id, reason, suppressed_at)
    SELECT DISTINCT ON (r.source_id, pair.into) r.source_id, pair.into, r.workspace_id, r.reason, r.suppressed_at
    FROM suppressed_recipients r JOIN ${merged} ON pair.from = r.contact_id WHERE r.workspace_id = ${workspaceId}
    ORDER BY r.source_id, pair.into
    ON CONFLICT DO NOTHING`.execute(tx)
  await sql`
    DELETE FROM suppressed_recipients r USING ${merged} WHERE r.contact_id = pair.from AND r.workspace_id = ${workspaceId}
  `.execute(tx)
  await sql`DELETE FROM recipients r USING ${merged} WHERE r.contact_id = pair.from AND r.workspace_id = ${workspaceId}`.execute(
    tx,
  )
  await sql`
    WITH waiting AS MATERIALIZED (
      SELECT o.id, o.source_id, o.state, o.claim, coalesce(pair.into, o.contact_id) AS contact_id
      FROM outbox o LEFT JOIN ${merged} ON pair.from = o.contact_id
      WHERE o.workspace_id = ${workspaceId} AND o.contact_id = ANY(${people}::uuid[])
      ORDER BY o.id FOR UPDATE OF o
    ), ranked AS (
      SELECT id, row_number() OVER (PARTITION BY waiting.source_id, contact_id ORDER BY ${waits}, id) > 1
        OR EXISTS (
          SELECT FROM messages m LEFT JOIN ${merged} ON pair.from = m.contact_id
          WHERE m.contact_id = ANY(${people}::uuid[]) AND coalesce(pair.into, m.contact_id) = waiting.contact_id
            AND m.source_id = waiting.source_id AND ${wentOut}
        ) AS is_duplicate, ${waits} AS waits
      FROM waiting WHERE EXISTS (SELECT FROM recipients r WHERE r.source_id = waiting.source_id AND r.contact_id = waiting.contact_id)
    ), duplicate AS (
      SELECT id FROM ranked WHERE is_duplicate AND waits
    ), moved AS (
      UPDATE outbox SET contact_id = waiting.contact_id FROM waiting
      WHERE outbox.id = waiting.id AND outbox.contact_id <> waiting.contact_id
        AND waiting.id NOT IN (SELECT id FROM duplicate)
    ), ${leave({
      which: sql`SELECT id FROM duplicate`,
      as: sql`SELECT gone.*, content_id AS said, 'dropped'::message_status AS status, 'duplicate' AS reason, NULL AS detail, NULL AS wamid, ${noWay} FROM gone`,
      now,
    })}
    ${countedAsDecided}`.execute(tx)
  await sql`UPDATE messages m SET contact_id = pair.into FROM ${merged} WHERE m.contact_id = pair.from AND m.workspace_id = ${workspaceId}`.execute(
    tx,
  )
}

/** Nothing of it is on its way. */
const waits = sql`(state = 'due' AND claim IS NULL)`
/** The person has it, or may have. */
const wentOut = sql`m.status NOT IN ('dropped', 'failed')`
