import { windowEnd, windowIsOpen } from "@parley/whatsapp/messages"
import { sql, type Tx } from "../platform/database/index.ts"

/** The thread between one contact and one number, with its customer service window. */
export interface ConversationView {
  id: string
  number_id: string
  contact_id: string
  contact: { phone: string | null; bsuid: string | null; first_name: string | null; last_name: string | null }
  last_inbound_at: Date | null
  /** Free-form messages are sent until then; null when the contact never wrote. */
  window_closes_at: Date | null
  window_open: boolean
}

interface ConversationQuery {
  id?: string
  number_id?: string | undefined
  contact_id?: string | undefined
  after?: string | undefined
  limit: number
}

/** Conversations by id; one more than `limit` where there are more. */
export async function readConversations(
  tx: Tx,
  query: ConversationQuery,
  now: Date,
): Promise<ConversationView[]> {
  let rows = tx
    .selectFrom("conversations")
    .innerJoin("contacts", "contacts.id", "conversations.contact_id")
    .select([
      "conversations.id",
      "number_id",
      "contact_id",
      "last_inbound_at",
      "phone",
      "bsuid",
      "first_name",
      "last_name",
    ])
    .orderBy("conversations.id")
    .limit(query.limit + 1)
  if (query.id) rows = rows.where("conversations.id", "=", query.id)
  if (query.number_id) rows = rows.where("number_id", "=", query.number_id)
  if (query.contact_id) rows = rows.where("contact_id", "=", query.contact_id)
  if (query.after) rows = rows.where("conversations.id", ">", query.after)
  return (await rows.execute()).map(({ phone, bsuid, first_name, last_name, ...row }) => ({
    ...row,
    contact: { phone, bsuid, first_name, last_name },
    window_closes_at: row.last_inbound_at && windowEnd(row.last_inbound_at),
    window_open: windowIsOpen(row.last_inbound_at, now),
  }))
}

/** One entry of a thread, in either direction. */
export interface ThreadEntry {
  id: string
  direction: "inbound" | "outbound"
  at: Date
  type: string
  /** Inbound: what was written. Outbound: the content it was composed from. */
  content: unknown
  status: string | null
  wamid: string | null
}

/** The newest `limit` entries of a conversation before `before`, newest first. */
export async function readThread(
  tx: Tx,
  conversation: { id: string; number_id: string; contact_id: string },
  { before, limit }: { before: Date; limit: number },
): Promise<ThreadEntry[]> {
  const { rows } = await sql<ThreadEntry>`
    (SELECT id, 'inbound' AS direction, sent_at AS at, type, content, NULL AS status, wamid
     FROM inbound_messages WHERE conversation_id = ${conversation.id} AND sent_at < ${before}
     ORDER BY sent_at DESC LIMIT ${limit})
    UNION ALL
    (SELECT m.id, 'outbound', m.decided_at, c.body ->> 'kind', c.body, m.status::text, m.wamid
     FROM messages AS m JOIN contents AS c ON c.id = m.content_id
     WHERE m.contact_id = ${conversation.contact_id} AND m.number_id = ${conversation.number_id} AND m.decided_at < ${before}
     ORDER BY m.decided_at DESC LIMIT ${limit})
    UNION ALL
    (SELECT o.id, 'outbound', o.send_after, c.body ->> 'kind', c.body, 'queued', NULL
     FROM outbox AS o JOIN contents AS c ON c.id = o.content_id
     WHERE o.contact_id = ${conversation.contact_id} AND o.number_id = ${conversation.number_id} AND o.send_after < ${before}
     ORDER BY o.send_after DESC LIMIT ${limit})
    ORDER BY at DESC LIMIT ${limit}
  `.execute(tx)
  return rows
}
