/** Messages that may ask to be left alone without being one of the words: a person reads them, and says which it is. */
import { resolve, tell } from "../notifications/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"

const conditionOf = (numberId: string) => `number:${numberId}:stop_requests`

interface Scope {
  workspaceId: string
  numberId: string
  now: Date
}

/** Marks the conversations of these messages, and tells members that someone has to read them. */
export async function flagStopRequests(
  tx: Tx,
  { workspaceId, numberId, now }: Scope,
  messages: readonly { conversationId: string; sentAt: Date }[],
): Promise<void> {
  if (messages.length === 0) return
  await sql`
    UPDATE conversations AS c SET maybe_stop_at = greatest(c.maybe_stop_at, asked.sent_at) FROM (
      SELECT conversation_id, max(sent_at) AS sent_at
      FROM ${rows("message", messages, { conversationId: "uuid", sentAt: "timestamptz" })} GROUP BY conversation_id
    ) AS asked
    WHERE c.id = asked.conversation_id`.execute(tx)
  const { display_phone_number: number } = await tx
    .selectFrom("numbers")
    .select("display_phone_number")
    .where("id", "=", numberId)
    .executeTakeFirstOrThrow()
  const about = { kind: "stop_requests" as const, number_id: numberId, number }
  await tell(tx, [{ workspaceId, subjectId: numberId, condition: conditionOf(numberId), about }], now)
}

/** Contacts who unsubscribed meanwhile have been heard: nobody has to read what they wrote before. */
export async function settleStopRequests(
  tx: Tx,
  { workspaceId, numberId, now }: Scope,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return
  const settled = await tx
    .updateTable("conversations")
    .set({ maybe_stop_at: null })
    .where("number_id", "=", numberId)
    .where("contact_id", "in", [...contactIds])
    .where("maybe_stop_at", "is not", null)
    .returning("id")
    .execute()
  if (settled.length > 0) await resolveIfNone(tx, { workspaceId, numberId, now })
}

/** Someone has read what the contact wrote. @throws Problem not_found */
export async function settleConversation(
  tx: Tx,
  { workspaceId, now }: Omit<Scope, "numberId">,
  conversationId: string,
): Promise<{ contactId: string; numberId: string }> {
  const row = await tx
    .updateTable("conversations")
    .set({ maybe_stop_at: null })
    .where("id", "=", conversationId)
    .returning(["contact_id", "number_id"])
    .executeTakeFirst()
  const { contact_id: contactId, number_id: numberId } = found(row, "conversation")
  await resolveIfNone(tx, { workspaceId, numberId, now })
  return { contactId, numberId }
}

async function resolveIfNone(tx: Tx, { workspaceId, numberId, now }: Scope): Promise<void> {
  const left = await tx
    .selectFrom("conversations")
    .select("id")
    .where("number_id", "=", numberId)
    .where("maybe_stop_at", "is not", null)
    .limit(1)
    .executeTakeFirst()
  if (left === undefined) await resolve(tx, [{ workspaceId, condition: conditionOf(numberId) }], now)
}
