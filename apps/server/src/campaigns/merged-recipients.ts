import { rows, sql, type Tx } from "../platform/database/index.ts"

/**
 * Remembers in each launch that is still bringing its audience in which contacts it has reached under another id. Without it
 * a contact `into` that comes later in the audience than `from` would be brought in a second time.
 */
export async function keepReached(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  // Before the rows of the outbox are locked, as expanding and canceling a launch lock in this order.
  await sql`
    UPDATE launches SET reached = reached || contacts
    FROM (
      SELECT l.id, array_agg(pair.into) AS contacts
      FROM ${merged} JOIN launches l ON l.workspace_id = ${workspaceId} AND l.state IN ('scheduled', 'expanding')
        AND pair.into > l.after_contact
      WHERE EXISTS (SELECT FROM outbox o WHERE o.contact_id = pair.from AND o.launch_id = l.id)
        OR EXISTS (SELECT FROM messages m WHERE m.contact_id = pair.from AND m.launch_id = l.id AND m.status NOT IN ('dropped', 'failed'))
      GROUP BY l.id
    ) AS early
    WHERE launches.id = early.id`.execute(tx)
}
