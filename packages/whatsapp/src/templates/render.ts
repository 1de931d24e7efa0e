/** How a message made from a template looks: for previews, for the inbox and for a phone that shows it. */
import type { TemplateButton } from "./buttons.ts"
import type { BodyComponent, FooterComponent, HeaderComponent } from "./components.ts"
import { addressEnd } from "./filling/address-end.ts"
import type {
  ButtonValues,
  CardValues,
  LocationValue,
  MediaValue,
  ProductSection,
  TemplateValues,
} from "./filling/values.ts"
import { fillPlaceholders, placeholderNames } from "./placeholders.ts"
import { isCodeUrl, type TemplateComponents } from "./variables.ts"

export type RenderedHeader =
  | { format: "TEXT"; text: string }
  | { format: "IMAGE" | "VIDEO" | "DOCUMENT" | "GIF"; media?: MediaValue | undefined }
  | { format: "LOCATION"; location?: LocationValue | undefined }
  | { format: "PRODUCT"; product?: { productRetailerId: string; catalogId: string } | undefined }

export interface RenderedButton {
  type: TemplateButton["type"]
  text: string
  /** URL buttons, with the variable filled. */
  url?: string | undefined
  phoneNumber?: string | undefined
  /** COPY_CODE and OTP */
  code?: string | undefined
  /** QUICK_REPLY: what comes back when tapped. */
  payload?: string | undefined
  /** MPM: what the list of items shows. */
  sections?: ProductSection[] | undefined
  /** CATALOG and MPM: the product in the picture. */
  thumbnail?: string | undefined
}

export interface RenderedCard {
  header?: RenderedHeader | undefined
  body?: string | undefined
  buttons: RenderedButton[]
}

export interface RenderedTemplate {
  header?: RenderedHeader | undefined
  body: string
  footer?: string | undefined
  buttons: RenderedButton[]
  offer?: { text: string; endsAtMs?: number | undefined } | undefined
  cards?: RenderedCard[] | undefined
}

/**
 * Fills a template with values. Variables without a value stay visible as they are, `{{1}}`.
 * @example
 * const template = { components: [{ type: "BODY" as const, text: "Hello {{1}}, order {{2}} is here" }] }
 * renderTemplate(template, { body: { 1: "Ana" } }) // { body: "Hello Ana, order {{2}} is here", buttons: [] }
 */
export function renderTemplate(template: TemplateComponents, values: TemplateValues): RenderedTemplate {
  const rendered: RenderedTemplate = { body: "", buttons: [] }
  for (const component of template.components) {
    switch (component.type) {
      case "HEADER":
        rendered.header = renderHeader(component, values)
        break
      case "BODY":
        rendered.body = renderBody(component, values)
        break
      case "FOOTER":
        rendered.footer = renderFooter(component)
        break
      case "BUTTONS":
        rendered.buttons = renderButtons(component.buttons, values)
        break
      case "LIMITED_TIME_OFFER":
        rendered.offer = { text: component.limited_time_offer.text, endsAtMs: values.offerEndsAtMs }
        break
      case "CAROUSEL":
        rendered.cards = component.cards.map((card, index) => renderCard(card, values.cards?.[index] ?? {}))
        break
    }
  }
  return rendered
}

function renderCard(card: TemplateComponents, values: CardValues): RenderedCard {
  const { header, body, buttons } = renderTemplate(card, values)
  return { header, body: body === "" ? undefined : body, buttons }
}

function renderHeader(header: HeaderComponent, values: TemplateValues): RenderedHeader {
  switch (header.format) {
    case "TEXT":
      return { format: "TEXT", text: fillPlaceholders(header.text ?? "", values.header ?? {}) }
    case "LOCATION":
      return { format: "LOCATION", location: values.headerLocation }
    case "PRODUCT":
      return { format: "PRODUCT", product: values.headerProduct }
    default:
      return { format: header.format, media: values.headerMedia }
  }
}

function renderBody(body: BodyComponent, values: CardValues): string {
  return fillPlaceholders(body.text ?? authenticationText(body), values.body ?? {})
}

/** The English text; Meta writes it in each language itself. */
function authenticationText(body: BodyComponent): string {
  const hint = body.add_security_recommendation === true ? " For your security, do not share this code." : ""
  return `*{{1}}* is your verification code.${hint}`
}

function renderFooter(footer: FooterComponent): string | undefined {
  if (footer.text !== undefined) return footer.text
  const minutes = footer.code_expiration_minutes
  return minutes === undefined ? undefined : `This code expires in ${minutes} minutes.`
}

function renderButtons(buttons: readonly TemplateButton[], values: CardValues): RenderedButton[] {
  return buttons.map((button, index) =>
    renderButton(button, values.buttons?.[index] ?? {}, values.body?.["1"]),
  )
}

/** Labels that Meta chooses when a template does not. */
const fixedLabels: Partial<Record<TemplateButton["type"], string>> = {
  COPY_CODE: "Copy offer code",
  OTP: "Copy code",
  CATALOG: "View catalog",
  MPM: "View items",
  SPM: "View",
  VOICE_CALL: "Call on WhatsApp",
  ORDER_DETAILS: "Review and pay",
}

function renderButton(
  button: TemplateButton,
  values: ButtonValues,
  code: string | undefined,
): RenderedButton {
  const text = button.text ?? fixedLabels[button.type] ?? button.type
  switch (button.type) {
    case "URL": {
      const suffix = isCodeUrl(button.url) ? code : values.suffix
      return { type: "URL", text, url: suffix === undefined ? button.url : fillUrl(button.url, suffix) }
    }
    case "PHONE_NUMBER":
      return { type: button.type, text, phoneNumber: button.phone_number }
    case "QUICK_REPLY":
      return { type: button.type, text, payload: values.payload ?? text }
    case "COPY_CODE":
      return { type: button.type, text, code: values.couponCode }
    case "OTP":
      return { type: button.type, text, code }
    case "MPM":
    case "CATALOG": {
      const { sections, thumbnailProductRetailerId: thumbnail } = values
      return { type: button.type, text, ...(sections && { sections }), ...(thumbnail && { thumbnail }) }
    }
    default:
      return { type: button.type, text }
  }
}

function fillUrl(url: string, suffix: string): string {
  const name = placeholderNames(url)[0]
  return name === undefined ? url : fillPlaceholders(url, { [name]: addressEnd(url, suffix) })
}
