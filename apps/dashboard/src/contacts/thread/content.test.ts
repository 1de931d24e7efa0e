import { describe, expect, it } from "vitest"
import { gistOf, isInvisible, readSaid, readSent } from "./content.ts"
import type { Entry } from "./thread.ts"

const read = (content: Record<string, unknown> & { type: string }, errors: never[] = []) =>
  readSaid({ type: content.type, content, errors })

describe("what a contact said", () => {
  it.each([
    [
      { type: "text", body: "Hello" },
      { kind: "text", text: "Hello" },
    ],
    [
      { type: "button", payload: "yes", text: "Yes, please" },
      { kind: "text", choice: true, text: "Yes, please" },
    ],
    [
      { type: "list_reply", id: "1", title: "Small", description: "25 cm" },
      { kind: "text", choice: true, text: "Small\n25 cm" },
    ],
    [
      { type: "image", media: { id: "1", caption: "My garden" } },
      { kind: "media", media: "image", caption: "My garden" },
    ],
    [
      { type: "location", latitude: 52.5, longitude: 13.4, name: "Shop" },
      { kind: "location", latitude: 52.5, longitude: 13.4, name: "Shop", address: undefined },
    ],
    [
      { type: "contacts", contacts: [{ formattedName: "Ben", phones: [{ waId: "4915112345678" }] }] },
      { kind: "people", people: [{ name: "Ben", phones: ["+4915112345678"] }] },
    ],
    [
      {
        type: "flow_reply",
        name: "flow",
        body: "Sent",
        response: { flow_token: "x", day_of_visit: "Monday" },
      },
      { kind: "answers", title: "Sent", answers: [["day of visit", "Monday"]] },
    ],
    [
      {
        type: "order",
        catalogId: "1",
        items: [{ productRetailerId: "mug", quantity: 2, itemPrice: 9.5, currency: "EUR" }],
      },
      {
        kind: "order",
        text: undefined,
        items: [{ product: "mug", quantity: 2, price: { amount: 9.5, currency: "EUR" } }],
      },
    ],
    [
      { type: "edit", originalMessageId: "1", content: { type: "text", body: "Hello!" } },
      { kind: "text", text: "Hello!", label: "Edited" },
    ],
    [
      { type: "revoke", originalMessageId: "1" },
      { kind: "note", text: "Deleted a message." },
    ],
    [
      { type: "reaction", messageId: "1" },
      { kind: "reaction", emoji: undefined },
    ],
  ])("%j is read", (content, said) => {
    expect(read(content)).toEqual(said)
  })

  it("is never taken for more than it is, whatever was stored", () => {
    for (const type of [
      "text",
      "image",
      "location",
      "contacts",
      "flow_reply",
      "order",
      "edit",
      "system",
      "poll",
    ])
      for (const content of [
        null,
        undefined,
        1,
        "x",
        [],
        { contacts: 1, items: {}, content: 3, response: [1] },
      ])
        expect(() => readSaid({ type, content, errors: [] })).not.toThrow()
  })
})

it("what we wrote freely is read from WhatsApp's notation", () => {
  expect(readSent({ type: "text", text: { body: "Hi" } })).toEqual({ kind: "text", text: "Hi" })
  expect(readSent({ type: "interactive", interactive: { body: { text: "Choose" } } })).toEqual({
    kind: "text",
    text: "Choose",
  })
  expect(readSent(null)).toEqual({ kind: "note", text: "A message with unknown." })
})

it("a message is remembered by its first words, or by what it is", () => {
  const entry: Omit<Entry, "type" | "content"> = {
    id: "1",
    direction: "inbound",
    origin: "contact",
    at: "2026-11-22T12:00:00.000Z",
    status: null,
    reason: null,
    shown: null,
    wamid: null,
    consent_word: null,
    quoted_wamid: null,
    group_id: null,
    forwarded: null,
    referral: null,
    referred_product: null,
    errors: [],
    media: null,
  }
  expect(gistOf({ ...entry, type: "text", content: { body: "Is it in stock?" } })).toBe("Is it in stock?")
  expect(gistOf({ ...entry, type: "audio", content: { media: {} } })).toBe("Voice message")
})

it.each([
  ["\u200b\u200d\u2060", true],
  [" \n\u3164\u2800", true],
  ["\u202eHello", false],
  ["👩‍👩‍👧", false],
])("%j has nothing to be seen: %s", (written, nothing) => {
  expect(isInvisible(written)).toBe(nothing)
})
