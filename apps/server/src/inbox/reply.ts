import { windowEnd } from "@parley/whatsapp/messages"
import { sendableStatuses } from "@parley/whatsapp/templates"
import { type QueuedSingle, sendSingle } from "../messaging/index.ts"
import type { Tx } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"
import type { ConversationView } from "./threads.ts"

/** How many templates a refusal offers. */
const offered = 20

/**
 * Answers in a conversation with free text, before anything else of the number.
 * @returns the message's id, and why its number sends nothing now
 * @throws Problem not_sendable to someone who unsubscribed, where the group answers none of them; window_closed, with the end of the window and the approved templates that may be sent instead
 */
export async function replyWithText(
  tx: Tx,
  {
    workspaceId,
    conversation,
    text,
    now,
  }: { workspaceId: string; conversation: ConversationView; text: string; now: Date },
): Promise<QueuedSingle> {
  if (!conversation.window_open) throw await windowClosed(tx, conversation)
  await refuseUnsubscribed(tx, conversation)
  const numberId = conversation.number_id
  const content = { kind: "free_form" as const, message: { type: "text" as const, text: { body: text } } }
  return sendSingle(tx, {
    kind: "reply",
    workspaceId,
    numberId,
    contactId: conversation.contact_id,
    content,
    field: "text",
    now,
  })
}

async function refuseUnsubscribed(tx: Tx, { contact_id, number_id }: ConversationView): Promise<void> {
  const refusing = await tx
    .selectFrom("subscription_groups as g")
    .innerJoin("subscriptions as s", "s.subscription_group_id", "g.id")
    .select("g.name")
    .where("g.number_id", "=", number_id)
    .where("g.answers_unsubscribed", "=", false)
    .where("s.contact_id", "=", contact_id)
    .where("s.state", "=", "unsubscribed")
    .executeTakeFirst()
  if (refusing === undefined) return
  throw new Problem("not_sendable", "The contact unsubscribed, and the group answers no one who did.", {
    help: `A setting of the subscription group ${refusing.name} allows answers inside the service window.`,
  })
}

async function windowClosed(tx: Tx, conversation: ConversationView): Promise<Problem> {
  const templates = await tx
    .selectFrom("templates")
    .innerJoin("numbers", "numbers.business_account_id", "templates.business_account_id")
    .where("numbers.id", "=", conversation.number_id)
    .where("templates.status", "in", sendableStatuses)
    .select(["templates.id", "templates.name", "templates.language", "templates.category"])
    .orderBy("templates.name")
    .limit(offered)
    .execute()
  const { last_inbound_at } = conversation
  const closedAt = last_inbound_at && windowEnd(last_inbound_at)
  const message = closedAt
    ? `The customer service window was open until ${closedAt.toISOString()}, a minute less than 24 hours after the contact's last message.`
    : "The contact has not written to this number yet, so there is no customer service window."
  return new Problem("window_closed", message, {
    help: "Send one of the approved `templates` with POST /v1/messages; free text is possible again once the contact answers.",
    extra: { window_closed_at: closedAt, templates },
  })
}
