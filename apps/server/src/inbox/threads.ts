import { serviceWindowMs, windowEnd, windowIsOpen } from "@parley/whatsapp/messages"
import { z } from "zod"
import { type InboundDetails, type MediaView, mediaView } from "../conversations/index.ts"
import {
  type MessageStatus,
  type messageReason,
  reasonOf,
  showMessages,
  type shownMessage,
} from "../messaging/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { defineSorting, fields, readSortedPage, sortedPaging } from "../platform/http/index.ts"

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
  /** When they last wrote what may be an opt-out, and nobody has read it yet. */
  maybe_stop_at: Date | null
  /** Free-form messages are sent until then; null when the contact never wrote. */
  window_closes_at: Date | null
  window_open: boolean
}

const sorting = defineSorting({
  keys: { activity: { column: "active_at", kind: "instant" } },
  usual: { sort: "activity", order: "desc" },
})

export const conversationQuery = sortedPaging(sorting).extend({
  number_id: fields.id.optional(),
  contact_id: fields.id.optional(),
  window: z.literal("open").optional().describe("Only those whose contact wrote within 24 hours"),
  maybe_stop: z
    .literal("true")
    .optional()
    .describe(
      "Only those whose contact may have asked to be left alone, as long as nobody has said whether they did",
    ),
})

const selectConversations = (tx: Tx) =>
  tx
    .selectFrom("conversations")
    .innerJoin("contacts", "contacts.id", "conversations.contact_id")
    .select([
      "conversations.id",
      "number_id",
      "contact_id",
      "last_inbound_at",
      "maybe_stop_at",
      "active_at",
      "phone",
      "wa_id",
      "bsuid",
      "first_name",
      "last_name",
    ])

type ConversationRow = Awaited<ReturnType<ReturnType<typeof selectConversations>["execute"]>>[number]

function asView(
  { phone, wa_id, bsuid, first_name, last_name, active_at: _, ...row }: ConversationRow,
  now: Date,
): ConversationView {
  return {
    ...row,
    contact: { phone, wa_id, bsuid, first_name, last_name },
    window_closes_at: row.last_inbound_at && windowEnd(row.last_inbound_at),
    window_open: windowIsOpen(row.last_inbound_at, now),
  }
}

/** @throws Problem not_found */
export async function readConversation(tx: Tx, id: string, now: Date): Promise<ConversationView> {
  const row = await selectConversations(tx).where("conversations.id", "=", id).executeTakeFirst()
  return asView(found(row, "conversation"), now)
}

/** A page of the conversations. */
export async function listConversations(
  tx: Tx,
  { number_id, contact_id, window, maybe_stop, ...page }: z.output<typeof conversationQuery>,
  now: Date,
): Promise<{ data: ConversationView[]; next: string | null }> {
  let list = selectConversations(tx)
  if (number_id) list = list.where("number_id", "=", number_id)
  if (contact_id) list = list.where("contact_id", "=", contact_id)
  if (maybe_stop) list = list.where("maybe_stop_at", "is not", null)
  if (window === "open")
    list = list
      .where("active_at", ">", new Date(now.getTime() - serviceWindowMs))
      .where("last_inbound_at", "is not", null)
  const { data, ...rest } = await readSortedPage(tx, list, sorting, page)
  return { ...rest, data: data.map((row) => asView(row, now)) }
}

/**
 * @returns the id of the conversation; null: they never wrote to each other by hand
 * @throws Problem not_found for the contact or the number
 */
export async function conversationBetween(
  tx: Tx,
  { contact_id, number_id }: { contact_id: string; number_id: string },
): Promise<string | null> {
  const { rows } = await sql<{ contact: boolean; number: boolean; id: string | null }>`
    SELECT EXISTS (SELECT FROM contacts WHERE id = ${contact_id}) AS contact,
      EXISTS (SELECT FROM numbers WHERE id = ${number_id}) AS number,
      (SELECT id FROM conversations WHERE contact_id = ${contact_id} AND number_id = ${number_id}) AS id`.execute(
    tx,
  )
  const [known] = rows
  found(known?.contact || undefined, "contact")
  found(known?.number || undefined, "number")
  return known?.id ?? null
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
  /** Of our messages: how it looks, where that can still be said. */
  shown: z.input<typeof shownMessage> | null
  /** Of inbound messages: what they were understood as. */
  consent_word: "stop" | "start" | "help" | "maybe_stop" | null
  /** Of our messages. */
  status: MessageStatus | null
  /** Of our messages: why it did not arrive, or why it waits. */
  reason: z.output<typeof messageReason> | null
  wamid: string | null
  /** The message that it answers. */
  quoted_wamid: string | null
  media: MediaView | null
}

