import { type TemplateComponent, templateParameters, templateVariables } from "@parley/whatsapp/templates"
import { describe, expect, it } from "vitest"
import { templateValues, toTemplateValues, valuePath } from "./template-values.ts"
import { valueIssues } from "./value-issues.ts"

const body: TemplateComponent = { type: "BODY", text: "See for yourself." }
const shop: TemplateComponent[] = [{ type: "HEADER", format: "LOCATION" }, body]
const list: TemplateComponent[] = [body, { type: "BUTTONS", buttons: [{ type: "MPM", text: "View items" }] }]
const product: TemplateComponent[] = [
  { type: "HEADER", format: "PRODUCT" },
  body,
  { type: "BUTTONS", buttons: [{ type: "SPM", text: "View" }] },
]
const catalog: TemplateComponent[] = [body, { type: "BUTTONS", buttons: [{ type: "CATALOG" }] }]
const flow: TemplateComponent[] = [
  body,
  { type: "BUTTONS", buttons: [{ type: "FLOW", text: "Sign up", flow_id: "7" }] },
]
const offer: TemplateComponent[] = [
  body,
  { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Ends soon", has_expiration: true } },
  { type: "BUTTONS", buttons: [{ type: "COPY_CODE" }] },
]
const track: TemplateComponent[] = [
  { type: "BODY", text: "Your order is here." },
  { type: "BUTTONS", buttons: [{ type: "URL", text: "Track", url: "https://shop.example/{{1}}" }] },
]
const code: TemplateComponent[] = [
  { type: "BODY" },
  { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
]
const carousel: TemplateComponent[] = [
  body,
  {
    type: "CAROUSEL",
    cards: ["Chair {{1}} is new", "Table {{1}} is new"].map((text) => ({
      components: [
        { type: "HEADER", format: "IMAGE" },
        { type: "BODY", text },
        {
          type: "BUTTONS",
          buttons: [
            { type: "URL", text: "Buy", url: "https://x.test/{{1}}" },
            { type: "QUICK_REPLY", text: "Later" },
          ],
        },
      ],
    })),
  },
]
const productCards: TemplateComponent[] = [
  body,
  {
    type: "CAROUSEL",
    cards: [0, 1].map(() => ({
      components: [
        { type: "HEADER", format: "PRODUCT" },
        { type: "BUTTONS", buttons: [{ type: "SPM", text: "View" }] },
      ],
    })),
  },
]
const call: TemplateComponent[] = [
  body,
  { type: "BUTTONS", buttons: [{ type: "VOICE_CALL", text: "Call us" }] },
]
const order: TemplateComponent[] = [body, { type: "BUTTONS", buttons: [{ type: "ORDER_DETAILS" }] }]

const sections = [
  { title: "Chairs", product_items: [{ product_retailer_id: "chair-1" }] },
  { title: "{{ contact.attributes.city }}", product_items: [{ product_retailer_id: "table-2" }] },
]
const card = (n: string) => ({
  header_media: { id: n },
  body: { "1": n },
  buttons: { "0": { suffix: n }, "1": { payload: `later-${n}` } },
})

describe("each kind of value", () => {
  it.each([
    [
      "a location",
      shop,
      { header_location: { latitude: -12.05, longitude: -77.04, name: "Shop", address: "Jr. Union 1" } },
      [
        {
          type: "header",
          parameters: [
            {
              type: "location",
              location: { latitude: -12.05, longitude: -77.04, name: "Shop", address: "Jr. Union 1" },
            },
          ],
        },
      ],
    ],
    [
      "a list of products",
      list,
      { buttons: { "0": { sections, thumbnail_product_retailer_id: "chair-1" } } },
      [
        {
          type: "button",
          sub_type: "mpm",
          index: "0",
          parameters: [{ type: "action", action: { sections, thumbnail_product_retailer_id: "chair-1" } }],
        },
      ],
    ],
    [
      "a product",
      product,
      { header_product: { product_retailer_id: "chair-1", catalog_id: "99" } },
      [
        {
          type: "header",
          parameters: [{ type: "product", product: { product_retailer_id: "chair-1", catalog_id: "99" } }],
        },
      ],
    ],
    [
      "the picture of a catalog",
      catalog,
      { buttons: { "0": { thumbnail_product_retailer_id: "chair-1" } } },
      [
        {
          type: "button",
          sub_type: "catalog",
          index: "0",
          parameters: [{ type: "action", action: { thumbnail_product_retailer_id: "chair-1" } }],
        },
      ],
    ],
    ["a catalog without a picture", catalog, {}, []],
    [
      "token and data of a flow",
      flow,
      { buttons: { "0": { flow_token: "t-{{ contact.external_id }}", flow_action_data: { city: "Lima" } } } },
      [
        {
          type: "button",
          sub_type: "flow",
          index: "0",
          parameters: [
            {
              type: "action",
              action: { flow_token: "t-{{ contact.external_id }}", flow_action_data: { city: "Lima" } },
            },
          ],
        },
      ],
    ],
    [
      "the end and the code of an offer",
      offer,
      { offer_ends_at: "2026-12-24T18:00:00-05:00", buttons: { "0": { coupon_code: "SAVE20" } } },
      [
        {
          type: "limited_time_offer",
          parameters: [
            {
              type: "limited_time_offer",
              limited_time_offer: { expiration_time_ms: Date.UTC(2026, 11, 24, 23) },
            },
          ],
        },
        {
          type: "button",
          sub_type: "copy_code",
          index: "0",
          parameters: [{ type: "coupon_code", coupon_code: "SAVE20" }],
        },
      ],
    ],
    [
      "a code, twice",
      code,
      { body: { "1": "482910" } },
      [
        { type: "body", parameters: [{ type: "text", text: "482910" }] },
        { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "482910" }] },
      ],
    ],
    [
      "cards",
      carousel,
      { cards: [card("a"), card("b")] },
      [
        {
          type: "carousel",
          cards: ["a", "b"].map((n, card_index) => ({
            card_index,
            components: [
              { type: "header", parameters: [{ type: "image", image: { id: n } }] },
              { type: "body", parameters: [{ type: "text", text: n }] },
              { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: n }] },
              {
                type: "button",
                sub_type: "quick_reply",
                index: "1",
                parameters: [{ type: "payload", payload: `later-${n}` }],
              },
            ],
          })),
        },
      ],
    ],
    [
      "how long a call button lives",
      call,
      { buttons: { "0": { ttl_minutes: 60 } } },
      [
        {
          type: "button",
          sub_type: "voice_call",
          index: "0",
          parameters: [{ type: "ttl_minutes", ttl_minutes: 60 }],
        },
      ],
    ],
    [
      "an order",
      order,
      { buttons: { "0": { action: { order_details: { reference_id: "7" } } } } },
      [
        {
          type: "button",
          sub_type: "order_details",
          index: "0",
          parameters: [{ type: "action", action: { order_details: { reference_id: "7" } } }],
        },
      ],
    ],
  ])("%s is taken, complete, and what Meta is given", (_what, components, given, parameters) => {
    const values = templateValues.parse(given)
    expect(valueIssues({ components }, values)).toEqual([])
    expect(templateParameters({ components }, toTemplateValues(values))).toEqual(parameters)
  })
})

