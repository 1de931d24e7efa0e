/** What a message says, read out of what the API keeps of it: content that strangers wrote. Pure. */
import type { Entry } from "./thread.ts"

export type MediaKind = "image" | "sticker" | "video" | "audio" | "document"

export type Said =
  /** `choice`: it was tapped on and not typed. */
  | { kind: "text"; text: string; label?: string; choice?: true }
  | { kind: "media"; media: MediaKind; caption: string | undefined; label?: string }
  | {
      kind: "location"
      latitude: number
      longitude: number
      name: string | undefined
      address: string | undefined
    }
  | { kind: "people"; people: { name: string; phones: string[] }[] }
  | { kind: "answers"; title: string; answers: [question: string, answer: string][] }
  | { kind: "order"; text: string | undefined; items: OrderItem[] }
  | { kind: "reaction"; emoji: string | undefined }
  /** Nothing was said; something happened. */
  | { kind: "note"; text: string }

export interface OrderItem {
  product: string
  quantity: number
  /** Of one; undefined: it was not told. */
  price: { amount: number; currency: string } | undefined
}

const mediaKinds: ReadonlySet<string> = new Set<MediaKind>(["image", "sticker", "video", "audio", "document"])
const isMediaKind = (type: string): type is MediaKind => mediaKinds.has(type)

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined
const number = (value: unknown): number => (typeof value === "number" ? value : Number.NaN)

/** What a contact said, or the business from its phone. */
export function readSaid({ type, content, errors }: Pick<Entry, "type" | "content" | "errors">): Said {
  const said = fieldsOf(content)
  if (isMediaKind(type)) return { kind: "media", media: type, caption: text(fieldsOf(said.media).caption) }
  switch (type) {
    case "text":
      return { kind: "text", text: text(said.body) ?? "" }
    case "button":
      return { kind: "text", choice: true, text: text(said.text) ?? text(said.payload) ?? "" }
    case "button_reply":
    case "list_reply":
      return {
        kind: "text",
        choice: true,
        text: [said.title, said.description].map(text).filter(Boolean).join("\n"),
      }
    case "location":
      return {
        kind: "location",
        latitude: number(said.latitude),
        longitude: number(said.longitude),
        name: text(said.name),
        address: text(said.address),
      }
    case "contacts":
      return { kind: "people", people: listOf(said.contacts).map(personOf) }
    case "reaction":
      return { kind: "reaction", emoji: text(said.emoji) }
    case "flow_reply":
      return {
        kind: "answers",
        title: text(said.body) ?? text(said.name) ?? "Form",
        answers: answersOf(said.response),
      }
    case "order":
      return { kind: "order", text: text(said.text), items: listOf(said.items).map(itemOf) }
    case "edit": {
      const inner = fieldsOf(said.content)
      const edited = readSaid({ type: text(inner.type) ?? "unknown", content: inner, errors })
      return edited.kind === "text" || edited.kind === "media" ? { ...edited, label: "Edited" } : edited
    }
    default:
      return { kind: "note", text: noteOf(type, said, errors) }
  }
}

function noteOf(type: string, said: Fields, errors: Entry["errors"]): string {
  switch (type) {
    case "revoke":
      return "Deleted a message."
    case "request_welcome":
      return "Opened the chat."
    case "identity_change":
      return "The contact's WhatsApp security code changed."
    case "call_permission_reply":
      return said.response === "accept" ? "Allowed calls." : "Did not allow calls."
    case "system":
      return text(said.body) ?? "WhatsApp changed something about this chat."
    case "unsupported":
      return `WhatsApp did not pass on this message. ${errors[0]?.title ?? ""}`.trim()
    default:
      return `A message of a kind that is not known here (${type}).`
  }
}

function personOf(card: unknown): { name: string; phones: string[] } {
  const { formattedName, firstName, lastName, phones } = fieldsOf(card)
  const name = text(formattedName) ?? [firstName, lastName].map(text).filter(Boolean).join(" ")
  return {
    name: name === "" ? "Unnamed" : name,
    phones: listOf(phones).flatMap((phone) => {
      const { phone: written, waId } = fieldsOf(phone)
      const digits = text(waId)
      return text(written) ?? (digits === undefined ? [] : `+${digits}`)
    }),
  }
}

function itemOf(item: unknown): OrderItem {
  const { productRetailerId, quantity, itemPrice, currency } = fieldsOf(item)
  const price =
    typeof itemPrice === "number" ? { amount: itemPrice, currency: text(currency) ?? "" } : undefined
  return { product: text(productRetailerId) ?? "", quantity: number(quantity), price }
}

/** A form's answers by the names of its fields; WhatsApp's own token is none. */
function answersOf(response: unknown): [string, string][] {
  if (typeof response === "string") return [["Answer", response]]
  return Object.entries(fieldsOf(response))
    .filter(([name]) => name !== "flow_token")
    .map(([name, value]) => [
      name.replaceAll("_", " "),
      typeof value === "string" ? value : JSON.stringify(value),
    ])
}

/** What a free-form message of ours says: WhatsApp's own notation of it. */
export function readSent(message: unknown): Said {
  const sent = fieldsOf(message)
  const type = text(sent.type) ?? "unknown"
  const inner = fieldsOf(sent[type])
  if (isMediaKind(type)) return { kind: "media", media: type, caption: text(inner.caption) }
  switch (type) {
    case "text":
      return { kind: "text", text: text(inner.body) ?? "" }
    case "interactive":
      return { kind: "text", text: text(fieldsOf(inner.body).text) ?? "" }
    case "location":
      return {
        kind: "location",
        latitude: number(inner.latitude),
        longitude: number(inner.longitude),
        name: text(inner.name),
        address: text(inner.address),
      }
    case "reaction":
      return { kind: "reaction", emoji: text(inner.emoji) }
    default:
      return { kind: "note", text: `A message with ${type}.` }
  }
}

/** One line that reminds of a message, as above an answer to it. */
export function gistOf(entry: Entry): string {
  const said = entry.origin === "parley" ? sentGist(entry) : saidGist(readSaid(entry))
  return said === "" ? "A message" : said
}

function sentGist({ shown }: Entry): string {
  if (shown === null) return ""
  return shown.preview === null ? saidGist(readSent(shown.message)) : shown.preview.body
}

const mediaNames: Record<MediaKind, string> = {
  image: "Picture",
  sticker: "Sticker",
  video: "Video",
  audio: "Voice message",
  document: "File",
}
export const mediaName = (kind: MediaKind): string => mediaNames[kind]

function saidGist(said: Said): string {
  switch (said.kind) {
    case "text":
    case "note":
      return said.text
    case "media":
      return said.caption ?? mediaName(said.media)
    case "location":
      return said.name ?? "Location"
    case "people":
      return said.people.map(({ name }) => name).join(", ")
    case "answers":
      return said.title
    case "order":
      return said.text ?? "Order"
    case "reaction":
      return said.emoji ?? ""
  }
}

/** Whether there is nothing in it to be seen: spaces, and characters that only join or direct others. */
export const isInvisible = (written: string): boolean =>
  /^[\s\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]*$/u.test(written)
