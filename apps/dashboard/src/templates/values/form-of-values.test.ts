import { expect, it } from "vitest"
import type { Variable } from "./fields.ts"
import { formOfValues } from "./form-of-values.ts"
import { givenValues } from "./given-values.ts"

const variables: Variable[] = [
  { component: "header", name: "location", kind: "location", path: "header_location" },
  { component: "body", name: "1", kind: "text", path: "body.1" },
  { component: "offer", name: "ends_at", kind: "instant", path: "offer_ends_at" },
  { component: "button", name: "sections", kind: "sections", path: "buttons.0.sections", button_index: 0 },
  {
    component: "button",
    name: "flow_data",
    kind: "flow_data",
    path: "buttons.1.flow_action_data",
    button_index: 1,
  },
  { component: "header", name: "product", kind: "product", path: "cards.0.header_product", card_index: 0 },
  { component: "header", name: "media", kind: "image", path: "cards.1.header_media", card_index: 1 },
  { component: "header", name: "media", kind: "document", path: "cards.2.header_media", card_index: 2 },
]
const values = {
  header_location: { latitude: -12.05, longitude: -77.04, name: "Shop" },
  body: { "1": '{{ contact.first_name | default: "there" }}' },
  offer_ends_at: "2030-12-24T23:00:00.000Z",
  buttons: {
    "0": {
      sections: [
        { title: "Chairs", product_items: [{ product_retailer_id: "a" }, { product_retailer_id: "b" }] },
      ],
    },
    "1": { flow_action_data: { city: "Lima" } },
  },
  cards: [
    { header_product: { catalog_id: "99", product_retailer_id: "a" } },
    { header_media: { link: "https://x.test/a.png" } },
    { header_media: { id: "17", filename: "Bill.pdf" } },
  ],
}

it("values come back from the form as they were put into it", () => {
  const form = formOfValues(variables, values, "America/Bogota")
  expect(form).toMatchObject({ "body.1": values.body["1"], offer_ends_at: "2030-12-24T18:00" })
  expect(givenValues(variables, form, "America/Bogota")).toEqual(values)
})

it("what was not given leaves its field empty", () => {
  expect(formOfValues(variables, {}, "UTC")).toEqual({})
})