describe("what Meta would refuse", () => {
  const many = Array.from({ length: 16 }, (_, n) => ({ product_retailer_id: String(n) }))
  const paths = (components: TemplateComponent[], given: unknown) =>
    valueIssues({ components }, templateValues.parse(given)).map(({ path }) => path)
  const ofList = (sections: unknown) => ({
    buttons: { "0": { sections, thumbnail_product_retailer_id: "a" } },
  })

  it.each([
    ["no location", shop, {}, ["header_location"]],
    [
      "no product",
      product,
      { header_product: { product_retailer_id: "", catalog_id: "1" } },
      ["header_product.product_retailer_id"],
    ],
    [
      "no catalog",
      product,
      { header_product: { product_retailer_id: "chair-1", catalog_id: "" } },
      ["header_product.catalog_id"],
    ],
    ["neither product nor catalog", product, {}, ["header_product"]],
    [
      "a card without its product",
      productCards,
      { cards: [{ header_product: { product_retailer_id: "chair-1", catalog_id: "1" } }] },
      ["cards.1.header_product"],
    ],
    ["no list", list, {}, ["buttons.0.sections", "buttons.0.thumbnail_product_retailer_id"]],
    ["no end and no code", offer, {}, ["offer_ends_at", "buttons.0.coupon_code"]],
    [
      "a card without values",
      carousel,
      { cards: [card("a")] },
      ["cards.1.header_media", "cards.1.body.1", "cards.1.buttons.0.suffix"],
    ],
    ["a card too many", carousel, { cards: ["a", "b", "c"].map(card) }, ["cards"]],
    ["no order", order, {}, ["buttons.0.action"]],
    [
      "sections without titles",
      list,
      ofList([{ ...sections[0], title: "" }, sections[1]]),
      ["buttons.0.sections.0.title"],
    ],
    [
      "a long title",
      list,
      ofList([{ ...sections[0], title: "x".repeat(25) }]),
      ["buttons.0.sections.0.title"],
    ],
    [
      "a product without its id",
      list,
      ofList([{ product_items: [{ product_retailer_id: "" }] }]),
      ["buttons.0.sections.0.product_items.0"],
    ],
    [
      "more than 30 products",
      list,
      ofList(["a", "b"].map((title) => ({ title, product_items: many }))),
      ["buttons.0.sections"],
    ],
    [
      "the address alone that the template has by itself",
      track,
      { buttons: { "0": { suffix: "https://shop.example/" } } },
      ["buttons.0.suffix"],
    ],
    ["a long code", code, { body: { "1": "1234567890123456" } }, ["body.1"]],
    [
      "a code too long for an offer",
      offer,
      { offer_ends_at: "2026-12-24T18:00:00Z", buttons: { "0": { coupon_code: "1234567890123456" } } },
      ["buttons.0.coupon_code"],
    ],
  ])("%s is told with its place", (_what, components, given, expected) => {
    expect(paths(components, given)).toEqual(expected)
  })

  it("is not told of texts that are still to be rendered", () => {
    const text = "{{ contact.attributes.code_of_this_person }}"
    expect(paths(code, { body: { "1": text } })).toEqual([])
    expect(paths(list, ofList([{ ...sections[0], title: text }]))).toEqual([])
  })

  it.each([
    ["beyond the pole", { header_location: { latitude: 91, longitude: 0 } }],
    ["no number", { header_location: { latitude: "12", longitude: 0 } }],
    ["eleven sections", ofList(Array.from({ length: 11 }, () => sections[0]))],
    ["an unknown member", { buttons: { "0": { colour: "red" } } }],
    ["no instant", { offer_ends_at: "tomorrow" }],
  ])("is not a shape of values: %s", (_what, given) => {
    expect(templateValues.safeParse(given).success).toBe(false)
  })
})

it("says where each variable's value stands", () => {
  expect(templateVariables({ components: [...shop, ...flow.slice(1)] }).map(valuePath)).toEqual([
    "header_location",
    "buttons.0.flow_token",
    "buttons.0.flow_action_data",
  ])
  expect(templateVariables({ components: carousel }).map(valuePath).slice(0, 3)).toEqual([
    "cards.0.header_media",
    "cards.0.body.1",
    "cards.0.buttons.0.suffix",
  ])
})
