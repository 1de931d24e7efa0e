/** Checks a template before it is submitted: a refusal costs a review, a rejected name cannot be corrected in place. */

import type { TemplateComponent } from "../components.ts"
import type { TemplateCategory, TemplateDefinition } from "../definition.ts"
import { isTemplateLanguage } from "../languages.ts"
import { checkMessageButtons } from "./buttons.ts"
import { checkCarousel } from "./carousel.ts"
import { error, type Location, type TemplateIssue } from "./issue.ts"
import { checkAuthentication, checkOffer, checkRepetitions } from "./kinds.ts"
import { checkOptOuts } from "./opt-outs.ts"
import { checkBody, checkFooter, checkHeader } from "./text.ts"

/** Bounds of `message_send_ttl_seconds` per category. Source: Meta, "Time-to-live". */
const ttlSeconds: Record<TemplateCategory, { min: number; max: number }> = {
  AUTHENTICATION: { min: 30, max: 900 },
  UTILITY: { min: 30, max: 43_200 },
  MARKETING: { min: 43_200, max: 2_592_000 },
}

/**
 * Everything Meta would refuse (severity `error`) or is likely to object to in review (`warning`); empty when
 * there is nothing. Pure. Rules follow Meta, "Template components", "Template review", "Authentication
 * templates", "Limited-time offer templates", "Media card carousel templates", "Product card carousel templates",
 * "Single-product message templates" and "Time-to-live".
 * @example
 * const definition: TemplateDefinition = {
 *   name: "Order update",
 *   language: "en_US",
 *   category: "UTILITY",
 *   components: [{ type: "BODY", text: "The order {{1}} has left our shop today." }],
 * }
 * checkTemplate(definition).map(({ rule, path }) => `${rule} at ${path}`)
 * // ["name_format at name", "body_example_missing at components[0].example"]
 */
export function checkTemplate(definition: TemplateDefinition): TemplateIssue[] {
  const { components, category } = definition
  const issues = [
    ...checkIdentity(definition),
    ...checkTtl(definition),
    ...checkRepetitions(components, ["components"]),
    ...checkPresence(components),
    ...checkOptOuts(definition),
  ]
  if (category === "AUTHENTICATION") return [...issues, ...checkAuthentication(components)]
  const format = definition.parameter_format ?? "POSITIONAL"
  const isOffer = components.some((component) => component.type === "LIMITED_TIME_OFFER")
  for (const [index, component] of components.entries()) {
    issues.push(...checkComponent(component, format, isOffer, ["components", index]))
  }
  return [
    ...issues,
    ...checkProduct(components),
    ...checkOffer(components, category),
    ...checkCarousel(components, category, format),
  ]
}

/** A product and the button that shows it go together. Source: Meta, "Single-product message templates". */
function checkProduct(components: readonly TemplateComponent[]): TemplateIssue[] {
  const headerAt = components.findIndex(({ type }) => type === "HEADER")
  const header = components[headerAt]
  const buttonsAt = components.findIndex(({ type }) => type === "BUTTONS")
  const buttons = components[buttonsAt]
  const viewAt = buttons?.type === "BUTTONS" ? buttons.buttons.findIndex(({ type }) => type === "SPM") : -1
  const hasProduct = header?.type === "HEADER" && header.format === "PRODUCT"
  if (hasProduct && viewAt === -1) {
    return [
      error(
        "product_button_missing",
        ["components", headerAt],
        "A product header needs the button that shows the product.",
      ),
    ]
  }
  if (hasProduct || viewAt === -1) return []
  const at = ["components", buttonsAt, "buttons", viewAt]
  return [error("product_header_missing", at, "A button that shows one product needs a product header.")]
}

function checkIdentity(definition: TemplateDefinition): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  if (!/^[a-z0-9_]{1,512}$/.test(definition.name)) {
    issues.push(
      error("name_format", ["name"], "A name has 1 to 512 lower-case letters, digits and underscores."),
    )
  }
  if (!isTemplateLanguage(definition.language)) {
    issues.push(
      error("language_unknown", ["language"], `Templates cannot be written in "${definition.language}".`),
    )
  }
  return issues
}

function checkTtl(definition: TemplateDefinition): TemplateIssue[] {
  const ttl = definition.message_send_ttl_seconds
  if (ttl === undefined || (ttl === -1 && definition.category === "AUTHENTICATION")) return []
  const { min, max } = ttlSeconds[definition.category]
  if (ttl >= min && ttl <= max) return []
  const message = `The time to live of ${definition.category} templates is ${min} to ${max} seconds.`
  return [error("ttl_out_of_range", ["message_send_ttl_seconds"], message)]
}

function checkPresence(components: readonly TemplateComponent[]): TemplateIssue[] {
  if (components.some((component) => component.type === "BODY")) return []
  return [error("body_missing", ["components"], "A template needs a body.")]
}

function checkComponent(
  component: TemplateComponent,
  format: "POSITIONAL" | "NAMED",
  isOffer: boolean,
  at: Location,
): TemplateIssue[] {
  switch (component.type) {
    case "HEADER":
      return checkHeader(component, format, at)
    case "BODY":
      return checkBody(component, format, isOffer ? 600 : 1024, at)
    case "FOOTER":
      return checkFooter(component, at)
    case "BUTTONS":
      return checkMessageButtons(component.buttons, isOffer ? 15 : 20, [...at, "buttons"])
    case "LIMITED_TIME_OFFER":
    case "CAROUSEL":
      return []
  }
}
