import { describe, expect, it } from "vitest"
import type { MessageEvent } from "./event.ts"
import { parseWebhook } from "./parse.ts"
import { contact, fieldWebhook, messagesWebhook, metadata, one, wabaId } from "./samples.ts"

const fromAna = {
  from: "16505551234",
  from_user_id: "US.13491208655302741918",
  id: "wamid.x",
  timestamp: "1763798400",
}

function message(item: object): MessageEvent {
  const event = one(messagesWebhook({ contacts: [contact], messages: [{ ...fromAna, ...item }] }))
  if (event.kind !== "message") throw new Error(`kind ${event.kind}`)
  return event
}

describe("an incoming message", () => {
  it("tells who wrote what to which number, and from which ad the person came", () => {
    const event = message({
      type: "text",
      text: { body: "Is it in stock?" },
      referral: {
        source_url: "https://fb.me/abc",
        source_id: "120210000000000",
        source_type: "ad",
        headline: "Summer",
        body: "20% off",
        media_type: "image",
        image_url: "https://scontent.test/i.jpg",
        ctwa_clid: "ARA",
      },
    })
    expect(event).toMatchObject({
      kind: "message",
      wabaId,
      field: "messages",
      phoneNumberId: metadata.phone_number_id,
      displayPhoneNumber: metadata.display_phone_number,
      id: "wamid.x",
      timestamp: new Date("2025-11-22T08:00:00Z"),
      from: { bsuid: "US.13491208655302741918", waId: "16505551234", profileName: "Ana Ruiz" },
      content: { type: "text", body: "Is it in stock?" },
      referral: { sourceId: "120210000000000", sourceType: "ad", headline: "Summer", ctwaClid: "ARA" },
      errors: [],
    })
  })

  it("of a person who hides the number is known by the business-scoped id alone", () => {
    const hidden = {
      contacts: [{ profile: { name: "Ana", username: "ana.r" }, user_id: "US.1" }],
      messages: [
        { from_user_id: "US.1", id: "wamid.y", timestamp: "1763798400", type: "text", text: { body: "Hi" } },
      ],
    }
    expect(one(messagesWebhook(hidden))).toMatchObject({
      kind: "message",
      from: { bsuid: "US.1", waId: undefined, username: "ana.r", profileName: "Ana" },
    })
  })

  it("belongs to its own contact when several come together", () => {
    const contacts = [{ profile: { name: "Ben" }, wa_id: "491701" }, contact]
    const text = { type: "text", text: { body: "Hi" } }
    const messages = [
      { ...fromAna, ...text },
      { from: "491701", id: "wamid.b", timestamp: "1763798401", ...text },
    ]
    expect(parseWebhook(messagesWebhook({ contacts, messages }))).toMatchObject([
      { from: { profileName: "Ana Ruiz" } },
      { from: { profileName: "Ben", bsuid: undefined } },
    ])
  })

  it("belongs to nobody when it names nobody and there are several contacts", () => {
    const contacts = [contact, { wa_id: "491701" }]
    const messages = [{ id: "wamid.b", timestamp: "1763798401", type: "text", text: { body: "Hi" } }]
    expect(one(messagesWebhook({ contacts, messages })).kind).toBe("unknown")
    expect(one(messagesWebhook({ contacts: [contact], messages }))).toMatchObject({
      from: { waId: contact.wa_id },
    })
  })

  it.each([
    [
      "image",
      { mime_type: "image/jpeg", sha256: "s=", id: "9", caption: "c", url: "https://l.test" },
      { media: { id: "9", mimeType: "image/jpeg", sha256: "s=", caption: "c", url: "https://l.test" } },
    ],
    ["audio", { id: "9", voice: true }, { voice: true, media: { id: "9" } }],
    ["video", { id: "9" }, { media: { id: "9" } }],
    ["sticker", { id: "9", animated: true }, { animated: true }],
    ["document", { id: "9", filename: "a.pdf" }, { filename: "a.pdf" }],
    [
      "location",
      { latitude: 52.5, longitude: "13.4", name: "Berlin" },
      { latitude: 52.5, longitude: 13.4, name: "Berlin" },
    ],
    ["reaction", { message_id: "wamid.z", emoji: "👍" }, { messageId: "wamid.z", emoji: "👍" }],
    ["reaction", { message_id: "wamid.z" }, { messageId: "wamid.z", emoji: undefined }],
    ["button", { payload: "yes", text: "Yes" }, { payload: "yes", text: "Yes" }],
    [
      "order",
      {
        catalog_id: "7",
        text: "t",
        product_items: [{ product_retailer_id: "p", quantity: 2, item_price: 9.5, currency: "EUR" }],
      },
      { catalogId: "7", items: [{ productRetailerId: "p", quantity: 2, itemPrice: 9.5, currency: "EUR" }] },
    ],
    ["revoke", { original_message_id: "wamid.o" }, { originalMessageId: "wamid.o" }],
    [
      "edit",
      { original_message_id: "wamid.o", message: { type: "text", text: { body: "new" } } },
      { originalMessageId: "wamid.o", content: { type: "text", body: "new" } },
    ],
  ])("can hold %s", (type, payload, content) => {
    expect(message({ type, [type]: payload }).content).toMatchObject({ type, ...content })
    expect(message({ [type]: payload, context: { id: "wamid.q" } }).content).toMatchObject({
      type,
      ...content,
    })
  })

  it.each([
    [
      { type: "button_reply", button_reply: { id: "b1", title: "Yes" } },
      { type: "button_reply", id: "b1", title: "Yes" },
    ],
    [
      { type: "list_reply", list_reply: { id: "r1", title: "Express", description: "1 day" } },
      { type: "list_reply", id: "r1", title: "Express", description: "1 day" },
    ],
    [
      {
        type: "nfm_reply",
        nfm_reply: { name: "flow", body: "Sent", response_json: '{"flow_token":"t1","email":"a@x.test"}' },
      },
      { type: "flow_reply", name: "flow", body: "Sent", response: { flow_token: "t1", email: "a@x.test" } },
    ],
    [
      { type: "nfm_reply", nfm_reply: { name: "flow", response_json: "{broken" } },
      { type: "flow_reply", response: "{broken" },
    ],
    [
      {
        type: "call_permission_reply",
        call_permission_reply: {
          response: "accept",
          expiration_timestamp: 1763798400,
          response_source: "automatic",
        },
      },
      {
        type: "call_permission_reply",
        response: "accept",
        expiresAt: new Date(1763798400_000),
        source: "automatic",
      },
    ],
  ])("can be the answer %j", (interactive, content) => {
    const event = message({
      type: "interactive",
      interactive,
      context: { from: "15550783881", id: "wamid.q" },
    })
    expect(event.content).toMatchObject(content)
    const { type: _type, ...withoutType } = interactive
    expect(message({ interactive: withoutType }).content).toMatchObject(content)
    expect(event.context).toMatchObject({ id: "wamid.q", from: "15550783881" })
  })

  it.each([
    ["lists", (levels: number) => "[".repeat(levels) + "]".repeat(levels)],
    ["objects", (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`],
  ])("keeps an answer of many nested %s as its text, which can be written", (_, nested) => {
    const answerOf = (response_json: string) =>
      message({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { response_json } } })
        .content
    expect(answerOf(nested(30_000))).toMatchObject({ type: "flow_reply", response: nested(30_000) })
    expect(JSON.stringify(answerOf(nested(30_000))).length).toBeGreaterThan(30_000)
    expect(answerOf(nested(20))).toMatchObject({ response: JSON.parse(nested(20)) })
  })

  it("can hold contact cards", () => {
    const contacts = [
      { name: { formatted_name: "Ben", first_name: "Ben" }, phones: [{ phone: "+49 170", wa_id: "49170" }] },
    ]
    expect(message({ type: "contacts", contacts }).content).toMatchObject({
      contacts: [
        { formattedName: "Ben", phones: [{ phone: "+49 170", waId: "49170" }], emails: [], raw: contacts[0] },
      ],
    })
  })

  it("that Meta does not support says so with its errors", () => {
    const event = message({
      type: "unsupported",
      unsupported: { type: "poll" },
      errors: [{ code: 131051, title: "Message type unknown", error_data: { details: "Not supported." } }],
    })
    expect(event.content).toEqual({ type: "unsupported", unsupportedType: "poll" })
    expect(event.errors).toMatchObject([
      { code: 131051, message: "Message type unknown", details: "Not supported." },
    ])
  })

  it("of a type nobody knows yet keeps its raw form", () => {
    const event = message({ type: "hologram", hologram: { depth: 3 } })
    expect(event.content).toMatchObject({ type: "unknown", raw: { hologram: { depth: 3 } } })
  })

  it("reports a changed identity key", () => {
    const identity = { acknowledged: true, created_timestamp: 1763798400, hash: "abc=" }
    expect(message({ type: "system", system: { body: "changed" }, identity }).content).toMatchObject({
      type: "identity_change",
      hash: "abc=",
    })
  })
})

describe("a change of number", () => {
  it("binds the old number to the new one", () => {
    const item = {
      from: "16505551234",
      id: "wamid.n",
      timestamp: "1763798600",
      type: "system",
      system: { body: "User changed", wa_id: "16505559999", type: "user_changed_number" },
    }
    expect(one(messagesWebhook({ messages: [item] }))).toMatchObject({
      kind: "number_changed",
      change: "user_changed_number",
      from: { waId: "16505551234" },
      newWaId: "16505559999",
    })
  })

  it("may be a change of the business-scoped id only", () => {
    const item = {
      from_user_id: "US.1",
      id: "wamid.n",
      timestamp: "1763798600",
      type: "system",
      system: { user_id: "US.2", type: "user_changed_user_id" },
    }
    expect(one(messagesWebhook({ messages: [item] }))).toMatchObject({
      from: { bsuid: "US.1" },
      newBsuid: "US.2",
    })
  })
})

it("reports failures that concern no single message", () => {
  expect(one(messagesWebhook({ errors: [{ code: 130429, title: "Rate limit hit" }] }))).toMatchObject({
    kind: "error",
    phoneNumberId: metadata.phone_number_id,
    errors: [{ code: 130429 }],
  })
})

it("reports what the business wrote on its own phone", () => {
  const message_echoes = [
    {
      from: "15550783881",
      to: "16505551234",
      id: "wamid.e",
      timestamp: "1763798400",
      type: "text",
      text: { body: "Yes" },
    },
  ]
  expect(one(fieldWebhook("smb_message_echoes", { metadata, message_echoes }))).toMatchObject({
    kind: "message_echo",
    to: { waId: "16505551234" },
    content: { type: "text", body: "Yes" },
  })
})

it("reports a person's wish to get no marketing", () => {
  const user_preferences = [
    {
      wa_id: "16505551234",
      detail: "d",
      category: "marketing_messages",
      value: "stop",
      timestamp: 1763798400,
    },
  ]
  expect(
    one(fieldWebhook("user_preferences", { metadata, contacts: [contact], user_preferences })),
  ).toMatchObject({
    kind: "user_preference",
    user: { waId: "16505551234", bsuid: contact.user_id },
    category: "marketing_messages",
    value: "stop",
    timestamp: new Date(1763798400_000),
  })
})
