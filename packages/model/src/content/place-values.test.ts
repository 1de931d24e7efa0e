import type { TemplateVariable } from "@parley/whatsapp/templates"
import { describe, expect, it } from "vitest"
import { placeValues } from "./place-values.ts"
import { templateValues, valuePath } from "./template-values.ts"

describe("values that are put in their places", () => {
  it("are beside each other in one part, and on the card they are for", () => {
    expect(
      placeValues([
        { path: "body.1", value: "Ana" },
        { path: "body.2", value: "Lima" },
        { path: "cards.1.buttons.0.suffix", value: "a" },
        { path: "cards.1.buttons.0.coupon_code", value: "TEN" },
      ]),
    ).toEqual({
      body: { "1": "Ana", "2": "Lima" },
      cards: [{}, { buttons: { "0": { suffix: "a", coupon_code: "TEN" } } }],
    })
  })

  it("are left out where none was given, but their card is counted", () => {
    expect(placeValues([])).toEqual({})
    expect(
      placeValues([
        { path: "header_media", value: undefined },
        { path: "cards.1.body.1", value: undefined },
      ]),
    ).toEqual({ cards: [{}, {}] })
  })

  it.each<[TemplateVariable["kind"], unknown]>([
    ["text", "Ana"],
    ["image", { link: "https://example.com/a.png" }],
    ["location", { latitude: -12, longitude: -77 }],
    ["product", { product_retailer_id: "a", catalog_id: "1" }],
    ["sections", [{ product_items: [{ product_retailer_id: "a" }] }]],
    ["thumbnail", "a"],
    ["coupon_code", "TEN"],
    ["flow_token", "t"],
    ["flow_data", { city: "Lima" }],
    ["action", { order: 1 }],
    ["instant", "2026-12-24T18:00:00Z"],
  ])("of the kind %s are what a content takes at the variable's path", (kind, value) => {
    const isOnButton = !["text", "image", "location", "product", "instant"].includes(kind)
    const variable: TemplateVariable = isOnButton
      ? { component: "button", name: kind, kind, buttonIndex: 0 }
      : { component: "body", name: "1", kind }
    const values = placeValues([{ path: valuePath(variable), value }])
    expect(templateValues.parse(values)).toEqual(values)
  })
})
