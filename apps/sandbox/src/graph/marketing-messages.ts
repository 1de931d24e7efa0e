/** `POST /{phone-number-id}/marketing_messages`: marketing templates by the Marketing Messages API. */
import type { PhoneNumber } from "../world/objects.ts"
import { MESSAGING, requireScope } from "./access.ts"
import type { Call } from "./call.ts"
import type { Disturbance } from "./disturbance.ts"
import { send } from "./messages.ts"
import { invalidParameter, whatsappError } from "./refusal.ts"
import { requireProduct } from "./registration.ts"
import { type Answer, oneOf } from "./request.ts"

/** As `/messages`, for marketing templates only (134100); priced as `marketing_lite`. */
export function postMarketingMessage(
  call: Call<PhoneNumber>,
): Answer | Disturbance | Promise<Answer | Disturbance> {
  const { params } = call.request
  requireScope(call.caller, MESSAGING)
  requireProduct(params.messaging_product)
  oneOf(params, "product_policy", ["CLOUD_API_FALLBACK", "STRICT"])
  const sharing = params.message_activity_sharing
  if (sharing !== undefined && typeof sharing !== "boolean")
    throw invalidParameter("Param message_activity_sharing must be a boolean.")
  if (params.type !== "template")
    throw whatsappError(134100, "Only template messages can be sent with the Marketing Messages API.")
  return send(call, true)
}
