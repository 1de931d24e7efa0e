/** Which of Meta's two APIs a template goes by. */
import type { PhoneNumber, Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { Refusal, whatsappError } from "../protocol/refusal.ts"
import type { Params } from "../protocol/request.ts"
import { demandsOf } from "../templates/required-values.ts"

/**
 * Whether a template goes through the Marketing Messages API, and not by Cloud API.
 * @throws Refusal where it can go neither way
 */
export function goesByMarketingMessages(
  world: World,
  number: PhoneNumber,
  { endpoint, template, params }: { endpoint: string; template: Template | undefined; params: Params },
): boolean {
  const waba = world.wabas.get(number.waba_id)
  const isMarketing = template?.category === "MARKETING"
  if (endpoint === "marketing_messages") {
    if (!isMarketing)
      throw whatsappError(134100, "Only marketing templates can be sent with the Marketing Messages API.")
    if (waba?.marketing_messages_onboarding_status === "ONBOARDED") {
      const since = Math.max(template.created_at_ms, waba.marketing_messages_onboarded_at_ms ?? 0)
      if (world.clock.nowMs() - since < world.settings.limits.marketing_sync_ms)
        throw whatsappError(134101, "The template is still being synced. Try again in ten minutes.")
      return true
    }
    if (params.product_policy === "STRICT") throw termsNotAccepted()
  }
  if (template?.optimization_spec !== undefined)
    throw whatsappError(131061, "The template has a maximum price: send it with the Marketing Messages API.")
  if (isMarketing && waba?.disable_marketing_messages_on_cloud_api === true)
    throw whatsappError(
      131063,
      "Marketing templates of this account are sent with the Marketing Messages API.",
    )
  if (template !== undefined && demandsOf(template).header.kind === "gif")
    throw whatsappError(132012, "header: GIF headers can be sent with the Marketing Messages API only")
  return false
}

/** In the words that are reported of Meta. */
function termsNotAccepted(): Refusal {
  return new Refusal({
    code: 131055,
    message: "(#200) You must accept the Marketing Messages Lite API terms to use the API.",
  })
}
