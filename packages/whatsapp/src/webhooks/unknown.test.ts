import { expect, it } from "vitest"
import { parseWebhook } from "./parse.ts"
import { contact, fieldWebhook, messagesWebhook } from "./samples.ts"
import { unknownIn } from "./unknown.ts"

const from = { from: contact.wa_id, id: "wamid.m", timestamp: "1763798400" }
const unknownOf = (...webhooks: object[]) =>
  Object.fromEntries(unknownIn(webhooks.flatMap((json) => parseWebhook(json))))

it("counts fields, types of messages, and what has another shape than expected", () => {
  const messages = [
    { ...from, type: "hologram", hologram: {} },
    { ...from, type: "hologram", hologram: {} },
    { ...from, type: "edit", edit: { original_message_id: "wamid.o", message: { type: "hologram" } } },
    { ...from, type: "image", image: {} },
    { ...from },
    { type: "text" },
  ]
  expect(unknownOf(messagesWebhook({ messages }), fieldWebhook("weather", {}), { object: "page" })).toEqual({
    "messages/hologram": 3,
    "messages/image": 1,
    "messages/": 1,
    messages: 1,
    weather: 1,
    "": 1,
  })
})

it("counts nothing that is understood, also where Meta itself calls it unsupported", () => {
  const messages = [
    { ...from, type: "unsupported", errors: [{ code: 131051 }] },
    { ...from, type: "system", system: { type: "customer_hummed" } },
    { ...from, location: { latitude: 1, longitude: 2 } },
  ]
  const statuses = [{ id: "w", status: "warmed_up", timestamp: "1763798400", recipient_id: "1" }]
  expect(unknownOf(messagesWebhook({ messages, statuses }))).toEqual({})
})
