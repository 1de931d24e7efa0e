import { describe, expect, it } from "vitest"
import { fieldsOf, type Variable, type VariedTemplate, withValue } from "./fields.ts"
import { givenValues, personalForm, sampleForm, unreadable } from "./given-values.ts"
import { errorsOf, valueIssuesOf } from "./issues.ts"
import { withoutSection } from "./sections.ts"
import { withoutUploads, withUpload } from "./uploads.ts"

const template: VariedTemplate = {
  category: "MARKETING",
  components: [
    {
      type: "BUTTONS",
      buttons: [
        { type: "MPM", text: "View items" },
        { type: "FLOW", text: "Sign up" },
      ],
    },
  ],
  variables: [
    { component: "header", name: "location", kind: "location", path: "header_location" },
    { component: "body", name: "1", kind: "text", path: "body.1", example: "Ana" },
    { component: "offer", name: "ends_at", kind: "instant", path: "offer_ends_at" },
    { component: "button", name: "sections", kind: "sections", path: "buttons.0.sections", button_index: 0 },
    {
      component: "button",
      name: "thumbnail",
      kind: "thumbnail",
      path: "buttons.0.thumbnail_product_retailer_id",
      button_index: 0,
    },
    {
      component: "button",
      name: "flow_data",
      kind: "flow_data",
      path: "buttons.1.flow_action_data",
      button_index: 1,
      optional: true,
    },
    { component: "body", name: "1", kind: "text", path: "cards.1.body.1", card_index: 1 },
  ],
}
const form = {
  "header_location.latitude": "-12.05",
  "header_location.longitude": "-77.04",
  "body.1": "{{ contact.first_name }}",
  offer_ends_at: "2030-12-24T18:00",
  "buttons.0.sections.0.title": "Chairs",
  "buttons.0.sections.0.product_items": "a\n b \n",
  "buttons.0.sections.1.title": "",
  "buttons.0.thumbnail_product_retailer_id": "a",
  "buttons.1.flow_action_data": '{"city":"Lima"}',
  "cards.1.body.1": "20",
}
const product_items = [{ product_retailer_id: "a" }, { product_retailer_id: "b" }]

