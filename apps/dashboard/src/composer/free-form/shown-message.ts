/** How a message of one's own looks on a phone. Pure. */
import { libraryFileOf } from "@parley/model"
import type { RenderedButton, RenderedHeader, RenderedTemplate } from "@parley/whatsapp/templates"
import type { Message } from "../content.ts"
import { type Card, footerOf, headerOf, type Interactive, type Medium, mediumOf, textOf } from "./kinds.ts"

/** @param message as it is written, or filled in for a contact */
export function shownMessage(message: Message): RenderedTemplate {
  const footer = footerOf(message)
  const header = shownHeader(message)
  const cards = cardsOf(message)
  return {
    body: message.type === "audio" ? "" : textOf(message),
    buttons: message.type === "interactive" ? buttonsOf(message.interactive) : [],
    ...(footer === "" ? {} : { footer }),
    ...(header === undefined ? {} : { header }),
    ...(cards === undefined ? {} : { cards }),
  }
}

const formats = {
  image: { format: "IMAGE" },
  video: { format: "VIDEO" },
  document: { format: "DOCUMENT" },
  audio: { format: "DOCUMENT" },
  sticker: { format: "IMAGE" },
} as const

function shownHeader(message: Message): RenderedHeader | undefined {
  const header = headerOf(message)
  if (header?.type === "text") return { format: "TEXT", text: header.text }
  if (header !== undefined) return formats[header.type]
  const file = mediumOf(message)
  if (file !== undefined) return formats[file.kind]
  if (message.type !== "interactive" || message.interactive.type !== "product") return undefined
  const { catalog_id: catalogId, product_retailer_id: productRetailerId } = message.interactive.action
  return { format: "PRODUCT", product: { catalogId, productRetailerId } }
}

const one = (type: RenderedButton["type"], text: string): RenderedButton[] => [{ type, text }]

function buttonsOf(inner: Interactive): RenderedButton[] {
  switch (inner.type) {
    case "button":
      return inner.action.buttons.map(({ reply }) => ({ type: "QUICK_REPLY", text: reply.title }))
    case "cta_url":
      return one("URL", inner.action.parameters.display_text)
    case "list":
      return one("FLOW", inner.action.button)
    case "flow":
      return one("FLOW", inner.action.parameters.flow_cta)
    case "product":
      return one("SPM", "View")
    case "product_list":
      return one("MPM", "View items")
    case "catalog_message":
      return one("CATALOG", "View catalog")
    case "location_request_message":
      return one("FLOW", "Send location")
    default:
      return []
  }
}

function cardsOf(message: Message): RenderedTemplate["cards"] {
  if (message.type !== "interactive" || message.interactive.type !== "carousel") return undefined
  return message.interactive.action.cards.map((card) => ({
    header:
      card.type === "product" ? { format: "PRODUCT", product: productOf(card) } : formats[card.header.type],
    body: card.type === "product" ? undefined : card.body?.text,
    buttons: card.type === "product" ? one("SPM", "View") : cardButtons(card),
  }))
}

const productOf = ({ action }: Card & { type: "product" }) => ({
  catalogId: action.catalog_id,
  productRetailerId: action.product_retailer_id,
})

const cardButtons = ({ action }: Card & { type: "cta_url" }): RenderedButton[] =>
  "buttons" in action
    ? action.buttons.map(({ quick_reply }) => ({ type: "QUICK_REPLY", text: quick_reply.title }))
    : one("URL", action.parameters.display_text)

/** A picture by its address, or by its id in the media library. */
export interface Picture {
  link?: string
  fileId?: string
}

/** The picture of a message, and those of its cards. */
export function picturesOf(message: Message): { own: Picture | undefined; cards: (Picture | undefined)[] } {
  const header = headerOf(message)
  const file = mediumOf(message)
  const own = header?.type === "image" ? header.image : file && isPicture(file.kind) ? file.medium : undefined
  const cards =
    message.type === "interactive" && message.interactive.type === "carousel"
      ? message.interactive.action.cards
      : []
  return {
    own: own && pictureOf(own),
    cards: cards.map((card) =>
      card.type === "cta_url" && card.header.type === "image" ? pictureOf(card.header.image) : undefined,
    ),
  }
}

const isPicture = (kind: string) => kind === "image" || kind === "sticker"

function pictureOf({ id, link }: Medium): Picture | undefined {
  const fileId = id === undefined ? undefined : libraryFileOf(id)
  if (fileId !== undefined) return { fileId }
  return link?.startsWith("http") && !link.includes("{") ? { link } : undefined
}
