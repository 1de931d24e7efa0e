import type { OwnWords } from "@parley/model"
import { type MessageEvent, opensWindow } from "@parley/whatsapp/webhooks"
import { type ContactScope, identifyContacts } from "../contacts/index.ts"
import { record } from "../events/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { understoodAs } from "./consent-words.ts"
import { inboundDetails } from "./inbound-details.ts"
import { requestMedia } from "./media/request-media.ts"
import { flagStopRequests } from "./stop-requests.ts"
import type { StoredInbound } from "./stored-inbound.ts"

/**
 * Stores what contacts wrote to one number: the person is found or made, the service window opened from Meta's own
 * timestamp, and each message kept once by its wamid, with all that came along. Its file is fetched soon. A webhook seen twice,
 * late or out of order changes nothing.
 * @param own words of consent that the number's workspace added
 */
export async function storeInbound(
  tx: Tx,
  number: ContactScope & { numberId: string },
  events: readonly MessageEvent[],
  own: OwnWords = new Map(),
): Promise<StoredInbound[]> {
  if (events.length === 0) return []
  const { workspaceId, numberId, now } = number
  const contacts = await identifyContacts(
    tx,
    number,
    events.map(({ from, timestamp }) => ({ ...from, at: timestamp })),
  )
  const arrivals = events.flatMap((event, index) => {
    const { id, content, context, timestamp } = event
    const contactId = contacts.get(index)
    if (contactId === undefined) return []
    const details = inboundDetails(event)
    return [
      {
        contactId,
        wamid: id,
        type: content.type,
        content,
        contextWamid: context?.id,
        sentAt: timestamp,
        opens: opensWindow(event),
        consentWord: understoodAs(event, own),
        groupId: details.group_id,
        forwarded: details.forwarded,
        referral: details.referral,
        referredProduct: details.referred_product,
        errors: details.errors.length > 0 ? details.errors : null,
      },
    ]
  })
  const { rows: stored } = await sql<{
    id: string
    contact_id: string
    conversation_id: string
    wamid: string
    context_wamid: string | null
    sent_at: Date
  }>`
    WITH arrived AS (
      SELECT * FROM ${rows("arrived", arrivals, {
        contactId: "uuid",
        wamid: "text",
        type: "text",
        content: "jsonb",
        contextWamid: "text",
        sentAt: "timestamptz",
        opens: "boolean",
        consentWord: "text",
        groupId: "text",
        forwarded: "text",
        referral: "jsonb",
        referredProduct: "jsonb",
        errors: "jsonb",
      })}
    ), conversation AS (
      INSERT INTO conversations AS c (workspace_id, number_id, contact_id, last_inbound_at, created_at)
      SELECT ${workspaceId}::uuid, ${numberId}::uuid, contact_id, max(sent_at) FILTER (WHERE opens), ${now}::timestamptz
      FROM arrived GROUP BY contact_id ORDER BY contact_id
      ON CONFLICT (number_id, contact_id) DO UPDATE
        SET last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at)
      RETURNING c.id, c.contact_id
    ), stored AS (
      INSERT INTO inbound_messages (workspace_id, conversation_id, wamid, type, content, context_wamid, sent_at, received_at,
        group_id, forwarded, referral, referred_product, errors, consent_word)
      SELECT ${workspaceId}::uuid, conversation.id, wamid, type, content, context_wamid, sent_at, ${now}::timestamptz,
        group_id, forwarded, referral, referred_product, errors, consent_word
      FROM arrived JOIN conversation USING (contact_id)
      ORDER BY position -- as they came: Meta's time of a message is a whole second, and in it the id orders a thread
      ON CONFLICT (workspace_id, wamid) DO NOTHING
      RETURNING id, conversation_id, wamid, context_wamid, sent_at
    )
    SELECT stored.id, conversation.contact_id, conversation_id, wamid, context_wamid, sent_at
    FROM stored JOIN conversation ON conversation.id = stored.conversation_id
    ORDER BY stored.id
  `.execute(tx)
  const byWamid = new Map(events.map((event) => [event.id, event]))
  const messages = stored.flatMap((row) => {
    const event = byWamid.get(row.wamid)
    if (event === undefined) return []
    const { id, contact_id: contactId, context_wamid: contextWamid, sent_at: sentAt } = row
    return [{ id, numberId, contactId, contextWamid, sentAt, event, conversationId: row.conversation_id }]
  })
  await flagStopRequests(
    tx,
    number,
    messages.filter(({ event }) => understoodAs(event, own) === "maybe_stop"),
  )
  await requestMedia(
    tx,
    number,
    "inbound_message_id",
    messages.map(({ id, sentAt, event: { content } }) => ({ id, sentAt, content })),
  )
  const of = { workspace_id: workspaceId, number_id: numberId, at: now.toISOString() }
  await record(
    tx,
    messages.map(({ id, contactId, conversationId, sentAt, event }) => ({
      kind: "inbound_message",
      ...of,
      contact_id: contactId,
      inbound_message_id: id,
      conversation_id: conversationId,
      type: event.content.type,
      sent_at: sentAt.toISOString(),
      opens_window: opensWindow(event),
      consent_word: understoodAs(event, own) ?? null,
      ...inboundDetails(event),
    })),
  )
  return messages
}
