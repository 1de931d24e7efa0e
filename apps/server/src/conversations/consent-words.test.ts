import { parseWebhook } from "@parley/whatsapp/webhooks"
import { describe, expect, it } from "vitest"
import { consentWords } from "./consent-words.ts"

const at = new Date("2026-11-22T12:00:00Z")

/** What is understood of a message as Meta sends it. */
function said(message: object) {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
    messages: [{ from: "4915130000000", id: "wamid.1", timestamp: String(at.getTime() / 1000), ...message }],
  }
  const events = parseWebhook({
    object: "whatsapp_business_account",
    entry: [{ id: "100", changes: [{ field: "messages", value }] }],
  })
  return consentWords(
    events.flatMap((event) =>
      event.kind === "message"
        ? [
            {
              id: "1",
              numberId: "2",
              contactId: "ana",
              conversationId: "3",
              contextWamid: null,
              sentAt: at,
              event,
            },
          ]
        : [],
    ),
  )
}
const text = (body: string) => ({ type: "text", text: { body } })

it("names the words, WhatsApp's message and who said it as evidence", () => {
  expect(said(text(" Stop! "))).toEqual([
    {
      contactId: "ana",
      word: "stop",
      source: "keyword",
      evidence: "“Stop!” in WhatsApp's message wamid.1 (+4915130000000)",
      saidAt: at,
    },
  ])
  expect(said({ ...text("STOP"), from: undefined, from_user_id: "DE.17" })).toMatchObject([
    { evidence: "“STOP” in WhatsApp's message wamid.1 (DE.17)" },
  ])
})

it("names what was on a button, and the payload where only that says it", () => {
  const tapped = (text: string, payload: string) => said({ type: "button", button: { text, payload } })
  const evidence = (shown: string) => [
    { word: "stop", source: "button", evidence: `${shown} in WhatsApp's message wamid.1 (+4915130000000)` },
  ]
  expect(tapped("No thanks", "STOP")).toMatchObject(evidence("“No thanks” (payload STOP)"))
  expect(tapped("Subscribe", "STOP")).toMatchObject(evidence("“Subscribe” (payload STOP)"))
  expect(tapped("Unsubscribe", "STOP")).toMatchObject(evidence("“Unsubscribe”"))
  expect(tapped("Stop promotions", "SUBSCRIBE")).toMatchObject(evidence("“Stop promotions”"))
})

describe("besides a text", () => {
  const media = (caption: string) => ({ id: "9", mime_type: "image/png", caption })
  const stops: [name: string, source: string, message: object][] = [
    ["a picture whose caption is the word", "keyword", { type: "image", image: media("STOP") }],
    ["a video's caption", "keyword", { type: "video", video: media("Unsubscribe") }],
    ["a document's caption", "keyword", { type: "document", document: media("stop") }],
    [
      "a message that was edited to the word",
      "keyword",
      { type: "edit", edit: { original_message_id: "wamid.0", message: text("STOP") } },
    ],
    [
      "the opt-out button of a template",
      "button",
      { type: "button", button: { text: "Stop promotions", payload: "Stop promotions" } },
    ],
    [
      "a template's button with the business's own payload",
      "button",
      { type: "button", button: { text: "Stop promotions", payload: "optout_17" } },
    ],
    [
      "a template's button of other words, whose payload is the word",
      "button",
      { type: "button", button: { text: "I have had enough", payload: "STOP" } },
    ],
    [
      "a reply button",
      "button",
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: "7", title: "Unsubscribe" } },
      },
    ],
    [
      "a row of a list",
      "button",
      { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "7", title: "Opt out" } } },
    ],
  ]
  it.each(stops)("%s unsubscribes", (_, source, message) => {
    expect(said(message)).toMatchObject([{ contactId: "ana", word: "stop", source, saidAt: at }])
  })

  const others: [name: string, message: object][] = [
    ["a sentence with the word", text("please stop by at 5")],
    ["a picture whose caption has the word", { type: "image", image: media("The bus stop") }],
    ["a reaction", { type: "reaction", reaction: { message_id: "wamid.0", emoji: "🛑" } }],
    ["a word in a group", { ...text("STOP"), group_id: "G1" }],
    ["a system message", { type: "system", system: { type: "other", body: "STOP" } }],
    ["a document of that name", { type: "document", document: { id: "9", filename: "STOP" } }],
    ["a button that cancels something", { type: "button", button: { text: "Cancel", payload: "CANCEL" } }],
    [
      "a row whose description has the word",
      {
        type: "interactive",
        interactive: {
          type: "list_reply",
          list_reply: { id: "stop", title: "Main Street", description: "STOP" },
        },
      },
    ],
    [
      "a flow's answer",
      { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { body: "STOP" } } },
    ],
    ["a message that was revoked", { type: "revoke", revoke: { original_message_id: "wamid.0" } }],
    ["an unsupported message", { type: "unsupported", errors: [{ code: 131051, title: "STOP" }] }],
  ]
  it.each(others)("%s does not", (_, message) => {
    expect(said(message)).toEqual([])
  })
})
