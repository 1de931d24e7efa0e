/** What the automatic reviewer turns down: the written rules a machine can see. */
import type { Template } from "../../world/objects.ts"
import { isRecord } from "../protocol/request.ts"

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
