/** The kinds of free-form messages that the composer writes. Pure. */
import type { RenderedTemplate } from "@parley/whatsapp/templates"
import type { Message } from "../values.ts"

export const kinds = {
  text: "Text",
  image: "Picture",
  video: "Video",
  document: "Document",
  button: "Reply buttons",
  cta_url: "Link button",
  list: "List",
  location_request_message: "Ask for their location",
} as const
export type Kind = keyof typeof kinds

export const mediaKinds = ["image", "video", "document"] as const
export type MediaKind = (typeof mediaKinds)[number]

type Interactive = (Message & { type: "interactive" })["interactive"]
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

/** Undefined: a kind that only the API writes. */
export function kindOf(message: Message): Kind | undefined {
  const name = message.type === "interactive" ? message.interactive.type : message.type
  return isKind(name) ? name : undefined
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

/** The same with another main text; a caption that is empty is none. */
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
    case "interactive":
      return { ...message, interactive: { ...message.interactive, body: { text } } as Interactive }
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
    case "location_request_message":
      return interactive({ type: "location_request_message", body, action: { name: "send_location" } })
  }
}

const interactive = (of: Interactive): Message => ({ type: "interactive", interactive: of })

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

/** The file of a message that is one. */
export function mediumOf(message: Message): Medium | undefined {
  switch (message.type) {
    case "image":
      return message.image
    case "video":
      return message.video
    case "document":
      return message.document
    default:
      return undefined
  }
}

export function withMedium(message: Message, medium: Medium): Message {
  switch (message.type) {
    case "image":
      return withText({ type: "image", image: sourceOf(medium) }, textOf(message))
    case "video":
      return withText({ type: "video", video: sourceOf(medium) }, textOf(message))
    case "document":
      return withText({ type: "document", document: medium }, textOf(message))
    default:
      return message
  }
}

const sourceOf = ({ id, link }: Medium): Medium => (id === undefined ? { link: link ?? "" } : { id })

/** What is above the text of a message with buttons. */
export const headerOf = (message: Message): Header | undefined =>
  message.type === "interactive" && "header" in message.interactive
    ? (message.interactive.header as Header | undefined)
    : undefined

export function withHeader(message: Message, header: Header | undefined): Message {
  if (message.type !== "interactive") return message
  const { header: _, ...rest } = message.interactive as Interactive & { header?: Header }
  return {
    type: "interactive",
    interactive: (header === undefined ? rest : { ...rest, header }) as Interactive,
  }
}

export const footerOf = (message: Message): string =>
  message.type === "interactive" && "footer" in message.interactive
    ? (message.interactive.footer?.text ?? "")
    : ""

export function withFooter(message: Message, text: string): Message {
  if (message.type !== "interactive") return message
  const { footer: _, ...rest } = message.interactive as Interactive & { footer?: { text: string } }
  return {
    type: "interactive",
    interactive: (text === "" ? rest : { ...rest, footer: { text } }) as Interactive,
  }
}

/** How it looks on a phone. */
export function shownMessage(message: Message): RenderedTemplate {
  const shown: RenderedTemplate = { body: textOf(message), buttons: [] }
  const footer = footerOf(message)
  if (footer !== "") shown.footer = footer
  const header = headerOf(message)
  const medium = header?.type ?? message.type
  if (header?.type === "text") shown.header = { format: "TEXT", text: header.text }
  else if (medium === "image") shown.header = { format: "IMAGE" }
  else if (medium === "video") shown.header = { format: "VIDEO" }
  else if (medium === "document") shown.header = { format: "DOCUMENT" }
  if (message.type !== "interactive") return shown
  const { interactive: inner } = message
  if (inner.type === "button")
    shown.buttons = inner.action.buttons.map(({ reply }) => ({ type: "QUICK_REPLY", text: reply.title }))
  if (inner.type === "cta_url") shown.buttons = [{ type: "URL", text: inner.action.parameters.display_text }]
  if (inner.type === "list") shown.buttons = [{ type: "FLOW", text: inner.action.button }]
  if (inner.type === "location_request_message") shown.buttons = [{ type: "FLOW", text: "Send location" }]
  return shown
}

/** Where its picture is, if it has an address. */
export function pictureUrlOf(message: Message): string | undefined {
  const header = headerOf(message)
  const picture =
    header?.type === "image" ? header.image : message.type === "image" ? message.image : undefined
  return picture?.link === "" ? undefined : picture?.link
}
