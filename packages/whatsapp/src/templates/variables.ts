/** What a template leaves open until a message is sent. */
import type { TemplateButton } from "./buttons.ts"
import type { BodyComponent, HeaderComponent, TemplateComponent } from "./components.ts"
import type { TemplateDefinition } from "./definition.ts"
import { addressEnd } from "./filling/address-end.ts"
import type { CardValues, TemplateValues } from "./filling/values.ts"
import { placeholderNames, valueNamed } from "./placeholders.ts"

/** One place of a template that a message must fill. */
export interface TemplateVariable {
  component: "header" | "body" | "button" | "offer"
  /**
   * `"1"` or `"first_name"` for text; for what is not text: `media`, `location`, `product`, `coupon_code`,
   * `sections`, `thumbnail`, `flow_token`, `flow_data`, `ends_at`, `action`.
   */
  name: string
  kind:
    | "text"
    | "image"
    | "video"
    | "document"
    | "gif"
    | "location"
    | "product"
    | "coupon_code"
    | "sections"
    /** A product whose picture stands for the others. */
    | "thumbnail"
    | "flow_token"
    | "flow_data"
    | "instant"
    | "action"
  /** Meta sends the message without it, too. */
  optional?: true | undefined
  buttonIndex?: number | undefined
  /** Within a carousel. */
  cardIndex?: number | undefined
  example?: string | undefined
}

/** All that is needed of a definition; templates read back from Meta have it too. */
export type TemplateComponents = Pick<TemplateDefinition, "components">

/**
 * The variables in the order in which they are seen. What only a program cares for (payloads of quick replies, how long
 * a call button lives) is not among them; nor is the code in the button of an authentication template, which is the
 * body's.
 * @example
 * const template = { components: [{ type: "BODY" as const, text: "Hello {{1}}, order {{2}} is here" }] }
 * templateVariables(template).map(({ component, name, kind }) => `${component} ${name}: ${kind}`) // ["body 1: text", "body 2: text"]
 */
export function templateVariables(template: TemplateComponents): TemplateVariable[] {
  return template.components.flatMap(componentVariables)
}

function componentVariables(component: TemplateComponent): TemplateVariable[] {
  switch (component.type) {
    case "HEADER":
      return headerVariables(component)
    case "BODY":
      return bodyVariables(component)
    case "BUTTONS":
      return component.buttons.flatMap(buttonVariables)
    case "LIMITED_TIME_OFFER":
      return component.limited_time_offer.has_expiration === true
        ? [{ component: "offer", name: "ends_at", kind: "instant" }]
        : []
    case "CAROUSEL":
      return component.cards.flatMap((card, cardIndex) =>
        templateVariables(card).map((variable) => ({ ...variable, cardIndex })),
      )
    case "FOOTER":
      return []
  }
}

function headerVariables(header: HeaderComponent): TemplateVariable[] {
  switch (header.format) {
    case "TEXT":
      return placeholderNames(header.text ?? "").map((name, index) => {
        const named = header.example?.header_text_named_params?.find((example) => example.param_name === name)
        return textVariable("header", name, named?.example ?? header.example?.header_text?.[index])
      })
    case "LOCATION":
      return [{ component: "header", name: "location", kind: "location" }]
    case "PRODUCT":
      return [{ component: "header", name: "product", kind: "product" }]
    default: {
      const example = header.example?.header_handle?.[0]
      const variable = { component: "header", name: "media", kind: mediaKinds[header.format] } as const
      return [example === undefined ? variable : { ...variable, example }]
    }
  }
}

const mediaKinds = { IMAGE: "image", VIDEO: "video", DOCUMENT: "document", GIF: "gif" } as const

/** A body without a text is that of an authentication template: its one variable is the code. */
function bodyVariables(body: BodyComponent): TemplateVariable[] {
  if (body.text === undefined) return [textVariable("body", "1", "123456")]
  return placeholderNames(body.text).map((name, index) => {
    const named = body.example?.body_text_named_params?.find((example) => example.param_name === name)
    return textVariable("body", name, named?.example ?? body.example?.body_text?.[0]?.[index])
  })
}

