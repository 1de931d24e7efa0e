/** The recipient of a message: `to`, a phone number, or `recipient`, a business-scoped user id. */
import { waIdOfBsuid } from "../../../people/bsuid.ts"
import type { PhoneNumber } from "../../../world/objects.ts"
import type { World } from "../../../world/world.ts"
import { string } from "../../protocol/inspect.ts"
import { missingParameter, notOneOf, whatsappError } from "../../protocol/refusal.ts"
import type { Params } from "../../protocol/request.ts"

export interface Recipient {
  /** As it was addressed. */
  input: string
  waId: string
  byUserId: boolean
}

/** Reads the recipient; `to` wins when both are given. Throws 131009, 131021, 131030 and (#100). */
export function recipientOf(world: World, number: PhoneNumber, params: Params): Recipient {
  const kind = params.recipient_type
  if (kind === "group")
    throw whatsappError(131009, "The group does not exist or the number is not a member of it.")
  if (kind !== undefined && kind !== "individual")
    throw notOneOf("recipient_type", ["INDIVIDUAL", "GROUP"], kind)
  const to = params.to ?? params.recipient
  if (to === undefined || to === null || to === "") throw missingParameter("to")
  const input = typeof to === "number" ? String(to) : string(to, "to")
  if (params.to === undefined) {
    const businessId = world.wabas.get(number.waba_id)?.business_id ?? ""
    const waId = waIdOfBsuid(input, businessId)
    if (waId === undefined)
      throw whatsappError(131009, `recipient ${input} is not a business-scoped user ID of this business.`)
    return { input, waId, byUserId: true }
  }
  const waId = input.replace(/[\s().+-]/g, "")
  if (!/^[1-9]\d{4,14}$/.test(waId))
    throw whatsappError(131009, `The recipient phone number ${input} is not valid.`)
  if (waId === number.digits) throw whatsappError(131021, "Sender and recipient phone number is the same.")
  if (number.account_mode === "SANDBOX" && !number.allowed_recipients.includes(waId)) {
    throw whatsappError(
      131030,
      "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.",
    )
  }
  return { input, waId, byUserId: false }
}
