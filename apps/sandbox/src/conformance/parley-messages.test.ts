/** What `@parley/whatsapp` sends and hears. */
import {
  deleteMedia,
  downloadMedia,
  GraphClient,
  markRead,
  mediaInfo,
  signatureCheck,
  uploadMedia,
} from "@parley/whatsapp/graph"
import { type OutgoingContent, validateMessage } from "@parley/whatsapp/messages"
import { parseWebhook, type WebhookEvent } from "@parley/whatsapp/webhooks"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { png, Stage } from "./fixture.ts"

const contents: OutgoingContent[] = [
  { type: "text", text: { body: "Yes: https://shop.test", preview_url: true } },
  { type: "image", image: { link: "https://shop.test/i.png", caption: "Red" } },
  { type: "video", video: { link: "https://shop.test/v.mp4" } },
  { type: "audio", audio: { link: "https://shop.test/a.ogg", voice: true } },
  { type: "document", document: { link: "https://shop.test/d.pdf", filename: "d.pdf" } },
  { type: "sticker", sticker: { link: "https://shop.test/s.webp" } },
  { type: "location", location: { latitude: "-33.45", longitude: "-70.66", name: "Santiago" } },
  {
    type: "contacts",
    contacts: [
      { name: { formatted_name: "Ana Ruiz", first_name: "Ana" }, phones: [{ phone: "+15551234567" }] },
    ],
  },
  {
    type: "interactive",
    interactive: {
      type: "button",
      body: { text: "Keep it?" },
      action: { buttons: [{ type: "reply", reply: { id: "yes", title: "Yes" } }] },
    },
  },
  {
    type: "interactive",
    interactive: {
      type: "list",
      body: { text: "Ship" },
      action: { button: "Choose", sections: [{ title: "Ways", rows: [{ id: "r1", title: "Express" }] }] },
    },
  },
  {
    type: "interactive",
    interactive: {
      type: "cta_url",
      body: { text: "Track it" },
      action: { name: "cta_url", parameters: { display_text: "Track", url: "https://shop.test/t" } },
    },
  },
  {
    type: "interactive",
    interactive: {
      type: "location_request_message",
      body: { text: "Where are you?" },
      action: { name: "send_location" },
    },
  },
  {
    type: "interactive",
    interactive: { type: "product", action: { catalog_id: "77", product_retailer_id: "sku-1" } },
  },
  { type: "template", template: { name: "hello_world", language: { code: "en_US" } } },
]

