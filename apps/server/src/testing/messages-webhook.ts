/** A webhook of Meta's about messages of the number that `seedNumber` makes, as it comes in. */
export function messagesWebhook(value: object, field = "messages"): string {
  const metadata = { display_phone_number: "15550783881", phone_number_id: "200" }
  const changes = [{ field, value: { messaging_product: "whatsapp", metadata, ...value } }]
  return JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "100", changes }] })
}

/** A webhook with one message of a person, who wrote it at that time. */
export function inboundWebhook(
  message: { from: string; id: string; at: Date } & Record<string, unknown>,
): string {
  const { at, ...said } = message
  return messagesWebhook({
    contacts: [{ profile: { name: "Ana" }, wa_id: message.from }],
    messages: [{ timestamp: String(Math.floor(at.getTime() / 1000)), ...said }],
  })
}
