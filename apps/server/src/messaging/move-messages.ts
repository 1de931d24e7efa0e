import { rows, sql, type Tx } from "../platform/database/index.ts"

/**
 * Moves the messages of contacts that prove to be others, so that a person gets one message of a launch at most. Of several
 * rows of a launch in the outbox the one that is on its way or may have arrived stays, else the oldest, or none where a
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
    WITH waiting AS MATERIALIZED (
      SELECT o.id, o.launch_id, o.state, coalesce(pair.into, o.contact_id) AS contact_id
      FROM outbox o LEFT JOIN ${merged} ON pair.from = o.contact_id
      WHERE o.workspace_id = ${workspaceId} AND o.contact_id = ANY(${people}::uuid[])
      ORDER BY o.id FOR UPDATE OF o
    ), ranked AS (
      SELECT id, state, row_number() OVER (PARTITION BY launch_id, contact_id ORDER BY state = 'due', id) > 1
        OR EXISTS (
          SELECT FROM messages m LEFT JOIN ${merged} ON pair.from = m.contact_id
          WHERE m.contact_id = ANY(${people}::uuid[]) AND coalesce(pair.into, m.contact_id) = waiting.contact_id
            AND m.launch_id = waiting.launch_id AND ${wentOut}
        ) AS is_duplicate
      FROM waiting WHERE launch_id IS NOT NULL
    ), duplicate AS (
      SELECT id FROM ranked WHERE is_duplicate AND state = 'due'
    ), moved AS (
      UPDATE outbox SET contact_id = waiting.contact_id FROM waiting
      WHERE outbox.id = waiting.id AND outbox.contact_id <> waiting.contact_id
        AND waiting.id NOT IN (SELECT id FROM duplicate)
    ), gone AS (
      DELETE FROM outbox USING duplicate WHERE outbox.id = duplicate.id RETURNING outbox.*
    ), history AS (
      INSERT INTO messages (id, workspace_id, number_id, contact_id, content_id, launch_id, variables, status, reason,
        attempts, decided_at)
      SELECT gone.id, workspace_id, number_id, waiting.contact_id, content_id, gone.launch_id, variables, 'dropped', 'duplicate',
        attempts, ${now}::timestamptz
      FROM gone JOIN waiting USING (id)
      RETURNING launch_id, workspace_id
    )
    INSERT INTO launch_counts (launch_id, stage, reason, workspace_id, count)
    SELECT launch_id, stage, reason, workspace_id, count(*)
    FROM history CROSS JOIN (VALUES ('decided', ''), ('dropped', 'duplicate')) AS reached (stage, reason)
    GROUP BY launch_id, stage, reason, workspace_id
    ORDER BY launch_id, stage, reason
    ON CONFLICT (launch_id, stage, reason) DO UPDATE SET count = launch_counts.count + excluded.count`.execute(
    tx,
  )
  await sql`UPDATE messages m SET contact_id = pair.into FROM ${merged} WHERE m.contact_id = pair.from AND m.workspace_id = ${workspaceId}`.execute(
    tx,
  )
}

/** The person has it, or may have. */
const wentOut = sql`m.status NOT IN ('dropped', 'failed')`
