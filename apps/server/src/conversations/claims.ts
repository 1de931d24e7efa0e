/** One answer to a message: what answers an inbound message first has it for itself. */
import { rows, sql, type Tx } from "../platform/database/index.ts"

export interface InboundClaim {
  inboundMessageId: string
  workspaceId: string
  /** What answers it: `canvas_run:0199…`, `campaign:0199…`. */
  by: string
}

/** Who claimed one first keeps it. */
export async function claimInbound(tx: Tx, claims: readonly InboundClaim[], now: Date): Promise<void> {
  if (claims.length === 0) return
  await sql`
    INSERT INTO inbound_claims (inbound_message_id, workspace_id, claimed_by, claimed_at)
    SELECT inbound_message_id, workspace_id, by, ${now}
    FROM ${rows("claim", claims, { inboundMessageId: "uuid", workspaceId: "uuid", by: "text" })} ORDER BY inbound_message_id
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** What claimed each of these messages; of those that nothing did, none. */
export async function inboundClaims(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; claimed_by: string }>`
    SELECT inbound_message_id AS id, claimed_by FROM inbound_claims WHERE inbound_message_id = ANY(${ids}::uuid[])`.execute(
    tx,
  )
  return new Map(found.map(({ id, claimed_by }) => [id, claimed_by]))
}

/** So long a batch of messages may be heard again. */
const keptMs = 7 * 86_400_000

/** @returns how many were forgotten */
export async function forgetClaims(tx: Tx, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM inbound_claims WHERE claimed_at < ${new Date(now.getTime() - keptMs)}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
