import { randomBytes } from "node:crypto"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { testKind } from "../kinds.ts"
import { endsAfterMs } from "./retry.ts"
import { sendOne } from "./send.ts"

/** In one request: what takes a few seconds to write. */
const mostReplayed = 50_000

const again = (now: Date) => sql`state = 'waiting', tries = 0, due_at = ${now},
  ends_at = ${new Date(now.getTime() + endsAfterMs)}, delivered_at = NULL`

/** Sends one again, whatever came of it. */
export async function replay(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE webhook_deliveries SET ${again(now)} WHERE id = ${id}`.execute(tx)
}

/** Sends again what an endpoint did not get, the oldest first. */
export async function replayFailed(
  tx: Tx,
  { endpointId, since, now }: { endpointId: string; since: Date | undefined; now: Date },
): Promise<{ deliveries: number; may_be_more: boolean }> {
  const from = since === undefined ? sql`true` : sql`d.id >= uuidv7_floor(${since})`
  const { numAffectedRows } = await sql`
    UPDATE webhook_deliveries SET ${again(now)} WHERE state = 'failed' AND id = ANY(ARRAY(
      SELECT d.id FROM webhook_deliveries AS d JOIN webhook_events AS e ON e.id = d.event_id
      WHERE d.endpoint_id = ${endpointId} AND d.state = 'failed' AND e.kind <> ${testKind} AND ${from}
      ORDER BY d.id LIMIT ${mostReplayed}))`.execute(tx)
  const deliveries = Number(numAffectedRows ?? 0)
  return { deliveries, may_be_more: deliveries === mostReplayed }
}

/** Tells an endpoint something that did not happen, once, and keeps what came of it. @returns the delivery's id */
export async function tryEndpoint(
  platform: Platform,
  { workspaceId, endpointId }: { workspaceId: string; endpointId: string },
): Promise<string> {
  const { db, clock } = platform
  const now = clock.now()
  const data = { workspace_id: workspaceId, message: "A test from Parley. Nothing happened." }
  const { endpoint, ids } = await db.workspace(workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("webhook_endpoints")
      .select(["id", "url", "sealed_secret", "previous_secret", "previous_until"])
      .where("id", "=", endpointId)
      .executeTakeFirst()
    const known = found(row, "webhook endpoint")
    const { rows } = await sql<{ id: string; event_id: string }>`
      WITH told AS (
        INSERT INTO webhook_events (workspace_id, key, kind, at, data)
        VALUES (${workspaceId}, ${randomBytes(32)}, ${testKind}, ${now}, ${JSON.stringify(data)}) RETURNING id
      )
      INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, state)
      SELECT ${workspaceId}, ${endpointId}, id, 'failed' FROM told RETURNING id, event_id`.execute(tx)
    return { endpoint: known, ids: found(rows[0], "delivery") }
  })
  const delivery = { event_id: ids.event_id, kind: testKind, at: now, data }
  const { attempt } = await sendOne(platform, endpoint, delivery, new AbortController().signal)
  await db.workspace(workspaceId, (tx) =>
    sql`UPDATE webhook_deliveries SET state = ${attempt.failure === null ? "delivered" : "failed"}, tries = 1,
      delivered_at = ${attempt.failure === null ? clock.now() : null}, attempts = ${JSON.stringify([attempt])}::jsonb
      WHERE id = ${ids.id}`.execute(tx),
  )
  return ids.id
}
