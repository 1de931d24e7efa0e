import { windowEnd, windowIsOpen } from "@parley/whatsapp/messages"
import { type InboundDetails, type MediaView, mediaView } from "../conversations/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"

/** The thread between one contact and one number, with its customer service window. */
export interface ConversationView {
  id: string
  number_id: string
  contact_id: string
  contact: {
    phone: string | null
    wa_id: string | null
    bsuid: string | null
    first_name: string | null
    last_name: string | null
  }
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
      "wa_id",
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
  return (await rows.execute()).map(({ phone, wa_id, bsuid, first_name, last_name, ...row }) => ({
    ...row,
    contact: { phone, wa_id, bsuid, first_name, last_name },
    window_closes_at: row.last_inbound_at && windowEnd(row.last_inbound_at),
    window_open: windowIsOpen(row.last_inbound_at, now),
  }))
}

/** One entry of a thread, in either direction. */
export interface ThreadEntry extends InboundDetails {
  id: string
  direction: "inbound" | "outbound"
  /** Who wrote it: the contact, we, or the business in the WhatsApp app on its phone. */
  origin: "contact" | "parley" | "phone_app"
  at: Date
  type: string
  /** What was written; of our messages the content they were composed from. */
  content: unknown
  status: string | null
  wamid: string | null
  /** The message that it answers. */
  quoted_wamid: string | null
  media: MediaView | null
}

interface ThreadRow extends Omit<ThreadEntry, keyof InboundDetails> {
  /** Of inbound messages. */
  details: InboundDetails | null
}

const noDetails: InboundDetails = {
  group_id: null,
  forwarded: null,
  referral: null,
  referred_product: null,
  errors: [],
}

/** The newest `limit` entries of a conversation before `before`, newest first. */
export async function readThread(
  tx: Tx,
  conversation: { id: string; number_id: string; contact_id: string },
  { before, limit }: { before: Date; limit: number },
): Promise<ThreadEntry[]> {
  const { rows } = await sql<ThreadRow>`
    (SELECT m.id, 'inbound' AS direction, 'contact' AS origin, m.sent_at AS at, m.type, m.content, NULL AS status, m.wamid,
      m.context_wamid AS quoted_wamid, ${mediaView} AS media, json_build_object('group_id', m.group_id, 'forwarded', m.forwarded,
        'referral', m.referral, 'referred_product', m.referred_product, 'errors', coalesce(m.errors, '[]')) AS details
     FROM inbound_messages AS m LEFT JOIN conversation_media AS media ON media.inbound_message_id = m.id
     WHERE m.conversation_id = ${conversation.id} AND m.sent_at < ${before}
     ORDER BY m.sent_at DESC LIMIT ${limit})
    UNION ALL
    (SELECT e.id, 'outbound', 'phone_app', e.sent_at, e.type, e.content, NULL, e.wamid, e.context_wamid, ${mediaView}, NULL
     FROM echoed_messages AS e LEFT JOIN conversation_media AS media ON media.echoed_message_id = e.id
     WHERE e.conversation_id = ${conversation.id} AND e.sent_at < ${before}
     ORDER BY e.sent_at DESC LIMIT ${limit})
    UNION ALL
    (SELECT m.id, 'outbound', 'parley', m.decided_at, c.body ->> 'kind', c.body, m.status::text, m.wamid, NULL, NULL, NULL
     FROM messages AS m JOIN contents AS c ON c.id = m.content_id
     WHERE m.contact_id = ${conversation.contact_id} AND m.number_id = ${conversation.number_id} AND m.decided_at < ${before}
     ORDER BY m.decided_at DESC LIMIT ${limit})
    UNION ALL
    (SELECT o.id, 'outbound', 'parley', o.send_after, c.body ->> 'kind', c.body, 'queued', NULL, NULL, NULL, NULL
     FROM outbox AS o JOIN contents AS c ON c.id = o.content_id
     WHERE o.contact_id = ${conversation.contact_id} AND o.number_id = ${conversation.number_id} AND o.send_after < ${before}
     ORDER BY o.send_after DESC LIMIT ${limit})
    ORDER BY at DESC LIMIT ${limit}
  `.execute(tx)
  return rows.map(({ details, ...entry }) => ({ ...entry, ...(details ?? noDetails) }))
}
