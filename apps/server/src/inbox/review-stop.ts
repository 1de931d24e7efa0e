import { settleConversation } from "../conversations/index.ts"
import type { Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { changeSubscriptions } from "../subscriptions/index.ts"
import { type ConversationView, readConversation } from "./threads.ts"

/** A member read what may be an opt-out. @throws Problem not_found */
export async function reviewStop(
  tx: Tx,
  request: {
    workspaceId: string
    conversationId: string
    outcome: "unsubscribed" | "dismissed"
    actor: string
    now: Date
    rooms: readonly Room[]
  },
): Promise<ConversationView> {
  const { workspaceId, conversationId, outcome, actor, now, rooms } = request
  const { contactId, numberId } = await settleConversation(tx, { workspaceId, now }, conversationId)
  const group = await tx
    .selectFrom("subscription_groups")
    .select("id")
    .where("number_id", "=", numberId)
    .executeTakeFirst()
  if (outcome === "unsubscribed" && group) {
    const evidence = await wordsOf(tx, conversationId)
    const change = { contactId, state: "unsubscribed", source: "inbox", evidence, givenAt: now } as const
    await changeSubscriptions(tx, { workspaceId, groupId: group.id, changes: [change], actor, now, rooms })
  }
  return readConversation(tx, conversationId, now)
}

/** The message that a person read as an opt-out. */
async function wordsOf(tx: Tx, conversationId: string): Promise<string | null> {
  const message = await tx
    .selectFrom("inbound_messages")
    .select("wamid")
    .where("conversation_id", "=", conversationId)
    .where("consent_word", "=", "maybe_stop")
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst()
  return message ? `Read as an opt-out by a member: WhatsApp's message ${message.wamid}` : null
}
