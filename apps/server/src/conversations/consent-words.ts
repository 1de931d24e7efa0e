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
    for (const text of saying.texts) {
      const word = consentWord(text, saying.source === "button" ? "tapped" : "typed")
      if (word)
        return [{ contactId, word, source: saying.source, evidence: evidenceOf(event, text), saidAt: sentAt }]
    }
    return []
  })
}

interface Saying {
  source: "keyword" | "button"
  /** What counts before what comes after it. */
  texts: readonly string[]
}

/**
 * The words of a message that are the person's whole message. The caption of a picture is: who answers with a picture and
 * STOP means it. So is what a message was edited to.
 */
function sayingOf(content: InboundContent): Saying | undefined {
  switch (content.type) {
    case "text":
      return { source: "keyword", texts: [content.body] }
    case "image":
    case "video":
    case "document":
      return { source: "keyword", texts: [content.media.caption ?? ""] }
    case "edit":
      return sayingOf(content.content)
    case "button":
      // The payload is the business's own word for a button that is called something else.
      return { source: "button", texts: [content.text, content.payload] }
    case "button_reply":
    case "list_reply":
      return { source: "button", texts: [content.title] }
    default:
      return undefined
  }
}

/** The words, and the message in which they stand. */
function evidenceOf({ id, from }: MessageEvent, text: string): string {
  const who = from.waId === undefined ? from.bsuid : `+${from.waId}`
  return `“${text.toWellFormed().trim()}” in WhatsApp's message ${id} (${who})`
}
