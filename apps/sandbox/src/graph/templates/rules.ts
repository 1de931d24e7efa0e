/** What the automatic reviewer turns down (the written rules a machine can see), and what is said of a rejection. */
import { isRecord } from "../../json.ts"
import type { Template } from "../../world/objects.ts"

const promotional = /\b(sale|discount|% off|coupon|promo(tion)?|offer|deal|buy now|free gift)\b/i
const abusive = /\b(casino|lottery winner|crypto giveaway|send money)\b/i

/** The `reason` of the rejection, undefined when nothing speaks against the template. Pure. */
export function faultOf(template: Template): string | undefined {
  const texts = template.components.flatMap((component) =>
    isRecord(component) ? [String(component.text ?? "")] : [],
  )
  const body = texts.join("\n")
  if (abusive.test(body)) return "ABUSIVE_CONTENT"
  if (template.category === "UTILITY" && promotional.test(body)) return "INCORRECT_CATEGORY"
  return undefined
}

/** For people to read. */
const words: Readonly<Record<string, string>> = {
  ABUSIVE_CONTENT: "The template has content that may be threatening or abusive.",
  INCORRECT_CATEGORY: "The content of the template does not match its category.",
  INVALID_FORMAT: "The template has variables or samples that are not formatted as they should be.",
  PROMOTIONAL: "The template has promotional content that its category does not allow.",
  SCAM: "The template has content that looks like a scam.",
  TAG_CONTENT_MISMATCH: "The language or the category of the template does not match its content.",
}

/** `rejection_info` of a template that was rejected with this code. */
export function rejectionOf(code: string): { reason: string; recommendation: string } {
  return {
    reason: words[code] ?? "The template does not comply with the WhatsApp Business Messaging Policy.",
    recommendation: "Change the template and submit it again.",
  }
}
