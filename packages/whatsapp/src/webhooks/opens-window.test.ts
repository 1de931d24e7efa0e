import { expect, it } from "vitest"
import type { MessageEvent } from "./event.ts"
import { opensWindow } from "./opens-window.ts"
import { contact, messagesWebhook, one } from "./samples.ts"

/** A message as Meta sends it. */
function sent(message: object): MessageEvent {
  const of = { from: contact.wa_id, id: "wamid.1", timestamp: "1763798400" }
  const event = one(messagesWebhook({ contacts: [contact], messages: [{ ...of, ...message }] }))
  if (event.kind !== "message") throw new Error(`It is a ${event.kind}.`)
  return event
}
const text = { type: "text", text: { body: "Hello" } }
const media = { id: "9", mime_type: "image/png" }
const reply = (type: string, more: object) => ({ type: "interactive", interactive: { type, [type]: more } })

it.each<[string, object]>([
  ["a text", text],
  ["a picture", { type: "image", image: media }],
  ["a video", { type: "video", video: media }],
  ["a voice note", { type: "audio", audio: { ...media, voice: true } }],
  ["a document", { type: "document", document: media }],
  ["a sticker", { type: "sticker", sticker: media }],
  ["a location", { type: "location", location: { latitude: 1, longitude: 2 } }],
  ["a contact card", { type: "contacts", contacts: [{ name: { formatted_name: "Bo" } }] }],
  ["a template's button", { type: "button", button: { payload: "yes", text: "Yes" } }],
  ["a reply button", reply("button_reply", { id: "1", title: "Yes" })],
  ["a row of a list", reply("list_reply", { id: "1", title: "Yes" })],
  ["a flow's answer", reply("nfm_reply", { name: "flow", response_json: "{}" })],
  ["an order", { type: "order", order: { catalog_id: "1", product_items: [] } }],
  ["a text that was forwarded", { ...text, context: { forwarded: true } }],
  ["a text from an ad", { ...text, referral: { source_id: "1", source_type: "ad" } }],
])("%s opens the window", (_, message) => {
  expect(opensWindow(sent(message))).toBe(true)
})

it.each<[string, object]>([
  ["a text in a group", { ...text, group_id: "G1" }],
  ["a reaction", { type: "reaction", reaction: { message_id: "wamid.0", emoji: "👍" } }],
  ["an edit", { type: "edit", edit: { original_message_id: "wamid.0", message: text } }],
  ["a message taken back", { type: "revoke", revoke: { original_message_id: "wamid.0" } }],
  ["a chat that was opened", { type: "request_welcome" }],
  ["a changed identity key", { type: "system", system: {}, identity: { hash: "h", acknowledged: false } }],
  ["the older name of a changed number", { type: "system", system: { type: "customer_changed_number" } }],
  ["a system message of a new type", { type: "system", system: { type: "moon_phase", body: "Full" } }],
  ["what Meta does not pass on", { type: "unsupported", errors: [{ code: 131051, title: "Unknown" }] }],
  ["a type that is not known yet", { type: "hologram", hologram: {} }],
  ["a call permission", reply("call_permission_reply", { response: "accept" })],
])("%s does not", (_, message) => {
  expect(opensWindow(sent(message))).toBe(false)
})
