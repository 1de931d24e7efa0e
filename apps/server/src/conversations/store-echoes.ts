import type { MessageEchoEvent } from "@parley/whatsapp/webhooks"
import { numberWebhooks } from "../connect/index.ts"
import { type ContactScope, identifyContacts } from "../contacts/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { requestMedia } from "./media/request-media.ts"

/** What the business wrote in the WhatsApp app on its phone. */
export const echoWebhooks = numberWebhooks(["message_echo"], storeEchoes)

/**
 * Stores what the business wrote from its phone, in the conversations with those it wrote to, each message once by its wamid.
 * It opens no window, as the contact said nothing, and is none of our messages: it has no statuses and is in no counts.
 */
async function storeEchoes(
  tx: Tx,
  number: ContactScope & { numberId: string },
  echoes: readonly MessageEchoEvent[],
): Promise<void> {
  if (echoes.length === 0) return
  const { workspaceId, numberId, now } = number
  const contacts = await identifyContacts(
    tx,
    number,
    echoes.map(({ to }) => to),
  )
  const sent = echoes.flatMap(({ id, content, context, timestamp }, index) => {
    const contactId = contacts.get(index)
    if (contactId === undefined) return []
    return [
      { contactId, wamid: id, type: content.type, content, contextWamid: context?.id, sentAt: timestamp },
    ]
  })
  const { rows: stored } = await sql<{ id: string; wamid: string }>`
    WITH sent AS (
      SELECT * FROM ${rows("sent", sent, {
        contactId: "uuid",
        wamid: "text",
        type: "text",
        content: "jsonb",
        contextWamid: "text",
        sentAt: "timestamptz",
      })}
    ), conversation AS (
      INSERT INTO conversations AS c (workspace_id, number_id, contact_id, created_at)
      SELECT DISTINCT ${workspaceId}::uuid, ${numberId}::uuid, contact_id, ${now}::timestamptz FROM sent ORDER BY contact_id
      -- Changes nothing, and gives the row that is there.
      ON CONFLICT (number_id, contact_id) DO UPDATE SET last_inbound_at = c.last_inbound_at
      RETURNING c.id, c.contact_id
    )
    INSERT INTO echoed_messages (workspace_id, conversation_id, wamid, type, content, context_wamid, sent_at, received_at)
    SELECT ${workspaceId}::uuid, conversation.id, wamid, type, content, context_wamid, sent_at, ${now}::timestamptz
    FROM sent JOIN conversation USING (contact_id)
    ON CONFLICT (workspace_id, wamid) DO NOTHING
    RETURNING id, wamid`.execute(tx)
  const byWamid = new Map(echoes.map((echo) => [echo.id, echo]))
  await requestMedia(
    tx,
    number,
    "echoed_message_id",
    stored.flatMap(({ id, wamid }) => {
      const echo = byWamid.get(wamid)
      return echo ? [{ id, sentAt: echo.timestamp, content: echo.content }] : []
    }),
  )
}
