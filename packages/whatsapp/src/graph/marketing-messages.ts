/** The Marketing Messages API. Source: Meta, "Sending messages" and "Onboard" of the Marketing Messages API. */
import { z } from "zod"
import type { OutgoingMessage } from "../messages/message.ts"
import type { GraphClient } from "./client.ts"
import { optionalText } from "./fields.ts"
import type { GraphResult, SendOutcome } from "./result.ts"

export type MarketingMessage = Extract<OutgoingMessage, { type: "template" }> & {
  /** `STRICT` refuses what Meta would send by Cloud API otherwise: a business that is not onboarded, a person it does not reach. */
  product_policy?: "CLOUD_API_FALLBACK" | "STRICT"
  /** Whether Meta may use what becomes of this message; absent: as the account says. */
  message_activity_sharing?: boolean
}

/**
 * `POST /{phone-number-id}/marketing_messages`: a marketing template, delivered as Meta thinks best. Its statuses have the pricing
 * category `marketing_lite`, or `marketing` where Meta sent it by Cloud API. Outcomes are those of `GraphClient.sendMessage`.
 * @example
 * await sendMarketingMessage(graph, "106540352242922", {
 *   messaging_product: "whatsapp",
 *   to: "+16505551234",
 *   type: "template",
 *   template: { name: "spring_sale", language: { code: "en_US" } },
 *   product_policy: "CLOUD_API_FALLBACK",
 * })
 */
export function sendMarketingMessage(
  graph: GraphClient,
  phoneNumberId: string,
  message: MarketingMessage,
): Promise<SendOutcome> {
  return graph.sendMessage(phoneNumberId, JSON.stringify(message), { endpoint: "marketing_messages" })
}

const statusSchema = z
  .object({ marketing_messages_onboarding_status: optionalText })
  .transform((account) => account.marketing_messages_onboarding_status ?? null)

/**
 * How far a business account has come with the Marketing Messages API, in Meta's word for it; null: it has none. See `readStanding`.
 * @example
 * const status = await getMarketingMessagesStatus(graph, "102290129340398")
 * const isOnboarded = status.ok && status.data === "ONBOARDED"
 */
export function getMarketingMessagesStatus(
  graph: GraphClient,
  wabaId: string,
): Promise<GraphResult<string | null>> {
  return graph.get(wabaId, { fields: "marketing_messages_onboarding_status" }, statusSchema)
}