describe("the form of a template's values", () => {
  it("becomes what the API takes", () => {
    expect(givenValues(template.variables, form, "America/Bogota")).toEqual({
      header_location: { latitude: -12.05, longitude: -77.04 },
      body: { "1": "{{ contact.first_name }}" },
      offer_ends_at: "2030-12-24T23:00:00.000Z",
      buttons: {
        "0": { sections: [{ title: "Chairs", product_items }], thumbnail_product_retailer_id: "a" },
        "1": { flow_action_data: { city: "Lima" } },
      },
      cards: [{}, { body: { "1": "20" } }],
    })
  })

  it("becomes a file where one was uploaded, and an address again when it is taken away", () => {
    const variables: Variable[] = [
      { component: "header", name: "media", kind: "document", path: "header_media" },
      { component: "header", name: "media", kind: "image", path: "cards.0.header_media", card_index: 0 },
    ]
    const addresses = {
      header_media: "https://x.test/a.pdf",
      "cards.0.header_media": "https://x.test/a.png",
    }
    const upload = { id: "17", fileName: "Bill.pdf" }
    const uploaded = withUpload(addresses, "header_media", upload)
    expect(givenValues(variables, uploaded, "UTC")).toEqual({
      header_media: { id: "17", filename: "Bill.pdf" },
      cards: [{ header_media: { link: "https://x.test/a.png" } }],
    })
    const picture = withUpload(uploaded, "cards.0.header_media", { ...upload, id: "18" })
    expect(givenValues(variables, picture, "UTC").cards).toEqual([{ header_media: { id: "18" } }])
    expect(givenValues(variables, withoutUploads(picture, Object.keys(addresses)), "UTC")).toEqual({
      header_media: { link: "https://x.test/a.pdf" },
      cards: [{ header_media: { link: "https://x.test/a.png" } }],
    })
  })

  it("gives nothing for what is empty", () => {
    expect(givenValues(template.variables, {}, "UTC")).toEqual({ cards: [{}, {}] })
  })

  it("starts with the samples, and an offer that ends tomorrow", () => {
    const now = new Date("2026-11-25T17:00:00Z")
    expect(sampleForm(template.variables, "America/Bogota", now)).toEqual({
      "body.1": "Ana",
      offer_ends_at: "2026-11-26T12:00",
      "cards.1.body.1": "",
    })
  })

  it("starts with what is known of a contact, and the sample where nothing is", () => {
    const named = (name: string, example: string): Variable => ({
      component: "body",
      name,
      kind: "text",
      path: `body.${name}`,
      example,
    })
    const variables = [named("first_name", 'Ana "Ani"'), named("plan", "gold"), named("order_no", "A-17")]
    expect(personalForm(["plan"])(variables, "UTC", new Date())).toEqual({
      "body.first_name": `{{ contact.first_name | default: 'Ana "Ani"' }}`,
      "body.plan": '{{ contact.attributes.plan | default: "gold" }}',
      "body.order_no": "A-17",
    })
  })

  it("asks for the catalog of a carousel once", () => {
    const cards = [0, 1].map((card_index) => ({
      component: "header",
      name: "product",
      kind: "product",
      path: `cards.${card_index}.header_product`,
      card_index,
    }))
    const fields = fieldsOf({ ...template, variables: cards })
    const first = "cards.0.header_product.catalog_id"
    const second = "cards.1.header_product.catalog_id"
    const filled = withValue(fields, {}, first, "99")
    expect(filled).toEqual({ [first]: "99", [second]: "99" })
    const other = withValue(fields, filled, second, "7")
    expect(withValue(fields, other, first, "98")).toEqual({ [first]: "98", [second]: "7" })
  })

  it("closes up when a section is taken away", () => {
    const two = { ...form, "buttons.0.sections.1.title": "Tables" }
    expect(withoutSection(two, "buttons.0.sections", 0)).toMatchObject({
      "buttons.0.sections.0.title": "Tables",
      "buttons.0.sections.0.product_items": "",
    })
  })

  it("tells what cannot be read", () => {
    const wrong = { ...form, "header_location.latitude": "12,5", "buttons.1.flow_action_data": "{" }
    expect(unreadable(fieldsOf(template), form)).toEqual([])
    expect(unreadable(fieldsOf(template), wrong).map(({ path }) => path)).toEqual([
      "header_location.latitude",
      "buttons.1.flow_action_data",
    ])
  })
})

describe("what is wrong", () => {
  const shownAt = (path: string) => Object.keys(errorsOf(fieldsOf(template), [{ path, message: "is wrong" }]))

  it.each([
    ["header_location", "header_location.latitude"],
    ["header_location.longitude", "header_location.longitude"],
    ["buttons.0.sections", "buttons.0.sections"],
    ["buttons.0.sections.1.title", "buttons.0.sections.1.title"],
    ["buttons.0.sections.0.product_items.3", "buttons.0.sections.0.product_items"],
    ["cards.1.body.1", "cards.1.body.1"],
  ])("with %s is beside %s", (path, field) => {
    expect(shownAt(path)).toEqual([field])
  })

  it("with no field of ours is left to others", () => {
    expect(shownAt("cards")).toEqual([])
    expect(valueIssuesOf({ error: { code: "invalid_request", message: "No phone.", field: "to" } })).toEqual(
      [],
    )
  })

  it("is all read from one refusal, without what is not about the values", () => {
    const issues = [
      { field: "to", message: "must be a phone number" },
      { field: "content.values.body.1", message: "must not be empty" },
      { field: "content.values.buttons.0.coupon_code", message: "must not be empty" },
    ]
    const error = { code: "invalid_request", message: "to: must be a phone number", field: "to", issues }
    expect(valueIssuesOf({ error })).toEqual([
      { path: "body.1", message: "must not be empty" },
      { path: "buttons.0.coupon_code", message: "must not be empty" },
    ])
  })
})
