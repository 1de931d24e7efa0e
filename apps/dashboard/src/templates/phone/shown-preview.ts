import type { RenderedButton, RenderedHeader } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import type { ShownMessage } from "./message.tsx"

type Preview = Shapes["TemplatePreview"]

/** A preview of the API as the phone shows it. Pure. */
export function shownPreview({ header, body, footer, buttons, offer, cards }: Preview): ShownMessage {
  return {
    header: header && shownHeader(header),
    pictureUrl: linkOf(header?.media),
    body,
    footer,
    buttons: buttons.map(shownButton),
    offer: offer && {
      text: offer.text,
      ...(offer.ends_at === undefined ? {} : { endsAtMs: Date.parse(offer.ends_at) }),
    },
    cards: cards?.map((card) => ({
      header: card.header && shownHeader(card.header),
      body: card.body,
      buttons: card.buttons.map(shownButton),
    })),
    cardPictureUrls: cards?.map((card) => linkOf(card.header?.media)),
  }
}

const mediaFormats = ["IMAGE", "VIDEO", "DOCUMENT", "GIF"] as const

function shownHeader({ format, text, location, product }: Shapes["PreviewHeader"]): RenderedHeader {
  if (format === "TEXT") return { format, text: text ?? "" }
  if (format === "LOCATION") return { format, location }
  if (format === "PRODUCT") {
    return {
      format,
      product: product && { productRetailerId: product.product_retailer_id, catalogId: product.catalog_id },
    }
  }
  return { format: mediaFormats.find((known) => known === format) ?? "DOCUMENT" }
}

const kinds: readonly RenderedButton["type"][] = [
  "QUICK_REPLY",
  "URL",
  "PHONE_NUMBER",
  "COPY_CODE",
  "OTP",
  "FLOW",
  "CATALOG",
  "MPM",
  "SPM",
  "VOICE_CALL",
  "ORDER_DETAILS",
]

function shownButton(button: Shapes["PreviewButton"]): RenderedButton {
  const { type, text, code, sections, thumbnail_product_retailer_id: thumbnail } = button
  return { type: kinds.find((known) => known === type) ?? "FLOW", text, code, sections, thumbnail }
}

function linkOf(media: unknown): string | null {
  return typeof media === "object" && media !== null && "link" in media ? String(media.link) : null
}
