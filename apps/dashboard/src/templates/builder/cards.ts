/** The cards of a carousel, which are all built alike, and what else shows products. Pure. */
import type { TemplateButton } from "@parley/whatsapp/templates"
import { buttonKinds } from "./button-kinds.ts"
import { type Draft, type DraftCard, type DraftHeader, noHeader } from "./draft/draft.ts"

/** What is above the text of each card. */
export type CardFormat = "IMAGE" | "VIDEO" | "PRODUCT"
/** What a product's card leads to. */
export type ProductButton = "SPM" | "URL"

const emptyCard: DraftCard = {
  header: { ...noHeader, format: "IMAGE" },
  body: "",
  buttons: [buttonKinds.QUICK_REPLY.fresh],
}

/** A carousel to start with. */
export const emptyCards: DraftCard[] = [emptyCard, emptyCard]

export function cardFormat([first]: readonly DraftCard[]): CardFormat {
  const format = first?.header.format
  return format === "VIDEO" || format === "PRODUCT" ? format : "IMAGE"
}

/** Cards with another header. Those of products have no text and one button of two kinds. */
export function withCardFormat(cards: readonly DraftCard[], format: CardFormat): DraftCard[] {
  return cards.map(({ body, buttons }) => {
    const header: DraftHeader = { ...noHeader, format }
    if (format === "PRODUCT") {
      const link = buttons.find(({ type }) => type === "URL")
      return { header, body: "", buttons: [link ?? buttonKinds.SPM.fresh] }
    }
    const others = buttons.filter(({ type }) => type !== "SPM")
    return { header, body, buttons: others.length === 0 ? emptyCard.buttons : others }
  })
}

export const productButton = ([first]: readonly DraftCard[]): ProductButton =>
  first?.buttons[0]?.type === "URL" ? "URL" : "SPM"

/** Cards of products whose one button is of another kind. */
export function withProductButton(cards: readonly DraftCard[], type: ProductButton): DraftCard[] {
  return cards.map((card) =>
    card.buttons[0]?.type === type ? card : { ...card, buttons: [buttonKinds[type].fresh] },
  )
}

/** One more card, of the same parts as the first. */
export function withCard(cards: readonly DraftCard[]): DraftCard[] {
  const [first = emptyCard] = cards
  return [...cards, { ...first, header: { ...noHeader, format: first.header.format }, body: "" }]
}

/** The draft's cards without one; those after it move up, and their samples with them. */
export function withoutCard(
  { cards, samples }: Pick<Draft, "cards" | "samples">,
  removed: number,
): Pick<Draft, "cards" | "samples"> {
  const others = Object.entries(samples).filter(([place]) => !place.startsWith("card."))
  const kept = cards.map((_card, index) => samples[`card.${index}`] ?? {}).toSpliced(removed, 1)
  return {
    cards: cards.toSpliced(removed, 1),
    samples: Object.fromEntries([...others, ...kept.map((given, index) => [`card.${index}`, given])]),
  }
}

/** Another header, with the button that a product needs and that nothing else may have. */
export function withHeader(
  before: Pick<Draft, "header" | "buttons">,
  header: DraftHeader,
): Pick<Draft, "header" | "buttons"> {
  const { buttons } = before
  const others: TemplateButton[] = buttons.filter(({ type }) => type !== "SPM")
  if (header.format === before.header.format) return { header, buttons }
  if (before.header.format === "PRODUCT") return { header, buttons: others }
  const lacks = header.format === "PRODUCT" && others.length === buttons.length
  return { header, buttons: lacks ? [...buttons, buttonKinds.SPM.fresh] : buttons }
}
