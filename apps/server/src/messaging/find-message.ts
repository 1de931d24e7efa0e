import { sql, type Tx } from "../platform/database/index.ts"
import type { SourceKind } from "./sources/sources.ts"

/** What can become of a message, from the outbox on. */
export const messageStatuses = [
  "queued",
  "in_doubt",
  "dropped",
  "accepted",
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** A message wherever it is in its life: still in the outbox, or history. */
export interface MessageView {
  id: string
  number_id: string
  /** null: a test. */
  contact_id: string | null
  source_id: string
  status: MessageStatus
  reason: string | null
  error_detail: string | null
  wamid: string | null
  endpoint: "marketing_messages" | null
  other_way_for: number | null
  source_kind: SourceKind
  refusals: number
  unanswered: number
  doubts: number
  retry_of: string | null
  send_after: Date | null
  expires_at: Date | null
  decided_at: Date | null
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  failed_at: Date | null
  replied_at: Date | null
}

export interface MessageQuery {
  id?: string | undefined
  ids?: readonly string[] | undefined
  source_id?: string | undefined
  source_kind?: SourceKind | undefined
  contact_id?: string | undefined
  status?: MessageStatus | undefined
  after?: string | undefined
  limit: number
}

const oneOf = (column: "source_id" | "contact_id" | "id", value: string | undefined) =>
  value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`

/** Sources are few beside their messages, and each of its messages is found by an index. */
const ofKind = (kind: SourceKind | undefined) =>
  kind === undefined ? sql`true` : sql`source_id IN (SELECT id FROM sources WHERE kind = ${kind})`

/** Messages in the order they came to be; one more than `limit` where there are more. Queued ones have status `queued` or `in_doubt`. */
export async function readMessages(tx: Tx, query: MessageQuery): Promise<MessageView[]> {
  const where = sql`${oneOf("id", query.id)} AND ${oneOf("source_id", query.source_id)} AND ${oneOf("contact_id", query.contact_id)}
    AND ${query.ids === undefined ? sql`true` : sql`id = ANY (${query.ids}::uuid[])`}
    AND ${query.after === undefined ? sql`true` : sql`id > ${query.after}`} AND ${ofKind(query.source_kind)}`
  const status = query.status === undefined ? sql`true` : sql`status = ${query.status}`
  // Neither waits in history: of a workspace with millions of messages, what is in doubt is found by its index.
  const isHistory = query.status !== "queued" && query.status !== "in_doubt"
  const inDoubt = query.status === "in_doubt" ? sql`state = 'in_doubt'` : sql`true`
  const { rows } = await sql<MessageView>`
    SELECT message.*, sources.kind AS source_kind FROM (
      SELECT id, number_id, contact_id, source_id, status::text, reason, error_detail, wamid, endpoint, other_way_for, refusals, unanswered, doubts,
        retry_of, NULL::timestamptz AS send_after, NULL::timestamptz AS expires_at, decided_at, sent_at, delivered_at, read_at,
        failed_at, replied_at
      FROM messages WHERE ${where} AND ${isHistory ? sql`true` : sql`false`}
      UNION ALL
      SELECT id, number_id, contact_id, source_id, CASE state WHEN 'in_doubt' THEN state ELSE 'queued' END,
        wait_reason, NULL, NULL, NULL, NULL, refusals, unanswered, doubts, retry_of, send_after, expires_at, NULL, NULL, NULL, NULL, NULL, NULL
      FROM outbox WHERE ${where} AND ${inDoubt}
    ) AS message JOIN sources ON sources.id = message.source_id
    WHERE ${status}
    ORDER BY message.id LIMIT ${query.limit + 1}
  `.execute(tx)
  return rows
}
