/** What reviewers and policies object to, as far as a machine can see it. */

import { checkTemplate } from "../check/check.ts"
import { type TemplateIssue, warning } from "../check/issue.ts"
import type { TemplateDefinition } from "../definition.ts"
import { type PlacedText, templateTexts } from "../texts.ts"
import { type CategoryEstimate, estimateCategory } from "./category.ts"
import { transactions } from "./category-words.ts"
import {
  negations,
  optOuts,
  prohibitedGoods,
  requests,
  sensitiveIdentifiers,
  shorteners,
  threats,
  whatsappHosts,
} from "./policy-words.ts"

export interface Preflight {
  /** Errors keep the template from being submitted; warnings do not. */
  issues: TemplateIssue[]
  category: CategoryEstimate
}

/**
 * Everything that can be said about a template before it is submitted: rules, policies, and its likely category. Pure.
 * @example
 * const definition: TemplateDefinition = {
 *   name: "order_update",
 *   language: "en_US",
 *   category: "UTILITY",
 *   components: [{ type: "BODY", text: "Your order is on its way. Use this discount on your next one!" }],
 * }
 * const { issues, category } = preflightTemplate(definition)
 * issues.filter(({ severity }) => severity === "error") // []
 * category.category // "MARKETING"
 * category.differs // true
 */
export function preflightTemplate(definition: TemplateDefinition): Preflight {
  return {
    issues: [...checkTemplate(definition), ...checkPolicy(definition)],
    category: estimateCategory(definition),
  }
}

/**
 * Warnings about what a template says. Pure. They come of words, which do not know their sentence: nothing here keeps
 * a template from being submitted. Source: WhatsApp Business Messaging Policy and Commerce Policy; Meta, "Template
 * review", "Template categorization".
 * @example
 * const definition: TemplateDefinition = {
 *   name: "order_update",
 *   language: "en_US",
 *   category: "UTILITY",
 *   components: [{ type: "BODY", text: "Reply with your password to confirm the order." }],
 * }
 * checkPolicy(definition).map(({ rule }) => rule) // ["sensitive_identifiers"]
 */
export function checkPolicy(definition: TemplateDefinition): TemplateIssue[] {
  const texts = templateTexts(definition)
  return [
    ...texts.flatMap(checkGoods),
    ...texts.flatMap(checkIdentifiers),
    ...texts.flatMap(checkThreats),
    ...texts.flatMap(checkLinks),
    ...checkOptOut(definition, texts),
    ...checkCategory(definition, texts),
  ]
}

function checkGoods({ at, text, kind }: PlacedText): TemplateIssue[] {
  if (kind === "link") return []
  return Object.entries(prohibitedGoods).flatMap(([goods, expression]) => {
    const word = expression.exec(text)?.[0]
    if (word === undefined) return []
    return [warning("prohibited_goods", at, `“${word}”: WhatsApp's Commerce Policy does not allow ${goods}.`)]
  })
}

function checkIdentifiers({ at, text, kind }: PlacedText): TemplateIssue[] {
  if (kind === "link") return []
  for (const sentence of text.split(/[.!?\n;]+/)) {
    const identifier = sensitiveIdentifiers.exec(sentence)?.[0]
    if (identifier === undefined || !requests.test(sentence) || negations.test(sentence)) continue
    return [
      warning(
        "sensitive_identifiers",
        at,
        `It seems to ask for “${identifier}”, which may not be asked for in a chat.`,
      ),
    ]
  }
  return []
}

function checkThreats({ at, text }: PlacedText): TemplateIssue[] {
  const word = threats.exec(text)?.[0]
  return word === undefined ? [] : [warning("abusive_content", at, `“${word}” can be read as a threat.`)]
}

/** Bare addresses too: people write them without https://. Looked for from where a word starts, once for each word. */
const address = /(?<![\p{L}\p{N}.-])((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?=[/?#\s]|$)/giu

function checkLinks({ at, text }: PlacedText): TemplateIssue[] {
  for (const match of text.matchAll(address)) {
    const host = (match[1] ?? "").toLowerCase()
    if (shorteners.has(host)) return [warning("url_shortened", at, `${host} hides where the address leads.`)]
    if (whatsappHosts.has(host))
      return [warning("url_of_whatsapp", at, `Links to ${host} are refused in templates.`)]
  }
  return []
}

function checkOptOut(
  { category, components }: TemplateDefinition,
  texts: readonly PlacedText[],
): TemplateIssue[] {
  if (category !== "MARKETING" || !components.some((component) => component.type === "BODY")) return []
  if (texts.some(({ text, kind }) => kind === "opt_out" || (kind !== "link" && optOuts.test(text)))) return []
  return [warning("opt_out_missing", ["components"], "Nothing tells people how to stop such messages.")]
}

/**
 * The quick replies of a marketing template that read as a way out of such messages and are not marked as one, with the
 * place each is at. What a tap on one brings about is for the receiver to say: Meta knows no difference between quick
 * replies. Pure.
 *
 * @example
 * const definition: TemplateDefinition = {
 *   name: "spring_sale",
 *   language: "en_US",
 *   category: "MARKETING",
 *   components: [
 *     { type: "BODY", text: "Everything is 20% off." },
 *     { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Stop promotions" }] },
 *   ],
 * }
 * optOutReplies(definition)
 * // [{ at: ["components", 1, "buttons", 0, "text"], text: "Stop promotions", kind: "reply" }]
 */
export function optOutReplies(definition: TemplateDefinition): PlacedText[] {
  if (definition.category !== "MARKETING") return []
  return templateTexts(definition).filter(({ kind, text }) => kind === "reply" && optOuts.test(text))
}

function checkCategory(definition: TemplateDefinition, texts: readonly PlacedText[]): TemplateIssue[] {
  const { category, reasons, differs } = estimateCategory(definition)
  if (!differs) return []
  const message =
    `Meta would probably file this under ${category}, not ${definition.category}. ${reasons.join(" ")}`.trim()
  const isMixed =
    category === "MARKETING" && texts.some(({ text, kind }) => kind !== "link" && transactions.test(text))
  return [warning(isMixed ? "utility_mixed" : "category_may_change", ["category"], message)]
}
