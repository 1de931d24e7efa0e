/** The kinds of messages of one's own, as the composer writes them. Pure. */
import type { MediaClass } from "@parley/whatsapp/messages"
import type { Message } from "../content.ts"

export const kinds = {
  text: "Text",
  image: "Picture",
  video: "Video",
  document: "Document",
  audio: "Sound",
  sticker: "Sticker",
  button: "Reply buttons",
  list: "List",
  cta_url: "Link button",
  flow: "Flow",
  product: "Product",
  product_list: "Several products",
  catalog_message: "Catalog",
  carousel: "Carousel",
  location_request_message: "Ask for their location",
} as const
export type Kind = keyof typeof kinds

/** Whose message is a file. */
const mediaKinds = ["image", "video", "document", "audio", "sticker"] as const

export type Interactive = (Message & { type: "interactive" })["interactive"]
export type InteractiveOf<T extends Interactive["type"]> = Interactive & { type: T }
/** A file by its address, or as it was uploaded. */
export interface Medium {
  id?: string
  link?: string
  filename?: string
}
type Header =
  | { type: "text"; text: string }
  | { type: "image"; image: Medium }
  | { type: "video"; video: Medium }
  | { type: "document"; document: Medium }

const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text)
const isMediaKind = (kind: string): kind is MediaClass => mediaKinds.some((one) => one === kind)

/** Undefined: a kind that only the API writes. */
export function kindOf(message: Message): Kind | undefined {
  const name = message.type === "interactive" ? message.interactive.type : message.type
  return isKind(name) ? name : undefined
}

/** What a kind has beside what makes it that kind. Source: Meta, "Interactive messages". */
export const partsOf = (
  kind: Kind,
): {
  header?: "any" | "text" | "needed_text"
  text: "needed" | "optional" | "none"
  mostText: number
  footer?: true
} => {
  switch (kind) {
    case "text":
      return { text: "needed", mostText: 4096 }
    case "image":
    case "video":
    case "document":
      return { text: "optional", mostText: 1024 }
    case "audio":
    case "sticker":
      return { text: "none", mostText: 0 }
    case "button":
    case "cta_url":
    case "flow":
      return { header: "any", text: "needed", mostText: 1024, footer: true }
    case "list":
      return { header: "text", text: "needed", mostText: 4096, footer: true }
    case "product":
      return { text: "optional", mostText: 1024, footer: true }
    case "product_list":
      return { header: "needed_text", text: "needed", mostText: 1024, footer: true }
    case "catalog_message":
      return { text: "needed", mostText: 1024, footer: true }
    case "carousel":
    case "location_request_message":
      return { text: "needed", mostText: 1024 }
  }
}

/** The main text, whatever the kind. */
export function textOf(message: Message): string {
  switch (message.type) {
    case "text":
      return message.text.body
    case "image":
      return message.image.caption ?? ""
    case "video":
      return message.video.caption ?? ""
    case "document":
      return message.document.caption ?? ""
    case "interactive":
      return message.interactive.body?.text ?? ""
    default:
      return ""
  }
}

/** Where its main text is, from the message on. */
export function textPath(message: Message): string {
  switch (message.type) {
    case "text":
      return "text.body"
    case "interactive":
      return "interactive.body.text"
    default:
      return `${message.type}.caption`
  }
}

/** The same with another main text; where a text may be left out, an empty one is none. */
export function withText(message: Message, text: string): Message {
  switch (message.type) {
    case "text":
      return { ...message, text: { ...message.text, body: text } }
    case "image":
      return { ...message, image: captioned(message.image, text) }
    case "video":
      return { ...message, video: captioned(message.video, text) }
    case "document":
      return { ...message, document: captioned(message.document, text) }
    case "interactive": {
      const { body: _, ...rest } = message.interactive
      const isNone = message.interactive.type === "product" && text === ""
      return interactive((isNone ? rest : { ...rest, body: { text } }) as Interactive)
    }
    default:
      return message
  }
}

function captioned<M extends { caption?: string }>({ caption: _, ...medium }: M, text: string) {
  return text === "" ? medium : { ...medium, caption: text }
}

