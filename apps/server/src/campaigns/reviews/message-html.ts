/** A message as it looks on a phone, as HTML. Pure. */
import type { ExampleLook } from "../../messaging/index.ts"

export const safe = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

type Preview = NonNullable<ExampleLook["preview"]>

export const messageHtml = ({ preview, message }: Pick<ExampleLook, "preview" | "message">): string =>
  preview ? templateHtml(preview) : freeFormHtml(message)

const media: Readonly<Record<string, string>> = {
  IMAGE: "Image",
  VIDEO: "Video",
  GIF: "GIF",
  DOCUMENT: "Document",
  LOCATION: "Location",
  PRODUCT: "Product",
  AUDIO: "Audio",
  STICKER: "Sticker",
}

const placeholder = (kind: string) =>
  `<span class="media">${safe(media[kind.toUpperCase()] ?? kind.toLowerCase().replaceAll("_", " "))}</span>`
const buttonHtml = (text: string, detail?: string) =>
  `<span class="button">${safe(text)}${detail ? ` <span class="soft">${safe(detail)}</span>` : ""}</span>`

function templateHtml({ header, body, footer, buttons, offer, cards }: Preview): string {
  return [
    header && headerHtml(header),
    offer && `<div class="head">${formatted(offer.text)}</div>`,
    formatted(body),
    footer === undefined ? "" : `<div class="foot">${safe(footer)}</div>`,
    ...buttons.map(({ text, url }) => buttonHtml(text, url)),
    ...(cards ?? []).map(
      (card) =>
        `<div class="slide">${card.header ? headerHtml(card.header) : ""}${formatted(card.body ?? "")}${card.buttons
          .map(({ text, url }) => buttonHtml(text, url))
          .join("")}</div>`,
    ),
  ]
    .filter(Boolean)
    .join("")
}

const headerHtml = ({ format, text }: NonNullable<Preview["header"]>): string =>
  format === "TEXT" ? `<div class="head">${safe(text ?? "")}</div>` : placeholder(format)

/** Whatever WhatsApp takes: its texts in the order in which people read them. */
function freeFormHtml(message: unknown): string {
  const { type, ...parts } = asObject(message)
  const kind = typeof type === "string" ? type : "message"
  const part = asObject(parts[kind])
  if (kind === "text") return formatted(textOf(part.body))
  if (kind !== "interactive") {
    const caption = textOf(part.caption) || textOf(part.name)
    return `${placeholder(kind)}${formatted(caption)}`
  }
  const header = asObject(part.header)
  const headerType = textOf(header.type)
  const action = asObject(part.action)
  const parameters = asObject(action.parameters)
  const labels = [
    ...listOf(action.buttons).map((each) => textOf(asObject(asObject(each).reply).title)),
    textOf(action.button),
    textOf(parameters.display_text) || textOf(parameters.flow_cta),
    ...listOf(action.sections).flatMap((section) =>
      listOf(asObject(section).rows).map((row) => textOf(asObject(row).title)),
    ),
  ].filter((label) => label !== "")
  return [
    headerType === "text"
      ? `<div class="head">${safe(textOf(header.text))}</div>`
      : headerType === ""
        ? ""
        : placeholder(headerType),
    formatted(textOf(asObject(part.body).text)),
    textOf(asObject(part.footer).text) === ""
      ? ""
      : `<div class="foot">${safe(textOf(asObject(part.footer).text))}</div>`,
    ...labels.map((label) => buttonHtml(label)),
    ...listOf(action.cards).map((each) => {
      const card = asObject(each)
      const cardHeader = textOf(asObject(card.header).type)
      return `<div class="slide">${cardHeader === "" ? "" : placeholder(cardHeader)}${formatted(textOf(asObject(card.body).text))}</div>`
    }),
  ].join("")
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

/** WhatsApp's own *bold*, _italic_ and ~struck~, of a text that is escaped first. */
const formatted = (text: string): string =>
  [
    ["*", "b"],
    ["_", "i"],
    ["~", "s"],
  ].reduce(
    (html, [mark, tag]) =>
      html.replace(
        new RegExp(
          `(^|[\\s(])\\${mark}(?=\\S)([^\\n${mark === "*" ? "*" : mark}]*?\\S)\\${mark}(?=$|[\\s.,!?;:)])`,
          "g",
        ),
        `$1<${tag}>$2</${tag}>`,
      ),
    safe(text),
  )
