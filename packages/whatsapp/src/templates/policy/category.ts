/** Which category Meta would file a template under. Source: Meta, "Template categorization". */

import type { TemplateCategory, TemplateDefinition } from "../definition.ts"
import { templateTexts } from "../texts.ts"
import { codes, promotions, transactions, wordLanguages } from "./category-words.ts"

export interface CategoryEstimate {
  category: TemplateCategory
  /** Why, for people: what of the template points to the category. */
  reasons: string[]
  /** Whether Meta would probably change the category that was asked for. */
  differs: boolean
}

/**
 * The category Meta would probably find, with the reasons. Pure. Whatever promotes anything is MARKETING, even beside
 * news of an order; whatever is about neither an agreed transaction nor a code is MARKETING as well. In languages whose
 * words are not known here the template's own category stands unless its parts speak against it.
 * @example
 * const components = [{ type: "BODY" as const, text: "Your order 4711 has shipped." }]
 * estimateCategory({ category: "UTILITY", language: "en_US", components }).category // "UTILITY"
 */
export function estimateCategory(
  definition: Pick<TemplateDefinition, "category" | "components" | "language">,
): CategoryEstimate {
  const declared = definition.category
  const verdict = (category: TemplateCategory, reasons: string[]): CategoryEstimate => ({
    category,
    reasons,
    differs: category !== declared && declared !== "MARKETING",
  })
  if (declared === "AUTHENTICATION") return verdict(declared, ["Its text is Meta's own."])

  const texts = templateTexts(definition).filter((text) => text.kind !== "link")
  const code = texts.map(({ text }) => codes.exec(text)?.[0]).find((found) => found !== undefined)
  if (code !== undefined) {
    return { category: "AUTHENTICATION", reasons: [`It speaks of a “${code}”.`], differs: true }
  }
  const parts = promotionalParts(definition)
  const promoting = [...new Set(texts.flatMap(({ text }) => promotions.exec(text)?.[0].toLowerCase() ?? []))]
  if (parts.length > 0 || promoting.length > 0) {
    const said = promoting.length === 0 ? [] : [`It says ${promoting.map((word) => `“${word}”`).join(", ")}.`]
    return verdict("MARKETING", [...parts, ...said])
  }
  const agreed = texts.map(({ text }) => transactions.exec(text)?.[0]).find((found) => found !== undefined)
  if (agreed !== undefined) return verdict("UTILITY", [`It is about something agreed: “${agreed}”.`])
  if (
    !wordLanguages.has(definition.language.split("_")[0] ?? "") ||
    texts.every(({ text }) => text.trim() === "")
  ) {
    return verdict(declared, [])
  }
  return verdict("MARKETING", ["Nothing in it refers to an order, an appointment or another agreed matter."])
}

function promotionalParts(definition: Pick<TemplateDefinition, "components">): string[] {
  return definition.components.flatMap((component): string[] => {
    if (component.type === "LIMITED_TIME_OFFER") return ["It is a limited-time offer."]
    if (component.type === "CAROUSEL") return ["It is a carousel."]
    if (component.type !== "BUTTONS") return []
    const kinds = new Set(component.buttons.map((button) => button.type))
    return [
      ...(kinds.has("COPY_CODE") ? ["It has a button that copies an offer code."] : []),
      ...(kinds.has("CATALOG") || kinds.has("MPM") || kinds.has("SPM")
        ? ["It has a button that shows products."]
        : []),
    ]
  })
}