interface ThreadRow extends Omit<ThreadEntry, keyof InboundDetails | "shown" | "reason"> {
  /** Of inbound messages. */
  details: InboundDetails | null
  reason: string | null
  error_detail: string | null
  /** For Liquid, of our messages. */
  variables: unknown
}

const noDetails: InboundDetails = {
  group_id: null,
  forwarded: null,
  referral: null,
  referred_product: null,
  errors: [],
}

/** Smaller than every id: nothing of the instant itself comes before it. */
const beforeAnyId = "00000000-0000-0000-0000-000000000000"

/**
 * The newest `limit` entries between a contact and a number before an instant, newest first.
 * @param conversation.id null: they never wrote, and there is only what we sent
 * @param page.beforeId of those of that very instant, only the ones before this: many messages come in one second
 */
export async function readThread(
  tx: Tx,
  conversation: { id: string | null; number_id: string; contact_id: string },
  { before, beforeId = beforeAnyId, limit }: { before: Date; beforeId?: string | undefined; limit: number },
): Promise<ThreadEntry[]> {
  const isBefore = (at: string, id: string) =>
    sql`(${sql.ref(at)}, ${sql.ref(id)}) < (${before}::timestamptz, ${beforeId}::uuid)`
  const { rows } = await sql<ThreadRow>`
    (SELECT m.id, 'inbound' AS direction, 'contact' AS origin, m.sent_at AS at, m.type, m.content, NULL AS status, m.wamid,
      m.context_wamid AS quoted_wamid, ${mediaView} AS media, json_build_object('group_id', m.group_id, 'forwarded', m.forwarded,
        'referral', m.referral, 'referred_product', m.referred_product, 'errors', coalesce(m.errors, '[]')) AS details,
      NULL AS reason, NULL AS error_detail, NULL::jsonb AS variables, m.consent_word
     FROM inbound_messages AS m LEFT JOIN conversation_media AS media ON media.inbound_message_id = m.id
     WHERE m.conversation_id = ${conversation.id} AND ${isBefore("m.sent_at", "m.id")}
     ORDER BY m.sent_at DESC, m.id DESC LIMIT ${limit})
    UNION ALL
    (SELECT e.id, 'outbound', 'phone_app', e.sent_at, e.type, e.content, NULL, e.wamid, e.context_wamid, ${mediaView}, NULL,
      NULL, NULL, NULL, NULL
     FROM echoed_messages AS e LEFT JOIN conversation_media AS media ON media.echoed_message_id = e.id
     WHERE e.conversation_id = ${conversation.id} AND ${isBefore("e.sent_at", "e.id")}
     ORDER BY e.sent_at DESC, e.id DESC LIMIT ${limit})
    UNION ALL
    (SELECT m.id, 'outbound', 'parley', m.decided_at, c.body ->> 'kind', c.body, m.status::text, m.wamid, NULL, NULL, NULL,
      m.reason, m.error_detail, m.variables, NULL
     FROM messages AS m JOIN contents AS c ON c.id = m.content_id
     WHERE m.contact_id = ${conversation.contact_id} AND m.number_id = ${conversation.number_id}
       AND ${isBefore("m.decided_at", "m.id")}
     ORDER BY m.decided_at DESC, m.id DESC LIMIT ${limit})
    UNION ALL
    (SELECT o.id, 'outbound', 'parley', o.send_after, c.body ->> 'kind', c.body,
      CASE o.state WHEN 'in_doubt' THEN 'in_doubt' ELSE 'queued' END, NULL, NULL, NULL, NULL, o.wait_reason, NULL, o.variables, NULL
     FROM outbox AS o LEFT JOIN source_variants AS v ON v.source_id = o.source_id AND v.variant = o.variant
       JOIN contents AS c ON c.id = coalesce(o.content_id, v.content_id)
     WHERE o.contact_id = ${conversation.contact_id} AND o.number_id = ${conversation.number_id}
       AND ${isBefore("o.send_after", "o.id")}
     ORDER BY o.send_after DESC, o.id DESC LIMIT ${limit})
    ORDER BY at DESC, id DESC LIMIT ${limit}
  `.execute(tx)
  const said = await showMessages(
    tx,
    conversation.contact_id,
    rows.filter(({ origin }) => origin === "parley"),
  )
  return rows.map(({ details, reason, error_detail, variables: _, ...entry }) => ({
    ...entry,
    content: said.get(entry.id)?.content ?? entry.content,
    ...(details ?? noDetails),
    shown: said.get(entry.id)?.shown ?? null,
    reason: reasonOf({ status: entry.status ?? "", reason, error_detail }),
  }))
}
