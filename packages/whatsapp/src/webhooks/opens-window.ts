import type { InboundContent } from "./content.ts"
import type { MessageEvent } from "./event.ts"

/**
 * Kinds of message by which a person writes to the business. Meta opens the customer service window when somebody
 * "messages or calls" a number ("Send messages"), and lists everything else under messages, too: events of the chat, and
 * changes of earlier messages. Which of those open the window Meta does not say; the cautious reading is none. Free text
 * that is refused here goes out as a template; free text that Meta refuses (131047) is lost.
 */
const written = {
  text: true,
  image: true,
  video: true,
  audio: true,
  document: true,
  sticker: true,
  location: true,
  contacts: true,
  button: true,
  button_reply: true,
  list_reply: true,
  flow_reply: true,
  order: true,
  reaction: false,
  edit: false,
  revoke: false,
  call_permission_reply: false,
  request_welcome: false,
  identity_change: false,
  system: false,
  unsupported: false,
  unknown: false,
} as const satisfies Record<InboundContent["type"], boolean>

/**
 * Whether a message of a person opens the customer service window, and so is an answer to what was sent to them. What is
 * written to a group is for the group.
 * @example
 * opensWindow({ content: { type: "text", body: "Hello" } }) // true
 * opensWindow({ content: { type: "reaction", messageId: "wamid.1", emoji: "👍" } }) // false
 */
export function opensWindow({ content, groupId }: Pick<MessageEvent, "content" | "groupId">): boolean {
  return groupId === undefined && written[content.type]
}
