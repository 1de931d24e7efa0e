import { consentWord } from "@parley/model"
import type { InboundContent, MessageEvent } from "@parley/whatsapp/webhooks"
import type { ConsentWord } from "../contacts/index.ts"
import type { StoredInbound } from "./store-inbound.ts"

/**
 * What people said about their subscription by messages that were stored just now: with a word such as STOP or START and
 * nothing else, written or on the button that they tapped. Pure. What is said in a group is said to the group, not to the
 * business.
 */
export function consentWords(stored: readonly StoredInbound[]): ConsentWord[] {
  return stored.flatMap(({ contactId, sentAt, event }): ConsentWord[] => {
    const saying = event.groupId === undefined ? sayingOf(event.content) : undefined
    if (saying === undefined) return []
    const word = wordOf(saying)
    if (word === undefined) return []
    return [{ contactId, word, source: saying.source, evidence: evidenceOf(event, saying), saidAt: sentAt }]
  })
}

interface Saying {
  source: "keyword" | "button"
  /** What the person wrote, or saw on the button. */
  text: string
  /** The business's own word for a button, which may be called something else. */
  payload?: string
}

/** A stop counts before a start: a button marked as the way out may be called anything. */
function wordOf({ source, text, payload }: Saying): ConsentWord["word"] | undefined {
  const how = source === "button" ? "tapped" : "typed"
  const words = [text, payload ?? ""].map((said) => consentWord(said, how))
  return words.includes("stop") ? "stop" : words.find((word) => word !== undefined)
}

/**
 * The words of a message that are the person's whole message. The caption of a picture is: who answers with a picture and
 * STOP means it. So is what a message was edited to.
 */
function sayingOf(content: InboundContent): Saying | undefined {
  switch (content.type) {
    case "text":
      return { source: "keyword", text: content.body }
    case "image":
    case "video":
    case "document":
      return { source: "keyword", text: content.media.caption ?? "" }
    case "edit":
      return sayingOf(content.content)
    case "button":
      return { source: "button", text: content.text, payload: content.payload }
    case "button_reply":
    case "list_reply":
      return { source: "button", text: content.title }
    default:
      return undefined
  }
}

/** The words, the message in which they are and, where they say something else, the payload that was tapped with them. */
function evidenceOf({ id, from }: MessageEvent, saying: Saying): string {
  const who = from.waId === undefined ? from.bsuid : `+${from.waId}`
  const text = saying.text.toWellFormed().trim()
  const isPlain = saying.payload === undefined || wordOf({ ...saying, payload: "" }) === wordOf(saying)
  const payload = isPlain ? "" : ` (payload ${saying.payload?.toWellFormed().trim()})`
  return `“${text}”${payload} in WhatsApp's message ${id} (${who})`
}