function buttonVariables(button: TemplateButton, buttonIndex: number): TemplateVariable[] {
  switch (button.type) {
    case "URL":
      if (isCodeUrl(button.url)) return []
      return placeholderNames(button.url)
        .slice(0, 1)
        .map((name) => ({
          ...textVariable("button", name, exampleEnd(button.url, button.example?.[0])),
          buttonIndex,
        }))
    case "COPY_CODE": {
      const example = Array.isArray(button.example) ? button.example[0] : button.example
      const variable = { component: "button", name: "coupon_code", kind: "coupon_code", buttonIndex } as const
      return [example === undefined ? variable : { ...variable, example }]
    }
    case "MPM":
      return [
        { component: "button", name: "sections", kind: "sections", buttonIndex },
        { component: "button", name: "thumbnail", kind: "thumbnail", buttonIndex },
      ]
    case "CATALOG":
      return [{ component: "button", name: "thumbnail", kind: "thumbnail", buttonIndex, optional: true }]
    case "FLOW":
      return [
        { component: "button", name: "flow_token", kind: "flow_token", buttonIndex, optional: true },
        { component: "button", name: "flow_data", kind: "flow_data", buttonIndex, optional: true },
      ]
    case "ORDER_DETAILS":
      return [{ component: "button", name: "action", kind: "action", buttonIndex }]
    default:
      return []
  }
}

function textVariable(
  component: "header" | "body" | "button",
  name: string,
  example?: string,
): TemplateVariable {
  return example === undefined
    ? { component, name, kind: "text" }
    : { component, name, kind: "text", example }
}

/** Read back from Meta, the code button of an authentication template is such an address. */
export function isCodeUrl(url: string): boolean {
  return /^https:\/\/www\.whatsapp\.com\/otp\/(code|copy)\//.test(url)
}

/**
 * Whether its variable is a code that a button copies: an authentication template, as submitted or as read back.
 * @example
 * isCodeTemplate({ components: [{ type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }] }) // true
 * isCodeTemplate({ components: [{ type: "BODY", text: "Hello" }] }) // false
 */
export function isCodeTemplate({ components }: TemplateComponents): boolean {
  return components.some(
    (component) =>
      component.type === "BUTTONS" &&
      component.buttons.some(
        (button) => button.type === "OTP" || (button.type === "URL" && isCodeUrl(button.url)),
      ),
  )
}

/**
 * Whether Meta sends it through its Marketing Messages API only: a GIF above the text. Source: Meta, "Template components".
 * @example needsMarketingMessages({ components: [{ type: "HEADER", format: "GIF" }] }) // true
 */
export function needsMarketingMessages({ components }: TemplateComponents): boolean {
  return components.some((component) => component.type === "HEADER" && component.format === "GIF")
}

/** The example is a whole address; the variable is only its end. */
const exampleEnd = (url: string, example: string | undefined) =>
  example === undefined ? undefined : addressEnd(url, example)

/**
 * The variables for which `values` has nothing; an empty text is nothing, as Meta refuses it.
 * @example
 * const template = { components: [{ type: "BODY" as const, text: "Hello {{1}}, order {{2}} is here" }] }
 * missingValues(template, { body: { 1: "Ana", 2: "" } }) // [{ component: "body", name: "2", kind: "text" }]
 */
export function missingValues(template: TemplateComponents, values: TemplateValues): TemplateVariable[] {
  return templateVariables(template).filter((variable) => {
    if (variable.optional) return false
    const card: CardValues | undefined =
      variable.cardIndex === undefined ? values : values.cards?.[variable.cardIndex]
    return !hasValue(variable, card ?? {}, values)
  })
}

function hasValue(variable: TemplateVariable, card: CardValues, values: TemplateValues): boolean {
  const button = variable.buttonIndex === undefined ? undefined : card.buttons?.[variable.buttonIndex]
  switch (variable.kind) {
    case "text":
      if (variable.component === "header") return Boolean(valueNamed(values.header, variable.name))
      return Boolean(variable.component === "body" ? valueNamed(card.body, variable.name) : button?.suffix)
    case "image":
    case "video":
    case "document":
    case "gif":
      return (
        card.headerMedia !== undefined &&
        ("id" in card.headerMedia ? card.headerMedia.id : card.headerMedia.link) !== ""
      )
    case "location":
      return values.headerLocation !== undefined
    case "product":
      return Boolean(card.headerProduct?.productRetailerId && card.headerProduct.catalogId)
    case "coupon_code":
      return Boolean(button?.couponCode)
    case "sections":
      return button?.sections !== undefined
    case "thumbnail":
      return Boolean(button?.thumbnailProductRetailerId)
    case "flow_token":
      return button?.flowToken !== undefined
    case "flow_data":
      return button?.flowActionData !== undefined
    case "action":
      return button?.action !== undefined
    case "instant":
      return values.offerEndsAtMs !== undefined
  }
}
