import { sql, type Tx } from "../../platform/database/index.ts"

interface Log {
  payload: unknown
  webhooks: { received_at: Date; body: unknown }[]
}

/** What is kept of a message word for word. */
export async function readLog(tx: Tx, messageId: string): Promise<Log> {
  const { rows: posted } = await sql<{ payload: string }>`
    SELECT payload FROM message_payloads WHERE message_id = ${messageId}`.execute(tx)
  const { rows: told } = await sql<{ received_at: Date; body: string }>`
    SELECT received_at, body FROM message_webhooks WHERE message_id = ${messageId} ORDER BY received_at, ctid LIMIT 100`.execute(
    tx,
  )
  const [first] = posted
  return {
    payload: first === undefined ? null : JSON.parse(first.payload),
    webhooks: told.map(({ received_at, body }) => ({ received_at, body: JSON.parse(body) })),
  }
}
