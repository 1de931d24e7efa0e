/** `POST /{phone-number-id}/marketing_messages`: marketing templates by the Marketing Messages API. */
import type { PhoneNumber } from "../../world/objects.ts"
import { messaging, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import type { Disturbance } from "../protocol/disturbance.ts"
import { invalidParameter } from "../protocol/refusal.ts"
import { type Answer, oneOf, requireProduct } from "../protocol/request.ts"
import { send } from "./messages.ts"

/**
 * As `/messages`, for marketing templates only (134100). What the account is not onboarded for goes by Cloud API, or not at all
 * where `product_policy` is STRICT (131055).
 */
export function postMarketingMessage(
  call: Call<PhoneNumber>,
): Answer | Disturbance | Promise<Answer | Disturbance> {
  const { params } = call.request
  requireScope(call.caller, messaging)
  requireProduct(params.messaging_product)
  oneOf(params, "product_policy", ["CLOUD_API_FALLBACK", "STRICT"])
  const sharing = params.message_activity_sharing
  if (sharing !== undefined && typeof sharing !== "boolean")
    throw invalidParameter("Param message_activity_sharing must be a boolean.")
  if (params.type !== "template") throw invalidParameter("Message must be a template message.")
  return send(call, "marketing_messages")
}
