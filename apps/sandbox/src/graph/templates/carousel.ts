/** Templates that show products, and the cards of carousels: which parts go together. */
import { isRecord } from "../../json.ts"
import { invalidParameter, templateError } from "../protocol/refusal.ts"

type Component = Record<string, unknown>

/** What a card may have below it, by what is above. */
const cards: ReadonlyMap<string, { buttons: readonly string[]; atMost: number; hasText: boolean }> = new Map(
  Object.entries({
    IMAGE: { buttons: ["QUICK_REPLY", "URL", "PHONE_NUMBER"], atMost: 2, hasText: true },
    VIDEO: { buttons: ["QUICK_REPLY", "URL", "PHONE_NUMBER"], atMost: 2, hasText: true },
    PRODUCT: { buttons: ["SPM", "URL"], atMost: 1, hasText: false },
  }),
)

/** @param readPart reads a header, a body or buttons; their types are in upper case */
export function readCarousel(component: Component, readPart: (part: Component) => Component): Component {
  const cards = component.cards
  if (!Array.isArray(cards) || cards.length < 2 || cards.length > 10) {
    throw invalidParameter("Param cards must be an array of 2 to 10 elements.")
  }
  const layouts = new Set<string>()
  const read = cards.map((card: unknown, i) => {
    if (!isRecord(card) || !Array.isArray(card.components))
      throw invalidParameter("Param cards must hold components.")
    const components = card.components
      .filter(isRecord)
      .map((item) => readPart({ ...item, type: String(item.type ?? "").toUpperCase() }))
    inspectCard(components, `cards[${i}]`)
    layouts.add(layoutOf(components))
    return { ...card, components }
  })
  if (layouts.size > 1) {
    throw templateError(
      2388169,
      "Cards are different",
      "All cards of a carousel must have the same components.",
    )
  }
  return { ...component, cards: read }
}

function inspectCard(components: readonly Component[], path: string): void {
  const format = String(components.find(({ type }) => type === "HEADER")?.format ?? "")
  const rule = cards.get(format)
  if (rule === undefined) {
    throw invalidParameter(`Param ${path} must have a header of format IMAGE, VIDEO or PRODUCT.`)
  }
  if (!rule.hasText && components.some(({ type }) => type === "BODY"))
    throw invalidParameter(`Param ${path} cannot have a body: its header is a product.`)
  const buttons = buttonsOf(components)
  const stranger = buttons.find((type) => !rule.buttons.includes(type))
  if (buttons.length < 1 || buttons.length > rule.atMost || stranger !== undefined) {
    throw invalidParameter(
      `Param ${path} must have 1 to ${rule.atMost} buttons of the types ${rule.buttons.join(", ")}.`,
    )
  }
}

/** A product above a message and the button that shows it need each other. */
export function requireProductParts(components: readonly Component[]): void {
  const hasProduct = components.some(({ type, format }) => type === "HEADER" && format === "PRODUCT")
  if (hasProduct !== buttonsOf(components).includes("SPM")) {
    throw invalidParameter("A header of format PRODUCT and a button of type SPM must be given together.")
  }
}

function buttonsOf(components: readonly Component[]): string[] {
  const buttons = components.find(({ type }) => type === "BUTTONS")?.buttons
  return Array.isArray(buttons) ? buttons.filter(isRecord).map(({ type }) => String(type)) : []
}

function layoutOf(components: readonly Component[]): string {
  const parts = components.map(({ type, format }) => `${String(type)} ${String(format ?? "")}`)
  return [...parts, ...buttonsOf(components)].join(",")
}
