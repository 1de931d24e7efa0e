/** Each kind of template, previewed and sent with the values only it has; what the phone got is asked of the sandbox. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Office, openOffice } from "../templates/testing/template-fixture.ts"
import { insertNumber } from "../testing/seed.ts"
import { startDispatcher } from "./lane/dispatcher.ts"
import { messagesRoutes } from "./routes.ts"

let office: Office
let dispatcher: { stop(): Promise<void> }
let numberId: string
let picture: string

beforeAll(async () => {
  office = await openOffice({ more: [messagesRoutes] })
  const { db, workspaceId, clock } = office.platform
  numberId = await db.workspace(workspaceId, (tx) =>
    insertNumber(tx, {
      workspaceId,
      accountId: office.accountId,
      phoneNumberId: office.phoneNumberId,
      now: clock.now(),
    }),
  )
  dispatcher = startDispatcher(office.platform)
  picture = (await office.upload(dot, "image/png")).body.handle
})
afterAll(async () => {
  await dispatcher.stop()
  await office.close()
})

/** A PNG of one pixel. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)

async function approved(name: string, components: object[], category = "MARKETING"): Promise<string> {
  const { status, body } = await office.api("POST", "templates", {
    business_account_id: office.accountId,
    name,
    language: "en_US",
    category,
    components,
  })
  expect([status, body]).toEqual([201, expect.anything()])
  await office.control("POST", `templates/${body.meta_id}/review`, { decision: "APPROVED" })
  await office.untilStatus(body.id, "APPROVED")
  return body.id
}

let phones = 4915110001000

/** Sends it to a phone of its own. @returns the preview, and the components of the message the phone got */
async function sent(template_id: string, values: object) {
  const to = String(phones++)
  const content = { kind: "template", template_id, values }
  const preview = await office.api("POST", `templates/${template_id}/preview`, { values })
  expect([preview.status, preview.body.issues]).toEqual([200, []])
  const { status, body } = await office.api("POST", "messages/test", {
    number_id: numberId,
    to: `+${to}`,
    content,
  })
  expect([status, body]).toEqual([202, expect.objectContaining({ id: expect.any(String) })])
  await expect.poll(async () => (await office.api("GET", `messages/${body.id}`)).body.status).toBe("accepted")
  const chat = await office.control("GET", `people/${to}/chats/${office.phoneNumberId}`)
  expect(chat.body.data).toHaveLength(1)
  return { preview: preview.body, components: chat.body.data[0].message.template.components }
}

async function refusal(template_id: string, values: object) {
  const content = { kind: "template", template_id, values }
  const { status, body } = await office.api("POST", "messages/test", {
    number_id: numberId,
    to: "+16505550000",
    content,
  })
  return [status, body.error?.field]
}

const body = { type: "BODY", text: "Come and see. Reply STOP to opt out." }
const button = (one: object) => ({ type: "BUTTONS", buttons: [one] })
const image = () => ({ type: "HEADER", format: "IMAGE", example: { header_handle: [picture] } })