/** A new message of a kind that says the same, as far as it goes. */
export function begin(kind: Kind, before: Message): Message {
  const text = textOf(before)
  const body = { text }
  switch (kind) {
    case "text":
      return { type: "text", text: { body: text } }
    case "image":
      return withText({ type: "image", image: { link: "" } }, text)
    case "video":
      return withText({ type: "video", video: { link: "" } }, text)
    case "document":
      return withText({ type: "document", document: { link: "" } }, text)
    case "audio":
      return { type: "audio", audio: { link: "" } }
    case "sticker":
      return { type: "sticker", sticker: { link: "" } }
    case "button":
      return interactive({ type: "button", body, action: { buttons: [replyButton([])] } })
    case "cta_url":
      return interactive({
        type: "cta_url",
        body,
        action: { name: "cta_url", parameters: { display_text: "", url: "" } },
      })
    case "list":
      return interactive({ type: "list", body, action: { button: "", sections: [{ rows: [row([])] }] } })
    case "flow": {
      const parameters = { flow_message_version: "3", flow_id: "", flow_cta: "" }
      return interactive({ type: "flow", body, action: { name: "flow", parameters } })
    }
    case "product": {
      const product: Interactive = { type: "product", action: { catalog_id: "", product_retailer_id: "" } }
      return withText(interactive(product), text)
    }
    case "product_list":
      return interactive({
        type: "product_list",
        header: { type: "text", text: "" },
        body,
        action: { catalog_id: "", sections: [{ title: "", product_items: [{ product_retailer_id: "" }] }] },
      })
    case "catalog_message":
      return interactive({ type: "catalog_message", body, action: { name: "catalog_message" } })
    case "carousel":
      return interactive({ type: "carousel", body, action: { cards: [0, 1].map(mediaCard) } })
    case "location_request_message":
      return interactive({ type: "location_request_message", body, action: { name: "send_location" } })
  }
}

export const interactive = (of: Interactive): Message => ({ type: "interactive", interactive: of })

/** Ids come back when someone taps: another one for each. */
const freeId = (taken: readonly string[]): string => {
  let next = taken.length + 1
  while (taken.includes(String(next))) next++
  return String(next)
}

export const replyButton = (among: readonly { reply: { id: string } }[]) => ({
  type: "reply" as const,
  reply: { id: freeId(among.map(({ reply }) => reply.id)), title: "" },
})

export const row = (among: readonly { id: string }[]) => ({
  id: freeId(among.map(({ id }) => id)),
  title: "",
})

export type Card = InteractiveOf<"carousel">["action"]["cards"][number]
export type MediaCard = Card & { type: "cta_url" }

/** A card with a picture and a link. */
export const mediaCard = (index: number): Card => ({
  card_index: index,
  type: "cta_url",
  header: { type: "image", image: { link: "" } },
  action: { name: "cta_url", parameters: { display_text: "", url: "" } },
})

/** What a message of a file shows. */
export function mediumOf(message: Message): { kind: MediaClass; medium: Medium } | undefined {
  const { type } = message
  if (!isMediaKind(type)) return undefined
  const medium: unknown = type in message ? message[type as keyof typeof message] : undefined
  return { kind: type, medium: (medium ?? {}) as Medium }
}

/** The same with another file. */
export function withMedium(message: Message, medium: Medium): Message {
  const source = sourceOf(medium)
  switch (message.type) {
    case "image":
      return withText({ type: "image", image: source }, textOf(message))
    case "video":
      return withText({ type: "video", video: source }, textOf(message))
    case "document":
      return withText({ type: "document", document: { ...source, ...named(medium) } }, textOf(message))
    case "audio":
      return { ...message, audio: { ...source, ...(message.audio.voice ? { voice: true } : {}) } }
    case "sticker":
      return { type: "sticker", sticker: source }
    default:
      return message
  }
}

export const sourceOf = ({ id, link }: Medium): Medium => (id === undefined ? { link: link ?? "" } : { id })
const named = ({ filename }: Medium) => (filename ? { filename } : {})

/** What is above the text of a message with buttons. */
export const headerOf = (message: Message): Header | undefined =>
  message.type === "interactive" && "header" in message.interactive
    ? (message.interactive.header as Header | undefined)
    : undefined

export function withHeader(message: Message, header: Header | undefined): Message {
  if (message.type !== "interactive") return message
  const { header: _, ...rest } = message.interactive as Interactive & { header?: Header }
  return interactive((header === undefined ? rest : { ...rest, header }) as Interactive)
}

export const footerOf = (message: Message): string =>
  message.type === "interactive" && "footer" in message.interactive
    ? (message.interactive.footer?.text ?? "")
    : ""

export function withFooter(message: Message, text: string): Message {
  if (message.type !== "interactive") return message
  const { footer: _, ...rest } = message.interactive as Interactive & { footer?: { text: string } }
  return interactive((text === "" ? rest : { ...rest, footer: { text } }) as Interactive)
}
