import { describe, expect, it } from "vitest"
import { Failure } from "./failure.ts"
import { fillTemplate, readValues } from "./template-values.ts"

const template = {
  name: "order_ready",
  variables: [
    { component: "header", name: "media", kind: "image", path: "header_media" },
    { component: "body", name: "first_name", kind: "text", path: "body.first_name" },
    { component: "button", name: "1", kind: "text", path: "buttons.0.suffix", button_index: 0 },
    {
      component: "button",
      name: "coupon_code",
      kind: "coupon_code",
      path: "buttons.1.coupon_code",
      button_index: 1,
    },
  ],
}

describe("values on the command line", () => {
  it("are name=text, and the text may hold =", () => {
    expect(readValues(["url=https://a.example/?b=c", "empty="])).toEqual(
      new Map([
        ["url", "https://a.example/?b=c"],
        ["empty", ""],
      ]),
    )
  })

  it("need a name", () => {
    expect(() => readValues(["Ana"])).toThrow(Failure)
    expect(() => readValues(["=Ana"])).toThrow("--value =Ana is not a value.")
  })

  it("go where the template's variables are", () => {
    const values = readValues([
      "media=https://a.example/i.png",
      "first_name=Ana",
      "button.0=orders/7",
      "button.1=TEN",
    ])
    expect(fillTemplate(template, values)).toEqual({
      header_media: { link: "https://a.example/i.png" },
      body: { first_name: "Ana" },
      buttons: { "0": { suffix: "orders/7" }, "1": { coupon_code: "TEN" } },
    })
  })

  it("fill header and body where both have the variable", () => {
    const both = {
      name: "greeting",
      variables: [
        { component: "header", name: "first_name", kind: "text", path: "header.first_name" },
        { component: "body", name: "first_name", kind: "text", path: "body.first_name" },
      ],
    }
    expect(fillTemplate(both, readValues(["first_name=Ana"]))).toEqual({
      header: { first_name: "Ana" },
      body: { first_name: "Ana" },
    })
  })

  it("must be complete and known", () => {
    expect(() => fillTemplate(template, readValues(["first_name=Ana"]))).toThrow("needs a value for media")
    expect(() => fillTemplate(template, readValues(["nickname=A"]))).toThrow(
      "Template order_ready has no variable nickname.",
    )
  })
})

describe("values that are not text", () => {
  const one = (kind: string, path: string, place: object = { component: "header" }) => ({
    name: "shop",
    variables: [{ component: "button", name: kind, kind, path, ...place }],
  })
  const onButton = { button_index: 0 }

  it.each([
    [
      "a location",
      one("location", "header_location"),
      "location=-12.05, -77.04, Lucky Shrub, Jr. Unión 1, Lima",
      {
        header_location: {
          latitude: -12.05,
          longitude: -77.04,
          name: "Lucky Shrub",
          address: "Jr. Unión 1, Lima",
        },
      },
    ],
    [
      "a product",
      one("product", "header_product"),
      "product=99:chair-1",
      { header_product: { catalog_id: "99", product_retailer_id: "chair-1" } },
    ],
    [
      "products in sections",
      one("sections", "buttons.0.sections", onButton),
      "button.0.sections=Chairs: a, b; Tables: c",
      {
        buttons: {
          "0": {
            sections: [
              {
                title: "Chairs",
                product_items: [{ product_retailer_id: "a" }, { product_retailer_id: "b" }],
              },
              { title: "Tables", product_items: [{ product_retailer_id: "c" }] },
            ],
          },
        },
      },
    ],
    [
      "data of a flow",
      one("flow_data", "buttons.0.flow_action_data", onButton),
      'button.0.flow_data={"city":"Lima"}',
      { buttons: { "0": { flow_action_data: { city: "Lima" } } } },
    ],
    [
      "the end of an offer",
      one("ends_at", "offer_ends_at", { component: "offer", kind: "instant" }),
      "ends_at=2026-12-24T18:00:00Z",
      { offer_ends_at: "2026-12-24T18:00:00Z" },
    ],
    [
      "what is on a card",
      one("image", "cards.1.header_media", { component: "header", name: "media", card_index: 1 }),
      "card.1.media=https://a.example/i.png",
      { cards: [{}, { header_media: { link: "https://a.example/i.png" } }] },
    ],
  ])("%s is written in one argument", (_what, template, pair, values) => {
    expect(fillTemplate(template, readValues([pair]))).toEqual(values)
  })

  it.each([
    [one("location", "header_location"), "location=here", "cannot be read as a location"],
    [one("product", "header_product"), "product=chair-1", "cannot be read as a product"],
    [
      one("sections", "buttons.0.sections", onButton),
      "button.0.sections=Chairs:",
      "cannot be read as a list of products",
    ],
    [one("action", "buttons.0.action", onButton), "button.0.action={", "cannot be read as JSON"],
  ])("are refused when they cannot be read", (template, pair, why) => {
    expect(() => fillTemplate(template, readValues([pair]))).toThrow(why)
  })

  it("may be left out when Meta does not need them", () => {
    const flow = one("flow_token", "buttons.0.flow_token", { ...onButton, optional: true })
    expect(fillTemplate(flow, new Map())).toEqual({})
  })
})