describe("@parley/whatsapp: messages", () => {
  let stage: Stage
  let graph: GraphClient
  let number: string

  beforeAll(async () => {
    stage = await Stage.open()
    const { access_token: accessToken, app_secret: appSecret } = stage.account
    graph = new GraphClient({ baseUrl: stage.url, version: "v25.0", accessToken, appSecret })
    number = stage.account.phone_number_id
  })
  afterAll(() => stage.end())

  const envelope = { messaging_product: "whatsapp" as const, to: "+1 (650) 555-1234" }

  function heard(): WebhookEvent[] {
    return stage.rehearsal.callback.posts.flatMap(({ raw }) => parseWebhook(JSON.parse(raw)))
  }

  it.each(contents)("sends $type", async (content) => {
    const message = { ...envelope, ...content }
    expect(validateMessage(message)).toMatchObject({ ok: true })
    const sent = await graph.sendMessage(number, JSON.stringify(message))
    expect(sent).toMatchObject({ kind: "accepted", waId: stage.person })
    const { message: shown } = await stage.bubble(sent.kind === "accepted" ? sent.wamid : "")
    expect(shown).toEqual(message)
  })

  it("sends to a business-scoped user ID", async () => {
    const recipient = await stage.userId()
    const sent = await graph.sendMessage(number, {
      messaging_product: "whatsapp",
      recipient,
      type: "text",
      text: { body: "By id" },
    })
    expect(sent).toMatchObject({ kind: "accepted", bsuid: recipient })
  })

  it("uploads, finds, downloads, sends and deletes media", async () => {
    const file = { bytes: png, mimeType: "image/png", filename: "p.png" }
    const uploaded = await uploadMedia(graph, number, file)
    const id = uploaded.ok ? uploaded.data.id : ""
    const info = await mediaInfo(graph, id, { phoneNumberId: number })
    expect(info).toMatchObject({ data: { id, mimeType: "image/png", fileSize: png.length } })
    const got = await downloadMedia(graph, info.ok ? info.data.url : "")
    expect(got.ok && got.data.mimeType).toBe("image/png")
    expect(got.ok && Buffer.from(got.data.bytes).equals(png)).toBe(true)
    const sent = await graph.sendMessage(number, { ...envelope, type: "image", image: { id } })
    expect(sent).toMatchObject({ kind: "accepted" })
    expect(await deleteMedia(graph, id)).toMatchObject({ ok: true })
    expect(await mediaInfo(graph, id)).toMatchObject({
      ok: false,
      error: { kind: "rejected", httpStatus: 400, code: 100, subcode: 33 },
    })
  })

  it("marks as read, and shows typing", async () => {
    expect(await markRead(graph, number, stage.greeting, { typing: true })).toMatchObject({ ok: true })
    expect((await stage.bubble(stage.greeting)).status).toBe("read")
  })

  it("knows every refusal by its code", async () => {
    const missing = { name: "nothing_here", language: { code: "en_US" } }
    expect(
      await graph.sendMessage(number, { ...envelope, type: "template", template: missing }),
    ).toMatchObject({ kind: "rejected", code: 132001, entry: { code: 132001 } })
    const stranger = new GraphClient({ baseUrl: stage.url, version: "v25.0", accessToken: "EAAunknown" })
    const text = { type: "text" as const, text: { body: "Hi" } }
    expect(await stranger.sendMessage(number, { ...envelope, ...text })).toMatchObject({
      kind: "rejected",
      httpStatus: 401,
      code: 190,
    })
    expect(await graph.sendMessage(number, '{"messaging_product":"whatsapp"')).toMatchObject({
      kind: "rejected",
      httpStatus: 400,
    })
  })

  it("verifies every webhook and understands all of it", async () => {
    const inbound = [
      { type: "text", text: { body: "¿Sí? ☕" } },
      { type: "image", image: { data: png.toString("base64"), mime_type: "image/png", caption: "Look" } },
      { type: "location", location: { latitude: 1.5, longitude: 2.5 } },
      { type: "reaction", reaction: { message_id: stage.greeting, emoji: "👍" } },
      { type: "button", button: { payload: "yes", text: "Yes" }, context: { id: stage.greeting } },
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "r1", title: "Express", description: "1 day" } },
      },
      {
        type: "interactive",
        interactive: {
          type: "nfm_reply",
          nfm_reply: { name: "flow", body: "Sent", response_json: '{"flow_token":"t1"}' },
        },
      },
    ]
    for (const message of inbound) {
      await stage.rehearsal.control("POST", `people/${stage.person}/messages`, { to: number, ...message })
    }
    await stage.rehearsal.control("PUT", `people/${stage.person}`, { marketing_stopped: [number] })
    const callbackData = { ...envelope, type: "text", text: { body: "Hi" }, biz_opaque_callback_data: "p-1" }
    const sent = await graph.sendMessage(number, JSON.stringify(callbackData))
    await stage.settle()
    for (const { headers, raw } of stage.rehearsal.callback.posts) {
      const signature = String(headers["x-hub-signature-256"])
      expect(signatureCheck([stage.account.app_secret])(Buffer.from(raw, "latin1"), signature)).toBe(true)
    }
    const events = heard()
    expect(events.filter(({ kind }) => kind === "unknown")).toEqual([])
    const contents = events.flatMap((event) => (event.kind === "message" ? [event.content] : []))
    for (const content of [
      { type: "text", body: "¿Sí? ☕" },
      { type: "image", media: expect.objectContaining({ caption: "Look", mimeType: "image/png" }) },
      { type: "location", latitude: 1.5, longitude: 2.5 },
      { type: "reaction", messageId: stage.greeting, emoji: "👍" },
      { type: "button", payload: "yes", text: "Yes" },
      { type: "list_reply", id: "r1", title: "Express", description: "1 day" },
      { type: "flow_reply", name: "flow", response: { flow_token: "t1" } },
    ]) {
      expect(contents).toContainEqual(expect.objectContaining(content))
    }
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "user_preference", value: "stop", category: "marketing_messages" }),
    )
    const wamid = sent.kind === "accepted" ? sent.wamid : ""
    const statuses = events.flatMap((event) => (event.kind === "status" && event.id === wamid ? [event] : []))
    expect(statuses.map(({ status }) => status)).toEqual(["sent", "delivered", "read"])
    const user = await stage.userId()
    for (const { opaque, recipientWaId, recipientBsuid } of statuses) {
      expect({ opaque, recipientWaId, recipientBsuid }).toEqual({
        opaque: "p-1",
        recipientWaId: stage.person,
        recipientBsuid: user,
      })
    }
  })
})
