import { type OwnWords, type Understood, understandConsent } from "@parley/model"
import type { InboundContent, MessageEvent } from "@parley/whatsapp/webhooks"
import type { ConsentWord } from "../contacts/index.ts"
import { confirmButtonId } from "../subscriptions/index.ts"
import type { StoredInbound } from "./stored-inbound.ts"

/**
 * What people said about their subscription by messages that were stored just now: with a word such as STOP or START and
 * nothing else, written or on the button that they tapped. Pure.
 */
export function consentWords(stored: readonly StoredInbound[], own?: OwnWords): ConsentWord[] {
  return stored.flatMap(({ contactId, sentAt, event }): ConsentWord[] => {
    const saying = sayingOf(event)
    const meaning = saying && meaningOf(saying, own)
    if (saying === undefined || meaning === undefined || meaning.says === "maybe_stop") return []
    const { says: word, linkId } = meaning
    const source = linkId === undefined ? saying.source : "opt_in_link"
    return [{ contactId, word, source, linkId, evidence: evidenceOf(event, saying, own), saidAt: sentAt }]
  })
}

/** What a message was understood as, for those who read it. A yes answers whatever was asked last, and is none by itself. */
export function understoodAs(
  event: MessageEvent,
  own: OwnWords,
): "stop" | "start" | "help" | "maybe_stop" | undefined {
  const saying = sayingOf(event)
  const says = saying && meaningOf(saying, own)?.says
  return says === "yes" ? undefined : says
}

interface Saying {
  source: "keyword" | "button"
  /** What the person wrote, or saw on the button. */
  text: string
  /** The business's own word for a button, which may be called something else. */
  payload?: string
}

/** A stop counts before a start: a button marked as the way out may be called anything. */
function meaningOf({ source, text, payload }: Saying, own: OwnWords | undefined): Understood | undefined {
  if (payload === confirmButtonId) return { says: "yes" }
  const how = source === "button" ? "tapped" : "typed"
  const said = payload === undefined ? [text] : [text, payload]
  const meanings = said.map((words) => understandConsent(words, how, own))
  return meanings.find((one) => one?.says === "stop") ?? meanings.find((one) => one !== undefined)
}

/** What is said in a group is said to the group, not to the business. */
const sayingOf = ({ groupId, content }: MessageEvent): Saying | undefined =>
  groupId === undefined ? sayingIn(content) : undefined

/**
 * The words of a message that are the person's whole message. The caption of a picture is: who answers with a picture and
 * STOP means it. So is what a message was edited to.
 */
function sayingIn(content: InboundContent): Saying | undefined {
  switch (content.type) {
    case "text":
      return { source: "keyword", text: content.body }
    case "image":
    case "video":
    case "document":
      return { source: "keyword", text: content.media.caption ?? "" }
    case "edit":
      return sayingIn(content.content)
    case "button":
      return { source: "button", text: content.text, payload: content.payload }
    case "button_reply":
      return content.id === confirmButtonId
        ? { source: "button", text: content.title, payload: content.id }
        : { source: "button", text: content.title }
    case "list_reply":
      return { source: "button", text: content.title }
    default:
      return undefined
  }
}

/** The words, the message in which they are and, where they say something else, the payload that was tapped with them. */
function evidenceOf({ id, from }: MessageEvent, saying: Saying, own: OwnWords | undefined): string {
  const who = from.waId === undefined ? from.bsuid : `+${from.waId}`
  const text = saying.text.toWellFormed().trim()
  const isPlain =
    saying.payload === undefined ||
    meaningOf({ ...saying, payload: "" }, own)?.says === meaningOf(saying, own)?.says
  const payload = isPlain ? "" : ` (payload ${saying.payload?.toWellFormed().trim()})`
  return `“${text}”${payload} in WhatsApp's message ${id} (${who})`
}
