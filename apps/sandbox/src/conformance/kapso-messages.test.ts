/** Everything `client.messages` of `@kapso/whatsapp-cloud-api` offers without Kapso's own proxy. */
import { type SendMessageResponse, WhatsAppClient } from "@kapso/whatsapp-cloud-api"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { png, Stage } from "./fixture.ts"

describe("@kapso/whatsapp-cloud-api: messages", () => {
  let stage: Stage
  let client: WhatsAppClient
  let common: { phoneNumberId: string; to: string }

  beforeAll(async () => {
    stage = await Stage.open()
    client = new WhatsAppClient({ baseUrl: stage.url, accessToken: stage.account.access_token })
    common = { phoneNumberId: stage.account.phone_number_id, to: stage.person }
  })
  afterAll(() => stage.end())

  async function arrives(answer: SendMessageResponse, content: Record<string, unknown>): Promise<void> {
    expect(answer).toMatchObject({
      messagingProduct: "whatsapp",
      contacts: [{ input: stage.person, waId: stage.person }],
    })
    expect((await stage.bubble(answer.messages[0]?.id ?? "")).message).toMatchObject(content)
  }

  it("sends text as a reply, with callback data", async () => {
    const answer = await client.messages.sendText({
      ...common,
      body: "Yes",
      previewUrl: false,
      contextMessageId: stage.greeting,
      bizOpaqueCallbackData: "k-1",
    })
    await arrives(answer, { text: { body: "Yes" }, context: { message_id: stage.greeting } })
  })

  it("sends to a business-scoped user ID", async () => {
    const recipient = await stage.userId()
    const answer = await client.messages.sendText({
      phoneNumberId: common.phoneNumberId,
      recipient,
      body: "By id",
    })
    expect(answer.contacts).toEqual([{ input: recipient, userId: recipient }])
    expect((await stage.bubble(answer.messages[0]?.id ?? "")).message).toMatchObject({
      text: { body: "By id" },
    })
  })

  it("sends every kind of media, by link and by id", async () => {
    const { id } = await client.media.upload({
      phoneNumberId: common.phoneNumberId,
      type: "image/png",
      file: new Blob([png], { type: "image/png" }),
      fileName: "pixel.png",
    })
    const { messages } = client
    await arrives(await messages.sendImage({ ...common, image: { id, caption: "Red" } }), {
      image: { id, caption: "Red" },
    })
    const audio = { link: "https://shop.test/a.ogg", voice: true }
    await arrives(await messages.sendAudio({ ...common, audio }), { type: "audio", audio })
    const video = { link: "https://shop.test/v.mp4", caption: "How to" }
    await arrives(await messages.sendVideo({ ...common, video }), { type: "video", video })
    const document = { link: "https://shop.test/d.pdf", filename: "d.pdf", caption: "Terms" }
    await arrives(await messages.sendDocument({ ...common, document }), { type: "document", document })
    const sticker = { link: "https://shop.test/s.webp" }
    await arrives(await messages.sendSticker({ ...common, sticker }), { type: "sticker", sticker })
  })

  it("sends a location, contacts, a reaction and a template", async () => {
    const location = { latitude: -33.45, longitude: -70.66, name: "Santiago", address: "CL" }
    await arrives(await client.messages.sendLocation({ ...common, location }), { location })
    const contacts = [
      {
        name: { formattedName: "Ana Ruiz", firstName: "Ana" },
        phones: [{ phone: "+15551234567", type: "WORK", waId: "15551234567" }],
        birthday: "1990-01-31",
      },
    ]
    await arrives(await client.messages.sendContacts({ ...common, contacts }), {
      contacts: [
        { name: { formatted_name: "Ana Ruiz" }, phones: [{ wa_id: "15551234567" }], birthday: "1990-01-31" },
      ],
    })
    const reaction = { messageId: stage.greeting, emoji: "👍" }
    await arrives(await client.messages.sendReaction({ ...common, reaction }), {
      reaction: { message_id: stage.greeting, emoji: "👍" },
    })
    const template = { name: "hello_world", language: { code: "en_US" } }
    await arrives(await client.messages.sendTemplate({ ...common, template }), { template })
  })

  it("sends buttons, a list, a link button and a carousel", async () => {
    const { messages } = client
    const buttons = await messages.sendInteractiveButtons({
      ...common,
      header: { type: "image", image: { link: "https://shop.test/a.png" } },
      bodyText: "Keep it?",
      footerText: "Order 7",
      buttons: [{ id: "yes", title: "Yes" }],
    })
    await arrives(buttons, {
      interactive: { action: { buttons: [{ type: "reply", reply: { id: "yes", title: "Yes" } }] } },
    })
    const list = await messages.sendInteractiveList({
      ...common,
      bodyText: "Ship",
      buttonText: "Choose",
      sections: [{ title: "Ways", rows: [{ id: "r1", title: "Express", description: "1 day" }] }],
    })
    await arrives(list, { interactive: { type: "list", action: { button: "Choose" } } })
    const link = await messages.sendInteractiveCtaUrl({
      ...common,
      bodyText: "Dates",
      parameters: { displayText: "See dates", url: "https://shop.test/dates" },
    })
    await arrives(link, {
      interactive: { type: "cta_url", action: { parameters: { display_text: "See dates" } } },
    })
    const card = (cardIndex: number) => ({
      cardIndex,
      header: { type: "image" as const, image: { link: `https://shop.test/${cardIndex}.jpg` } },
      bodyText: `Card ${cardIndex}`,
      action: { displayText: "View", url: `https://shop.test/${cardIndex}` },
    })
    const carousel = await messages.sendInteractiveCarousel({
      ...common,
      bodyText: "New",
      cards: [card(0), card(1)],
    })
    await arrives(carousel, {
      interactive: {
        type: "carousel",
        action: { cards: [{ card_index: 0, type: "cta_url" }, { card_index: 1 }] },
      },
    })
    const replies = (cardIndex: number) => ({
      ...card(cardIndex),
      action: { buttons: [{ id: `pick-${cardIndex}`, title: "Pick" }] },
    })
    const quick = await messages.sendInteractiveCarousel({
      ...common,
      bodyText: "New",
      cards: [replies(0), replies(1)],
    })
    await arrives(quick, {
      interactive: { action: { cards: [{ action: { buttons: [{ type: "quick_reply" }] } }, {}] } },
    })
  })

  it("sends products and the catalogue", async () => {
    const { messages } = client
    const product = await messages.sendInteractiveProduct({
      ...common,
      bodyText: "This one",
      catalogId: "77",
      productRetailerId: "sku-1",
    })
    await arrives(product, {
      interactive: { type: "product", action: { catalog_id: "77", product_retailer_id: "sku-1" } },
    })
    const products = await messages.sendInteractiveProductList({
      ...common,
      header: { type: "text", text: "New" },
      bodyText: "These",
      catalogId: "77",
      sections: [{ title: "Shoes", productItems: [{ productRetailerId: "sku-1" }] }],
    })
    await arrives(products, {
      interactive: {
        type: "product_list",
        action: { sections: [{ product_items: [{ product_retailer_id: "sku-1" }] }] },
      },
    })
    const catalog = await messages.sendInteractiveCatalogMessage({
      ...common,
      bodyText: "All of it",
      parameters: { thumbnailProductRetailerId: "sku-1" },
    })
    await arrives(catalog, {
      interactive: {
        type: "catalog_message",
        action: { parameters: { thumbnail_product_retailer_id: "sku-1" } },
      },
    })
  })

  it("asks for an address, a location and leave to call", async () => {
    const { messages } = client
    const address = await messages.sendInteractiveAddress({
      ...common,
      bodyText: "Where to?",
      parameters: { country: "IN", values: { name: "Ana" } },
    })
    await arrives(address, {
      interactive: { type: "address_message", action: { parameters: { country: "IN" } } },
    })
    const location = await messages.sendInteractiveLocationRequest({
      ...common,
      bodyText: "Where are you?",
      parameters: { requestMessage: "Where are you?" },
    })
    await arrives(location, { interactive: { type: "location_request_message" } })
    const call = await messages.sendInteractiveCallPermission({
      ...common,
      bodyText: "May we call?",
      parameters: { phoneNumber: "+15551234567" },
    })
    await arrives(call, { interactive: { type: "call_permission_request" } })
  })

  it("sends what the caller made, raw", async () => {
    const interactive = { type: "cta_url", body: { text: "Go" }, action: ctaUrl }
    await arrives(await client.messages.sendInteractiveRaw({ ...common, interactive }), { interactive })
    const payload = {
      messaging_product: "whatsapp",
      to: stage.person,
      type: "text",
      text: { body: "Raw" },
    }
    await arrives(await client.messages.sendRaw({ phoneNumberId: common.phoneNumberId, payload }), payload)
  })

  it("marks as read and shows typing", async () => {
    const answer = await client.messages.markRead({
      phoneNumberId: common.phoneNumberId,
      messageId: stage.greeting,
      typingIndicator: { type: "text" },
    })
    expect(answer).toEqual({ success: true })
    expect((await stage.bubble(stage.greeting)).status).toBe("read")
  })
})

const ctaUrl = { name: "cta_url", parameters: { display_text: "Go", url: "https://shop.test" } }
