/** What messaging keeps about a person, as they may have it, and as it is erased. */
import { sql, type Tx } from "../../platform/database/index.ts"
import { settleWhere, waits } from "../outbox/settle.ts"
import { hiddenValues, withoutCodes } from "../preview/hidden-codes.ts"

/** Stands for WhatsApp's id of a message to a person who was erased: the id itself says their phone number. */
export const erasedWamid = "erased"

/**
 * What waits to be sent is dropped. Of what was sent the counts, times and statuses stay, and nothing that made it personal: variables,
 * WhatsApp's ids, the details of errors, and what single messages said to them alone.
 */
export async function eraseMessages(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
  { now }: { now: Date },
): Promise<void> {
  const ofPeople = sql`workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[])`
  await sql`DELETE FROM outside_answers WHERE workspace_id = ${workspaceId}
    AND owner = ANY (ARRAY(SELECT id FROM outbox WHERE ${ofPeople}))`.execute(tx)
  await settleWhere(
    tx,
    { which: sql`SELECT id FROM outbox WHERE ${ofPeople}`, still: waits },
    { status: "dropped", reason: "contact_deleted", now },
  )
  await sql`UPDATE outbox SET variables = NULL WHERE ${ofPeople} AND variables IS NOT NULL`.execute(tx)
  // What a text said is found among the messages of the days on which it was used; a text that others got, too, is no secret of one.
  await sql`
    UPDATE contents AS c SET body = '{"kind": "deleted"}', digest = sha256(uuid_send(c.id)), used_at = NULL
    WHERE c.workspace_id = ${workspaceId} AND c.used_at IS NOT NULL
      AND c.id = ANY (ARRAY(SELECT DISTINCT content_id FROM messages WHERE ${ofPeople}))
      AND NOT EXISTS (SELECT FROM source_variants AS v WHERE v.content_id = c.id)
      AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.content_id = c.id)
      AND NOT EXISTS (
        SELECT FROM sources AS s JOIN messages AS m ON m.source_id = s.id
        WHERE s.workspace_id = ${workspaceId} AND s.kind IN ('api', 'reply', 'consent_reply', 'test') AND m.content_id = c.id
          AND m.id >= uuidv7_floor(c.created_at - interval '1 hour') AND m.id < uuidv7_floor(c.used_at + interval '25 hours')
          AND m.contact_id <> ALL (${contactIds}::uuid[]))`.execute(tx)
  const log = sql`message_id = ANY (ARRAY(SELECT id FROM messages WHERE ${ofPeople}))`
  await sql`DELETE FROM message_payloads WHERE ${log}`.execute(tx)
  await sql`DELETE FROM message_webhooks WHERE ${log}`.execute(tx)
  await sql`
    UPDATE messages SET variables = NULL, error_detail = NULL, other_wamids = NULL,
      wamid = CASE WHEN wamid IS NOT NULL THEN ${erasedWamid} END
    WHERE ${ofPeople}`.execute(tx)
}

interface Said {
  content: object | null
  variables: unknown
  is_code: boolean
}

/** Without the codes that a message brought or brings: who reads them could sign in by them. */
function withHiddenCode({ is_code, ...message }: Said) {
  const content = message.content && is_code ? { ...message.content, values: hiddenValues } : message.content
  return { ...message, content, variables: withoutCodes(message.variables, is_code) }
}

/** The messages to a contact with what they said, and what Meta's refusals told about them. */
export async function exportMessages(tx: Tx, workspaceId: string, contactId: string) {
  const isCode = sql`coalesce((SELECT t.category = 'AUTHENTICATION' FROM templates AS t
    WHERE t.workspace_id = ${workspaceId} AND t.id = CASE c.body ->> 'kind' WHEN 'template' THEN (c.body ->> 'template_id')::uuid END), false) AS is_code`
  const { rows: messages } = await sql<Said>`
    SELECT m.id, m.number_id, m.source_id, c.body AS content, m.variables, ${isCode}, m.status::text, m.reason, m.error_detail,
      m.wamid, m.decided_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at, m.replied_at,
      (SELECT p.payload::jsonb FROM message_payloads AS p WHERE p.message_id = m.id) AS payload,
      (SELECT jsonb_agg(w.body::jsonb ORDER BY w.received_at) FROM message_webhooks AS w WHERE w.message_id = m.id) AS webhooks
    FROM messages AS m LEFT JOIN contents AS c ON c.id = m.content_id
    WHERE m.workspace_id = ${workspaceId} AND m.contact_id = ${contactId} ORDER BY m.id`.execute(tx)
  const { rows: waiting } = await sql<Said>`
    SELECT o.id, o.number_id, o.source_id, c.body AS content, o.variables, ${isCode}, o.state, o.send_after, o.expires_at
    FROM outbox AS o LEFT JOIN source_variants AS v ON v.source_id = o.source_id AND v.variant = o.variant
      LEFT JOIN contents AS c ON c.id = coalesce(o.content_id, v.content_id)
    WHERE o.workspace_id = ${workspaceId} AND o.contact_id = ${contactId} ORDER BY o.id`.execute(tx)
  const { rows: refusals } = await sql`
    SELECT code, first_at, last_at, times FROM delivery_facts
    WHERE workspace_id = ${workspaceId} AND contact_id = ${contactId} ORDER BY code`.execute(tx)
  return {
    messages: messages.map(withHiddenCode),
    waiting_messages: waiting.map(withHiddenCode),
    refusals,
  }
}

/** Which of these contacts anything was for: sent, dropped or still to go. */
export async function contactsWrittenTo(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ contact_id: string }>`
    SELECT DISTINCT contact_id FROM recipients
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[])`.execute(tx)
  return rows.map(({ contact_id }) => contact_id)
}
