import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false, clock })
})
afterAll(() => api.close())

async function askRaw(body: string) {
  const answer = await fetch(`${api.address}/v1/contact-events`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.platform.apiKey}`, "content-type": "application/json" },
    body,
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}
const tell = (...events: object[]) => api.ask("POST", "contact-events", { events })
const known = async (externalId: string) =>
  (await api.ask("GET", `contacts?external_id=${externalId}`)).body.data[0]
const eventsOf = async (id: string, query = "") =>
  (await api.ask("GET", `contacts/${id}/events${query}`)).body

describe("POST /v1/contact-events", () => {
  it("records events and purchases of people who are known and of new ones", async () => {
    const { body: ana } = await api.ask("POST", "contacts", { external_id: "ana", phone: "+4915112345678" })
    const { status, body } = await tell(
      {
        contact_id: ana.id,
        name: "signed_up",
        at: "2026-11-20T09:00:00+01:00",
        properties: { plan: "gold" },
      },
      { phone: "+49 151 12345678", name: "opened" },
      { external_id: "ben", name: "opened", key: "b-1" },
      {
        external_id: "ben",
        product_id: "hat",
        currency: "EUR",
        price: 5,
        quantity: 2,
        at: "2026-11-21T09:00:00Z",
      },
      { external_id: "ben", name: "opened", key: "b-1" },
    )
    expect({ status, body }).toEqual({ status: 200, body: { recorded: 4, repeated: 1, errors: [] } })
    expect((await eventsOf(ana.id)).data).toMatchObject([
      { kind: "event", name: "opened", at: "2026-11-22T12:00:00.000Z", value: null, properties: null },
      { kind: "event", name: "signed_up", at: "2026-11-20T08:00:00.000Z", properties: { plan: "gold" } },
    ])
    const ben = await known("ben")
    const first = await eventsOf(ben.id, "?limit=1")
    expect(first.data).toMatchObject([{ name: "opened" }])
    expect((await eventsOf(ben.id, `?limit=1&after=${first.next}`)).data).toMatchObject([
      { kind: "purchase", value: 10, properties: { product_id: "hat" } },
    ])
  })

  it("makes one contact of somebody new whose number it names in two forms", async () => {
    const { body } = await tell(
      { phone: "+5491155558888", name: "opened" },
      { phone: "+54 11 5555-8888", name: "opened" },
    )
    expect(body).toMatchObject({ recorded: 2, errors: [] })
    const { body: found } = await api.ask("GET", "contacts?phone=%2B541155558888")
    expect(found.data).toHaveLength(1)
    expect((await eventsOf(found.data[0].id)).data).toHaveLength(2)
  })

  it("answers what is wrong with each event, and records the rest", async () => {
    const nobody = crypto.randomUUID()
    const { body } = await tell(
      { name: "opened" },
      { contact_id: nobody, name: "opened" },
      { external_id: "cem", name: "opened", at: "soon" },
      { external_id: "cem", name: "opened", at: "2026-11-30T00:00:00Z" },
      { external_id: "cem", name: "ecommerce.order_placed", properties: { order_id: "o-1" } },
      { external_id: "cem", name: "opened", colour: "red" },
      { external_id: "cem", name: "opened" },
    )
    expect(body).toMatchObject({
      recorded: 1,
      errors: [
        { index: 0, code: "invalid_event", field: "contact_id" },
        { index: 1, code: "contact_unknown", field: "contact_id" },
        { index: 2, code: "invalid_event", field: "at" },
        { index: 3, code: "event_in_future", field: "at" },
        { index: 4, code: "ecommerce_invalid", field: "properties.currency" },
        { index: 5, code: "invalid_event" },
      ],
    })
  })

  it("records the rest where one event is none, or has what cannot be kept", async () => {
    const good = { external_id: "kim", name: "opened" }
    const deep = `${"[".repeat(40)}${"]".repeat(40)}`
    const bad = [
      "5",
      "null",
      "[]",
      '{"external_id":"kim","name":"a\\u0000"}',
      '{"external_id":"kim","name":"opened","properties":{"a":"\\ud800"}}',
      `{"external_id":"kim","name":"opened","properties":{"a":${deep}}}`,
      '{"external_id":"kim","name":"opened","properties":{"a":1e400}}',
    ]
    const { status, body } = await askRaw(`{"events":[${[...bad, JSON.stringify(good)].join()}]}`)
    expect([status, body.recorded]).toEqual([200, 1])
    expect(body.errors).toMatchObject(bad.map((_, index) => ({ index, code: "invalid_event" })))
  })

  it("of one workspace concerns no other", async () => {
    const ana = await known("ana")
    const { apiKey } = await api.otherWorkspace()
    const others = await api.ask(
      "POST",
      "contact-events",
      { events: [{ contact_id: ana.id, name: "x" }] },
      apiKey,
    )
    expect(others.body).toMatchObject({ recorded: 0, errors: [{ code: "contact_unknown" }] })
    expect((await api.ask("GET", `contacts/${ana.id}/events`, undefined, apiKey)).status).toBe(404)
  })
})

describe("Braze's e-commerce events", () => {
  const product = { product_id: "p", product_name: "Hat", variant_id: "red", quantity: 1, price: 5 }
  const order = { order_id: "o-1", total_value: 5, currency: "EUR", products: [product], source: "web" }
  const placed = (properties: object, name = "ecommerce.order_placed") =>
    tell({ external_id: "dan", name, properties })

  it("are worth their total value", async () => {
    expect((await placed({ ...order, metadata: { gift: true } })).body).toMatchObject({ recorded: 1 })
    const { id } = await known("dan")
    expect((await eventsOf(id)).data).toMatchObject([{ name: "ecommerce.order_placed", value: 5 }])
  })

  it.each<[string, object, string]>([
    ["without an order id", { ...order, order_id: undefined }, "properties.order_id"],
    ["with an amount below 0", { ...order, total_value: -1 }, "properties.total_value"],
    ["with a text for an amount", { ...order, total_value: "5" }, "properties.total_value"],
    ["with a currency that there is not", { ...order, currency: "EURO" }, "properties.currency"],
    ["with a property of the client's own", { ...order, gift: true }, "properties.gift"],
    [
      "with a product without a price",
      { ...order, products: [{ ...product, price: undefined }] },
      "properties.products.0.price",
    ],
  ])("%s are refused", async (_, properties, field) => {
    expect((await placed(properties)).body).toMatchObject({
      recorded: 0,
      errors: [{ code: "ecommerce_invalid", field }],
    })
  })

  it("of a whole cart have its value, of what is added they need not", async () => {
    const cart = { cart_id: "c", currency: "EUR", products: [product], source: "web" }
    expect((await placed(cart, "ecommerce.cart_updated")).body).toMatchObject({ recorded: 0 })
    expect((await placed({ ...cart, action: "add" }, "ecommerce.cart_updated")).body).toMatchObject({
      recorded: 1,
    })
  })

  it("that are spelled in another way are events like any other", async () => {
    expect((await placed({ whatever: 1 }, "ecommerce.OrderPlaced")).body).toMatchObject({ recorded: 1 })
  })
})

it("GET /v1/event-names lists what was recorded, and one is described", async () => {
  const { body } = await api.ask("GET", "event-names?sort=name&search=open")
  expect(body.data).toMatchObject([
    { kind: "event", name: "opened", last_used_at: "2026-11-22T00:00:00.000Z" },
  ])
  const changed = await api.ask("PATCH", `event-names/${body.data[0].id}`, { description: "Opened the app" })
  expect(changed.body).toMatchObject({ name: "opened", description: "Opened the app" })
})
