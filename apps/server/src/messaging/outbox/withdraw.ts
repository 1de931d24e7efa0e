import { sql, type Tx } from "../../platform/database/index.ts"

/**
 * Messages that are not wanted any more, one by one: what still waits in the outbox expires now. What a lane has in hand may go.
 * Those of a whole source: `cancelSource`.
 */
export async function withdrawMessages(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`
    UPDATE outbox SET expires_at = least(expires_at, ${now}), send_after = least(send_after, ${now})
    WHERE id = ANY(${ids}::uuid[]) AND state = 'due' AND claim IS NULL`.execute(tx)
}
