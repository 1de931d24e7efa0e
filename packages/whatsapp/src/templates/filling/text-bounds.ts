/** How long the texts of a template may be once their variables are filled. Pure. */
import { characterCount } from "../../messages/text.ts"
import type { TemplateButton } from "../buttons.ts"
import type { BodyComponent, TemplateComponent } from "../components.ts"
import {
  flatValue,
  placeholderNames,
  placeholdersIn,
  valueNamed,
  withoutPlaceholders,
} from "../placeholders.ts"
import { isCodeTemplate, type TemplateComponents } from "../variables.ts"
import { addressEnd } from "./address-end.ts"
import type { CardValues, TemplateValues } from "./values.ts"

/**
 * Meta's bounds in characters: "Template components" (header, body, address), "Authentication templates", "Coupon code
 * templates", "Limited-time offer templates", "Media card carousel templates"; the body alone as error 132005 is documented.
 */
const longest = {
  header: 60,
  body: 1024,
  bodyAlone: 32_768,
  bodyOfOffer: 600,
  bodyOfCard: 160,
  address: 2000,
  code: 15,
  coupon: 20,
  couponOfOffer: 15,
}

/** One text of a message, as far as its length depends on values. */
export interface BoundedText {
  /** Where its first value is, such as `body.1`, `cards.0.body.name` or `buttons.1.suffix`. */
  path: string
  /** Such as "body" or "address of button 2". */
  what: string
  /** Characters it may have. */
  most: number
  /** Characters that the template itself brings. */
  fixed: number
  /** The values in it, as often as they are in it. */
  values: readonly string[]
  /** The address of the template that the value is the end of. */
  address?: string
}

/**
 * The texts of a template that these values are part of.
 * @example
 * const template = { components: [{ type: "BODY" as const, text: "Hello {{1}}" }] }
 * boundedTexts(template, { body: { 1: "Ana" } }).map(({ most }) => most) // [32768]
 */
export function boundedTexts(template: TemplateComponents, values: TemplateValues): BoundedText[] {
  const { components } = template
  const isOffer = components.some(({ type }) => type === "LIMITED_TIME_OFFER")
  const most = isOffer ? longest.bodyOfOffer : components.length > 1 ? longest.body : longest.bodyAlone
  const isCode = isCodeTemplate(template)
  return components.flatMap((component): BoundedText[] => {
    switch (component.type) {
      case "HEADER":
        return filled("header", "header", component.text, values.header, longest.header)
      case "BODY":
        return isCode
          ? whole("body.1", "code", values.body?.["1"], longest.code)
          : bodyOf(component, values, { path: "body", what: "body", most })
      case "BUTTONS":
        return buttonsOf(component.buttons, values, { path: "", where: "", isOffer })
      case "CAROUSEL":
        return component.cards.flatMap((card, index) =>
          ofCard(card.components, values.cards?.[index] ?? {}, index),
        )
      default:
        return []
    }
  })
}

/**
 * Characters of a text with its values in place.
 * @example
 * const template = { components: [{ type: "BODY" as const, text: "Hello {{1}}" }] }
 * boundedTexts(template, { body: { 1: "Ana" } }).map(filledLength) // [9]
 */
export const filledLength = ({ fixed, values, address }: BoundedText): number =>
  values.reduce(
    (sum, value) =>
      sum + characterCount(address === undefined ? flatValue(value) : addressEnd(address, value)),
    fixed,
  )

function ofCard(components: readonly TemplateComponent[], values: CardValues, index: number): BoundedText[] {
  const path = `cards.${index}.`
  const where = ` on card ${index + 1}`
  return components.flatMap((component) => {
    if (component.type === "BODY")
      return bodyOf(component, values, {
        path: `${path}body`,
        what: `body${where}`,
        most: longest.bodyOfCard,
      })
    if (component.type === "BUTTONS")
      return buttonsOf(component.buttons, values, { path, where, isOffer: false })
    return []
  })
}

const bodyOf = (
  { text }: BodyComponent,
  { body }: CardValues,
  { path, what, most }: { path: string; what: string; most: number },
) => filled(path, what, text, body, most)

function buttonsOf(
  buttons: readonly TemplateButton[],
  { buttons: given }: CardValues,
  { path, where, isOffer }: { path: string; where: string; isOffer: boolean },
): BoundedText[] {
  return buttons.flatMap((button, index): BoundedText[] => {
    const value = given?.[index]
    const at = `${path}buttons.${index}`
    if (button.type === "COPY_CODE")
      return whole(
        `${at}.coupon_code`,
        "code",
        value?.couponCode,
        isOffer ? longest.couponOfOffer : longest.coupon,
      )
    if (button.type !== "URL" || value?.suffix === undefined || placeholderNames(button.url).length === 0)
      return []
    const fixed = characterCount(withoutPlaceholders(button.url))
    const what = `address of button ${index + 1}${where}`
    return [
      {
        path: `${at}.suffix`,
        what,
        most: longest.address,
        fixed,
        values: [value.suffix],
        address: button.url,
      },
    ]
  })
}

function whole(path: string, what: string, value: string | undefined, most: number): BoundedText[] {
  return value === undefined ? [] : [{ path, what, most, fixed: 0, values: [value] }]
}

function filled(
  path: string,
  what: string,
  text: string | undefined,
  given: Readonly<Record<string, string>> | undefined,
  most: number,
): BoundedText[] {
  if (text === undefined) return []
  const names = placeholdersIn(text).map(({ name }) => name)
  const values = names.flatMap((name) => valueNamed(given, name) ?? [])
  if (values.length === 0) return []
  const fixed = characterCount(withoutPlaceholders(text))
  return [{ path: `${path}.${names[0]}`, what, most, fixed, values }]
}
