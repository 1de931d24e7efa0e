/** A chat as it is read: messages with what they look like, reactions hanging on what they react to. Pure. */
import type { SentTemplate } from "../../../../src/control/views/shapes.ts"
import type { Content } from "../content/content.ts"
import { messageContent } from "../content/message-content.ts"
import { textAt } from "../json.ts"
import type { ChatMessage } from "./chat-record.ts"

export interface ThreadEntry {
  message: ChatMessage
  content: Content
  isOwn: boolean
  reactions: readonly string[]
  /** The text of the message this answers. */
  quote: string | undefined
}

/** Oldest first. Messages that have not arrived are left out; failed ones stay, so that it can be seen where they are. */
export function threadOf(
  messages: readonly ChatMessage[],
  templates: readonly SentTemplate[],
): ThreadEntry[] {
  const arrived = messages.filter((message) => message.direction === "inbound" || hasArrived(message))
  const contents = new Map(arrived.map((message) => [message.id, messageContent(message.message, templates)]))
  const reactions = reactionsOf(arrived, contents)
  return arrived.flatMap((message) => {
    const content = contents.get(message.id)
    if (content === undefined || isReactionTo(contents, message)) return []
    const answered = content.refersTo === undefined ? undefined : contents.get(content.refersTo)
    return [
      {
        message,
        content,
        isOwn: message.direction === "inbound",
        reactions: [...(reactions.get(message.id)?.values() ?? [])],
        quote: answered === undefined ? undefined : answered.body || answered.header?.text,
      },
    ]
  })
}

/** Reactions are told to have been sent and nothing more. */
function hasArrived({ status, message }: ChatMessage): boolean {
  if (textAt(message, "type") === "reaction") return status !== "accepted"
  return status === "delivered" || status === "read" || status === "failed"
}

/** By message, then by side: each side has one reaction, its last; an empty one takes it back. */
function reactionsOf(
  messages: readonly ChatMessage[],
  contents: ReadonlyMap<string, Content>,
): Map<string, Map<ChatMessage["direction"], string>> {
  const found = new Map<string, Map<ChatMessage["direction"], string>>()
  for (const message of messages) {
    if (!isReactionTo(contents, message) || message.status === "failed") continue
    const target = textAt(message.message, "reaction", "message_id")
    const sides = found.get(target) ?? new Map<ChatMessage["direction"], string>()
    const emoji = textAt(message.message, "reaction", "emoji")
    if (emoji === "") sides.delete(message.direction)
    else sides.set(message.direction, emoji)
    found.set(target, sides)
  }
  return found
}

/** One whose message is not in sight is shown by itself. */
function isReactionTo(contents: ReadonlyMap<string, Content>, { message }: ChatMessage): boolean {
  return textAt(message, "type") === "reaction" && contents.has(textAt(message, "reaction", "message_id"))
}
