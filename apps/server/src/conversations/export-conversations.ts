import { sql, type Tx } from "../platform/database/index.ts"

/** What a contact wrote and sent to the numbers, and what was written to them by phone. Files are had by `/v1/media/<id>`. */
export async function exportConversations(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: conversations } = await sql`
    SELECT id, number_id, created_at, last_inbound_at FROM conversations
    WHERE workspace_id = ${workspaceId} AND contact_id = ${contactId} ORDER BY id`.execute(tx)
  const { rows: inbound } = await sql`
    SELECT m.id, m.conversation_id, m.wamid, m.type, m.content, m.context_wamid, m.group_id, m.forwarded, m.referral,
      m.referred_product, m.sent_at, m.received_at, media.id AS media_id
    FROM conversations AS c JOIN inbound_messages AS m ON m.conversation_id = c.id
      LEFT JOIN conversation_media AS media ON media.inbound_message_id = m.id
    WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ${contactId} ORDER BY m.sent_at, m.id`.execute(
    tx,
  )
  const { rows: echoed } = await sql`
    SELECT m.id, m.conversation_id, m.wamid, m.type, m.content, m.context_wamid, m.sent_at, media.id AS media_id
    FROM conversations AS c JOIN echoed_messages AS m ON m.conversation_id = c.id
      LEFT JOIN conversation_media AS media ON media.echoed_message_id = m.id
    WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ${contactId} ORDER BY m.sent_at, m.id`.execute(
    tx,
  )
  return { conversations, inbound_messages: inbound, messages_from_the_phone: echoed }
}

/** Which of these contacts wrote, or were written to by phone. */
export async function contactsWithConversations(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ contact_id: string }>`
    SELECT DISTINCT contact_id FROM conversations
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[])`.execute(tx)
  return rows.map(({ contact_id }) => contact_id)
}