describe("a template", () => {
  it("with a picture shows one that was uploaded for the number", async () => {
    const id = await approved("kind_picture", [image(), body])
    const { status, body: file } = await office.upload(
      dot,
      "image/png",
      `message-media?number_id=${numberId}`,
    )
    expect([status, file]).toEqual([
      201,
      { id: expect.stringMatching(/^\d+$/), format: "IMAGE", expires_at: expect.any(String) },
    ])
    const { components } = await sent(id, { header_media: { id: file.id } })
    expect(components).toEqual([{ type: "header", parameters: [{ type: "image", image: { id: file.id } }] }])
  })

  it("with a document shows it under the name it is given", async () => {
    const paper = await office.upload(Buffer.from("%PDF-1.4\n"), "application/pdf")
    const header = { type: "HEADER", format: "DOCUMENT", example: { header_handle: [paper.body.handle] } }
    const id = await approved("kind_document", [header, body])
    const pdf = Buffer.from("%PDF-1.7\n")
    const { body: file } = await office.upload(pdf, "application/pdf", `message-media?number_id=${numberId}`)
    const header_media = { id: file.id, filename: "Bill 17.pdf" }
    expect((await sent(id, { header_media })).components).toEqual([
      { type: "header", parameters: [{ type: "document", document: header_media }] },
    ])
  })

  it("with a location shows the place", async () => {
    const id = await approved("kind_location", [{ type: "HEADER", format: "LOCATION" }, body])
    const header_location = {
      latitude: -12.05,
      longitude: -77.04,
      name: "Lucky Shrub",
      address: "Jr. Unión 1",
    }
    const { preview, components } = await sent(id, { header_location })
    expect(preview.header).toEqual({ format: "LOCATION", location: header_location })
    expect(components).toEqual([
      { type: "header", parameters: [{ type: "location", location: header_location }] },
    ])
    expect(await refusal(id, {})).toEqual([422, "content.values.header_location"])
    expect(await refusal(id, { header_location: { latitude: 91, longitude: 0 } })).toEqual([
      422,
      "content.values.header_location.latitude",
    ])
  })

  it("with several products lists them", async () => {
    const id = await approved("kind_products", [body, button({ type: "MPM", text: "View items" })])
    const given = {
      thumbnail_product_retailer_id: "chair-1",
      sections: [
        { title: "Chairs", product_items: [{ product_retailer_id: "chair-1" }] },
        { title: "Tables", product_items: [{ product_retailer_id: "table-1" }] },
      ],
    }
    const { preview, components } = await sent(id, { buttons: { "0": given } })
    expect(preview.buttons).toEqual([{ type: "MPM", text: "View items", ...given }])
    expect(components).toEqual([
      { type: "button", sub_type: "mpm", index: "0", parameters: [{ type: "action", action: given }] },
    ])
    expect(await refusal(id, { buttons: { "0": { ...given, sections: [] } } })).toEqual([
      422,
      "content.values.buttons.0.sections",
    ])
  })

  it("with one product shows it", async () => {
    const id = await approved("kind_product", [
      { type: "HEADER", format: "PRODUCT" },
      body,
      button({ type: "SPM", text: "View" }),
    ])
    const header_product = { product_retailer_id: "chair-1", catalog_id: "99" }
    const { preview, components } = await sent(id, { header_product })
    expect(preview.header).toEqual({ format: "PRODUCT", product: header_product })
    expect(components).toEqual([
      { type: "header", parameters: [{ type: "product", product: header_product }] },
    ])
  })

  it("with a catalog is sent with and without a picture", async () => {
    const id = await approved("kind_catalog", [body, button({ type: "CATALOG", text: "View catalog" })])
    const action = { thumbnail_product_retailer_id: "chair-1" }
    expect((await sent(id, { buttons: { "0": action } })).components).toEqual([
      { type: "button", sub_type: "catalog", index: "0", parameters: [{ type: "action", action }] },
    ])
    expect((await sent(id, {})).components).toBeUndefined()
  })

  it("with a flow opens it with its data", async () => {
    const flow = await office.graph("POST", `${office.wabaId}/flows`, {
      name: "kind_flow",
      categories: ["SIGN_UP"],
    })
    const id = await approved("kind_flow", [
      body,
      button({
        type: "FLOW",
        text: "Sign up",
        flow_id: flow.body.id,
        navigate_screen: "START",
        flow_action: "navigate",
      }),
    ])
    const action = { flow_token: "t-1", flow_action_data: { city: "Lima" } }
    expect((await sent(id, { buttons: { "0": action } })).components).toEqual([
      { type: "button", sub_type: "flow", index: "0", parameters: [{ type: "action", action }] },
    ])
  })

  it("with an offer ends when it was told to", async () => {
    const id = await approved("kind_offer", [
      image(),
      { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Ends soon", has_expiration: true } },
      body,
      button({ type: "COPY_CODE", example: "SAVE20" }),
    ])
    const values = {
      header_media: { link: "http://127.0.0.1:9/a.png" },
      offer_ends_at: "2030-12-24T18:00:00-05:00",
      buttons: { "0": { coupon_code: "SAVE20" } },
    }
    const { preview, components } = await sent(id, values)
    expect(preview.offer).toEqual({ text: "Ends soon", ends_at: "2030-12-24T23:00:00.000Z" })
    expect(components).toContainEqual({
      type: "limited_time_offer",
      parameters: [
        {
          type: "limited_time_offer",
          limited_time_offer: { expiration_time_ms: Date.UTC(2030, 11, 24, 23) },
        },
      ],
    })
    const long = { ...values, buttons: { "0": { coupon_code: "SAVE20-AND-SO-ON" } } }
    expect(await refusal(id, long)).toEqual([422, "content.values.buttons.0.coupon_code"])
  })

  it("with cards fills each", async () => {
    const card = (text: string) => ({
      components: [
        image(),
        { type: "BODY", text, example: { body_text: [["20"]] } },
        button({ type: "URL", text: "Buy", url: "https://x.test/{{1}}", example: ["https://x.test/a"] }),
      ],
    })
    const id = await approved("kind_cards", [
      body,
      { type: "CAROUSEL", cards: [card("Chairs from {{1}} euros"), card("Tables from {{1}} euros")] },
    ])
    const given = (n: string) => ({
      header_media: { link: `http://127.0.0.1:9/${n}.png` },
      body: { "1": n },
      buttons: { "0": { suffix: `item ${n}` } },
    })
    const { preview, components } = await sent(id, { cards: [given("20"), given("90")] })
    expect(preview.cards.map((one: { body: string }) => one.body)).toEqual([
      "Chairs from 20 euros",
      "Tables from 90 euros",
    ])
    expect(components[0].cards[1].components).toEqual([
      { type: "header", parameters: [{ type: "image", image: { link: "http://127.0.0.1:9/90.png" } }] },
      { type: "body", parameters: [{ type: "text", text: "90" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "item%2090" }] },
    ])
    expect(await refusal(id, { cards: [given("20")] })).toEqual([422, "content.values.cards.1.header_media"])
  })

  it("with cards shows a product on each, to be viewed or bought elsewhere", async () => {
    const product = { type: "HEADER", format: "PRODUCT" }
    const cards = (one: object) => [
      body,
      {
        type: "CAROUSEL",
        cards: [{ components: [product, button(one)] }, { components: [product, button(one)] }],
      },
    ]
    const view = await approved("kind_product_cards", cards({ type: "SPM", text: "View" }))
    const given = (id: string) => ({ header_product: { product_retailer_id: id, catalog_id: "99" } })
    const { preview, components } = await sent(view, { cards: [given("chair-1"), given("chair-2")] })
    expect(preview.cards[1]).toEqual({
      header: { format: "PRODUCT", product: { product_retailer_id: "chair-2", catalog_id: "99" } },
      buttons: [{ type: "SPM", text: "View" }],
    })
    const header = (product_retailer_id: string) => ({
      type: "header",
      parameters: [{ type: "product", product: { product_retailer_id, catalog_id: "99" } }],
    })
    expect(components).toEqual([
      {
        type: "carousel",
        cards: ["chair-1", "chair-2"].map((id, card_index) => ({ card_index, components: [header(id)] })),
      },
    ])
    const without = { header_product: { product_retailer_id: "", catalog_id: "99" } }
    expect(await refusal(view, { cards: [given("chair-1"), without] })).toEqual([
      422,
      "content.values.cards.1.header_product.product_retailer_id",
    ])
    const shop = { type: "URL", text: "Buy", url: "https://x.test/{{1}}", example: ["https://x.test/a"] }
    const buy = await approved("kind_product_links", cards(shop))
    const linked = (id: string) => ({ ...given(id), buttons: { "0": { suffix: id } } })
    const { components: links } = await sent(buy, { cards: [linked("chair-1"), linked("chair-2")] })
    expect(links[0].cards[1].components).toEqual([
      header("chair-2"),
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "chair-2" }] },
    ])
  })

  it("with a code has it in the text and in the button, also from Liquid", async () => {
    const id = await approved(
      "kind_code",
      [{ type: "BODY" }, button({ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" })],
      "AUTHENTICATION",
    )
    const { preview, components } = await sent(id, { body: { "1": "{{ 482910 }}" } })
    expect(preview.body).toContain("{{ 482910 }}")
    expect(components).toEqual([
      { type: "body", parameters: [{ type: "text", text: "482910" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "482910" }] },
    ])
    expect(await refusal(id, { body: { "1": "1234567890123456" } })).toEqual([422, "content.values.body.1"])
  })
})

describe("a file for the header of messages", () => {
  it.each([
    ["of a type that no header has", "image/gif", Buffer.from("GIF89a"), [415, "unsupported_media_type"]],
    ["whose bytes are of another type", "image/jpeg", dot, [422, "invalid_request"]],
    [
      "that is too large",
      "image/png",
      Buffer.concat([dot, Buffer.alloc(5 * 1024 * 1024)]),
      [413, "too_large"],
    ],
  ])("%s is refused", async (_what, mimeType, bytes, expected) => {
    const { status, body } = await office.upload(bytes, mimeType, `message-media?number_id=${numberId}`)
    expect([status, body.error.code]).toEqual(expected)
  })

  it("is taken for numbers of the workspace alone", async () => {
    const elsewhere = "message-media?number_id=0190b0f0-0000-7000-8000-000000000000"
    const { status, body } = await office.upload(dot, "image/png", elsewhere)
    expect([status, body.error.code]).toEqual([404, "not_found"])
  })
})
