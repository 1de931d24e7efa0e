import { sql, type Tx } from "../platform/database/index.ts"

/** A message wherever it is in its life: still in the outbox, or history. */
export interface MessageView {
  id: string
  number_id: string
  contact_id: string
  launch_id: string | null
  status: string
  reason: string | null
  error_detail: string | null
  wamid: string | null
  attempts: number
  send_after: Date | null
  decided_at: Date | null
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  failed_at: Date | null
  replied_at: Date | null
}

export interface MessageQuery {
  id?: string | undefined
  launch_id?: string | undefined
  contact_id?: string | undefined
  status?: string | undefined
  after?: string | undefined
  limit: number
}

const oneOf = (column: "launch_id" | "contact_id" | "id", value: string | undefined) =>
  value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`

/** Messages in the order they came to be; one more than `limit` where there are more. Queued ones have status `queued` or `in_doubt`. */
export async function readMessages(tx: Tx, query: MessageQuery): Promise<MessageView[]> {
  const where = sql`${oneOf("id", query.id)} AND ${oneOf("launch_id", query.launch_id)} AND ${oneOf("contact_id", query.contact_id)}
    AND ${query.after === undefined ? sql`true` : sql`id > ${query.after}`}`
  const status = query.status === undefined ? sql`true` : sql`status = ${query.status}`
  const { rows } = await sql<MessageView>`
    SELECT * FROM (
      SELECT id, number_id, contact_id, launch_id, status::text, reason, error_detail, wamid, attempts,
        NULL::timestamptz AS send_after, decided_at, sent_at, delivered_at, read_at, failed_at, replied_at
      FROM messages WHERE ${where}
      UNION ALL
      SELECT id, number_id, contact_id, launch_id, CASE state WHEN 'in_doubt' THEN state ELSE 'queued' END,
        last_error::text, NULL, NULL, attempts, send_after, NULL, NULL, NULL, NULL, NULL, NULL
      FROM outbox WHERE ${where}
    ) AS message
    WHERE ${status}
    ORDER BY id LIMIT ${query.limit + 1}
  `.execute(tx)
  return rows
}
