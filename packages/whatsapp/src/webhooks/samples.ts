/** Webhook bodies in Meta's shape with invented values, for tests. */
import type { WebhookEvent } from "./event.ts"
import { parseWebhook } from "./parse.ts"

export const wabaId = "102290129340398"
export const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" }

export const contact = {
  profile: { name: "Ana Ruiz" },
  wa_id: "16505551234",
  user_id: "US.13491208655302741918",
}

/** A webhook about messages: `value` gets its metadata. */
export function messagesWebhook(value: object): object {
  return fieldWebhook("messages", { messaging_product: "whatsapp", metadata, ...value }, null)
}

export function fieldWebhook(field: string, value: object, time: number | null = 1763798700): object {
  return {
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, ...(time === null ? {} : { time }), changes: [{ field, value }] }],
  }
}

/** As many statuses as Meta puts into one webhook at most. */
export function statusWebhook(count: number): object {
  const statuses = Array.from({ length: count }, (_, index) => ({
    id: `wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI1RjQyNUE3NEYxMzAzM${index}`,
    status: "delivered",
    timestamp: String(1763798400 + index),
    recipient_id: `1650555${1000 + (index % 9000)}`,
    recipient_user_id: `US.${13491208655302741918n + BigInt(index)}`,
    biz_opaque_callback_data: `0199a7c4-0000-7000-8000-${String(index).padStart(12, "0")}`,
    pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" },
  }))
  return messagesWebhook({ statuses })
}

/** What a webhook tells, when that is one thing. @throws Error when it is none or several */
export function one(json: unknown): WebhookEvent {
  const events = parseWebhook(json)
  const [event] = events
  if (event === undefined || events.length > 1) throw new Error(`It tells ${events.length} things.`)
  return event
}
