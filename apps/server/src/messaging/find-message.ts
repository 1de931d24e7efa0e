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
  /** Of these sources alone, such as those of a campaign. */
  sourceIds?: readonly string[] | undefined
  number_id?: string | undefined
  contact_id?: string | undefined
  status?: MessageStatus | undefined
  reason?: string | undefined
  /** When they came to be. */
  from?: Date | undefined
  to?: Date | undefined
  order?: "asc" | "desc" | undefined
  after?: string | undefined
  limit: number
}

/** Neither waits in history, and nothing else waits. */
const isOfOutbox = (status: MessageStatus | undefined) => status === "queued" || status === "in_doubt"

/**
 * Messages in the order they came to be; one more than `limit` where there are more. Queued ones have status `queued` or `in_doubt`.
 * Each part is read in the order of an index and no further than the page goes: of ten million messages it takes some milliseconds.
 */
export async function readMessages(tx: Tx, query: MessageQuery): Promise<MessageView[]> {
  const { id, ids, contact_id, status, reason, from, to, after, limit, order = "asc" } = query
  const direction = sql.raw(order)
  const within = sql.join(
    [
      ...(id === undefined ? [] : [sql`id = ${id}`]),
      ...(ids === undefined ? [] : [sql`id = ANY(${ids}::uuid[])`]),
      ...(contact_id === undefined ? [] : [sql`contact_id = ${contact_id}`]),
      ...(from === undefined ? [] : [sql`id >= uuidv7_floor(${from})`]),
      ...(to === undefined ? [] : [sql`id < uuidv7_floor(${to})`]),
      ...(after === undefined ? [] : [order === "asc" ? sql`id > ${after}` : sql`id < ${after}`]),
      sql`true`,
    ],
    sql` AND `,
  )
  const page = sql`ORDER BY id ${direction} LIMIT ${limit + 1}`
  const history = sql`id, number_id, contact_id, source_id, status::text AS status, reason, error_detail, wamid, endpoint, other_way_for,
    refusals, unanswered, doubts, retry_of, NULL::timestamptz AS send_after, NULL::timestamptz AS expires_at, decided_at, sent_at, delivered_at, read_at,
    failed_at, replied_at`
  const isAs = sql`${status === undefined ? sql`true` : sql`status = ${status}::message_status`}
    AND ${reason === undefined ? sql`true` : sql`reason = ${reason}`}
    AND ${status === "dropped" || status === "failed" ? sql`reason IS NOT NULL` : sql`true`}`
  const sources = sourcesAsked(query)
  const past = isOfOutbox(status)
    ? sql`SELECT ${history} FROM messages WHERE false`
    : sources === undefined
      ? sql`SELECT ${history} FROM messages WHERE ${within} AND ${isAs} ${page}`
      : // Sources are few beside their messages, and each has its own in order.
        sql`SELECT found.* FROM (${sources}) AS source CROSS JOIN LATERAL (
          SELECT ${history} FROM messages WHERE source_id = source.id AND ${within} AND ${isAs} ${page}) AS found ${page}`
  const isAsked = status === undefined || isOfOutbox(status)
  const { rows } = await sql<MessageView>`
    SELECT message.*, sources.kind AS source_kind FROM (
      SELECT * FROM (
        (${past})
        UNION ALL
        (SELECT id, number_id, contact_id, source_id, CASE state WHEN 'in_doubt' THEN state ELSE 'queued' END,
          wait_reason, NULL, NULL, NULL, NULL, refusals, unanswered, doubts, retry_of, send_after, expires_at, NULL, NULL, NULL, NULL, NULL, NULL
        FROM outbox WHERE ${isAsked ? sql`true` : sql`false`} AND ${within}
          AND ${sources === undefined ? sql`true` : sql`source_id IN (${sources})`}
          AND ${isOfOutbox(status) ? sql`state = ${status === "in_doubt" ? "in_doubt" : "due"}` : sql`true`}
          AND ${reason === undefined ? sql`true` : sql`wait_reason = ${reason}`} ${page})
      ) AS both_parts ${page}
    ) AS message JOIN sources ON sources.id = message.source_id
    ORDER BY message.id ${direction}
  `.execute(tx)
  return rows
}

/** The sources that are asked for; undefined: all. */
function sourcesAsked({ source_id, source_kind, sourceIds, number_id }: MessageQuery) {
  const which = [
    ...(source_id === undefined ? [] : [sql`id = ${source_id}`]),
    ...(source_kind === undefined ? [] : [sql`kind = ${source_kind}`]),
    ...(sourceIds === undefined
      ? []
      : [sql`(id = ANY(${sourceIds}::uuid[]) OR (is_late_retry AND parent_id = ANY(${sourceIds}::uuid[])))`]),
    ...(number_id === undefined ? [] : [sql`number_id = ${number_id}`]),
  ]
  return which.length === 0 ? undefined : sql`SELECT id FROM sources WHERE ${sql.join(which, sql` AND `)}`
}
