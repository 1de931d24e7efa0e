import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
beforeAll(async () => {
  api = await startBraze({ clock })
})
afterAll(() => api.close())

const track = (body: unknown, options?: Parameters<typeof api.ask>[2]) =>
  api.ask("/users/track", body, options)
const profile = async (external_id: string) =>
  (await api.ask("/users/export/ids", { external_ids: [external_id] })).body.users[0]

describe("attributes", () => {
  it("create a user, with the fields of a contact and attributes of any name", async () => {
    const answer = await track({
      attributes: [
        {
          external_id: "maria",
          first_name: "Maria",
          last_name: "Silva",
          email: "Maria@Example.com",
          phone: "+5511998765432",
          country: "BR",
          language: "pt-BR",
          time_zone: "America/Sao_Paulo",
          home_city: "São Paulo",
          gender: "F",
          dob: "1990-04-01",
          "Shoe size": 38,
          newsletter: true,
          tags: ["a", "b"],
          address: { zip: "01310-100" },
          app_id: "x",
          push_tokens: [{ app_id: "x", token: "abcd" }],
          email_subscribe: "opted_in",
        },
      ],
    })
    expect(answer).toMatchObject({ status: 201, body: { attributes_processed: 1, message: "success" } })
    expect(answer.body.errors).toBeUndefined()
    expect(await profile("maria")).toMatchObject({
      first_name: "Maria",
      last_name: "Silva",
      email: "maria@example.com",
      phone: "+5511998765432",
      country: "BR",
      language: "pt_BR",
      time_zone: "America/Sao_Paulo",
      home_city: "São Paulo",
      gender: "F",
      dob: "1990-04-01",
      custom_attributes: {
        "Shoe size": 38,
        newsletter: true,
        tags: ["a", "b"],
        address: { zip: "01310-100" },
      },
    })
  })

  it("change what they name, in the order of the objects, and null removes", async () => {
    await track({
      attributes: [{ external_id: "noor", plan: "free", visits: 1, seen: ["a"], last_name: "K" }],
    })
    await track({
      attributes: [
        { external_id: "noor", first_name: "N", visits: { inc: 2 }, seen: { add: ["b"] } },
        { external_id: "noor", first_name: "Noor", plan: null, last_name: null, seen: { remove: ["a"] } },
      ],
    })
    const { first_name, last_name, custom_attributes } = await profile("noor")
    expect({ first_name, last_name, custom_attributes }).toEqual({
      first_name: "Noor",
      last_name: undefined,
      custom_attributes: { visits: 3, seen: ["b"] },
    })
  })

  it("create nobody where only those who are there are meant", async () => {
    const before = await api.contacts()
    const answer = await track({
      attributes: [
        { external_id: "stranger", _update_existing_only: true, a: 1 },
        { user_alias: { alias_name: "x", alias_label: "y" }, a: 1 },
        { braze_id: "0199d1de-0000-7000-8000-000000000000", a: 1 },
      ],
    })
    expect(answer).toMatchObject({ status: 201, body: { attributes_processed: 3, message: "success" } })
    expect(await api.contacts()).toEqual(before)
  })

  it("subscribe to groups, with a consent record, where the key may", async () => {
    const groups = [{ subscription_group_id: api.groupId, subscription_state: "subscribed" }]
    const object = { external_id: "sub", subscription_groups: groups }
    const key = await api.keyWith(["contacts:write"])
    expect((await track({ attributes: [object] }, { key })).body.errors).toMatchObject([
      { type: expect.stringContaining("subscriptions:write"), input_array: "attributes", index: 0 },
    ])
    const status = `/subscription/status/get?subscription_group_id=${api.groupId}&external_id=sub`
    expect((await api.ask(status)).body.status).toEqual({ sub: "unknown" })
    expect((await track({ attributes: [object] })).body.errors).toBeUndefined()
    expect((await api.ask(status)).body.status).toEqual({ sub: "Subscribed" })
  })
})

describe("users", () => {
  it("are found by e-mail address, else by phone, and created with it", async () => {
    await track({
      attributes: [
        { email: "kim@example.com", a: 1 },
        { phone: "+6281234567890", a: 2 },
      ],
    })
    await track({ attributes: [{ email: "KIM@example.com", phone: "+6281234567891", b: 1 }] })
    const people = (await api.contacts()).filter(({ external_id }) => external_id === null)
    const known = people.map(({ email, phone, attributes }) => [email, phone, attributes])
    expect(known).toHaveLength(2)
    expect(known).toContainEqual(["kim@example.com", "+6281234567891", { a: 1, b: 1 }])
    expect(known).toContainEqual([null, "+6281234567890", { a: 2 }])
  })

  it.each([
    ["Brazil", "+5511961234567", "+551161234567"],
    ["Mexico", "+525512345678", "+5215512345678"],
    ["Argentina", "+5491123456789", "+541123456789"],
  ])("of %s are one contact in both forms of the number", async (_, modern, former) => {
    await track({ attributes: [{ phone: modern, modern: true }] })
    await track({ attributes: [{ phone: former, former: true }] })
    const known = (await api.contacts()).filter(({ phone }) => phone === modern || phone === former)
    expect(known).toMatchObject([{ attributes: { modern: true, former: true } }])
  })

  it("are one contact in both forms of the number within one request, too", async () => {
    await track({
      attributes: [
        { phone: "+5491123450000", modern: true },
        { phone: "+541123450000", former: true },
      ],
    })
    const known = (await api.contacts()).filter(({ phone }) => phone?.endsWith("1123450000"))
    expect(known).toMatchObject([{ attributes: { modern: true, former: true } }])
  })

  it("with but an alias are created where it is said so", async () => {
    const user_alias = { alias_name: "device-1", alias_label: "device" }
    await track({ attributes: [{ user_alias, _update_existing_only: false, first_name: "Ali" }] })
    await track({ events: [{ user_alias, name: "opened", time: "2026-11-20T10:00:00Z" }] })
    const { body } = await api.ask("/users/export/ids", { user_aliases: [user_alias] })
    expect(body.users).toMatchObject([
      { first_name: "Ali", user_aliases: [user_alias], custom_events: [{ name: "opened", count: 1 }] },
    ])
  })

  it("of another workspace are not reached by their ids", async () => {
    await track({ attributes: [{ external_id: "mine", secret: "x" }] })
    const id = (await profile("mine")).braze_id
    const { key } = await api.otherWorkspace()
    await track({ attributes: [{ braze_id: id, secret: "y" }] }, { key })
    await track({ events: [{ braze_id: id, name: "stolen", time: "2026-11-20T10:00:00Z" }] }, { key })
    expect(await profile("mine")).toMatchObject({ custom_attributes: { secret: "x" } })
    expect((await api.ask("/users/export/ids", { braze_id: id }, { key })).body).toMatchObject({
      users: [],
      invalid_user_ids: [id],
    })
  })

  // Requests under keys are not joined in one transaction.
  it.each([
    ["joined", (): Record<string, string> => ({})],
    ["apart", () => ({ "idempotency-key": crypto.randomUUID() })],
  ])("are one contact when requests create them at once, %s", async (how, headers) => {
    const id = `twice-${how}`
    const body = {
      attributes: [{ external_id: id, visits: 1 }],
      events: [{ external_id: id, name: "signed_up", time: "2026-11-20T10:00:00Z" }],
    }
    const answers = await Promise.all(Array.from({ length: 6 }, () => track(body, { headers: headers() })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201])
    expect((await api.contacts()).filter(({ external_id }) => external_id === id)).toHaveLength(1)
    expect((await profile(id)).custom_events).toMatchObject([{ name: "signed_up", count: 6 }])
  })
})

describe("events and purchases", () => {
  it("are recorded with their times, the same one as often as it is sent", async () => {
    const event = { external_id: "eve", name: "rented movie", time: "2026-11-20T10:00:00+01:00" }
    const purchase = { external_id: "eve", product_id: "hat", currency: "EUR", price: 12.5, quantity: 2 }
    const answer = await track({
      events: [event, event, { ...event, time: "2031-01-01T00:00:00Z" }],
      purchases: [{ ...purchase, time: "2026-11-21T10:00:00Z", properties: { color: "red" } }],
    })
    expect(answer).toMatchObject({
      status: 201,
      body: { events_processed: 3, purchases_processed: 1, message: "success" },
    })
    expect(answer.body.errors).toBeUndefined()
    expect(await profile("eve")).toMatchObject({
      custom_events: [
        {
          name: "rented movie",
          count: 3,
          first: "2026-11-20T09:00:00.000Z",
          last: clock.now().toISOString(),
        },
      ],
      purchases: [{ name: "hat", count: 2 }],
      total_revenue: 25,
    })
  })

  it.each([
    ["events", { time: "2026-11-20T10:00:00Z" }, "'name' is required"],
    ["events", { name: "a" }, "'time' is required"],
    ["events", { name: "a", time: "yesterday" }, "'time' is not valid"],
    ["events", { name: "a", time: "2026-11-20", properties: { time: 1 } }, "Invalid 'properties' field"],
    ["events", { name: "a", time: "2026-11-20", properties: { $a: 1 } }, "Invalid 'properties' field"],
    ["events", { name: "a", time: "2026-11-20", properties: [1] }, "Invalid 'properties' field"],
    [
      "events",
      { name: "a", time: "2026-11-20", properties: { a: "x".repeat(110_000) } },
      "Invalid 'properties' field",
    ],
    ["purchases", { currency: "EUR", price: 1, time: "2026-11-20" }, "'product_id' is required"],
    ["purchases", { product_id: "a", price: 1, time: "2026-11-20" }, "'currency' is required"],
    [
      "purchases",
      { product_id: "a", currency: "€", price: 1, time: "2026-11-20" },
      "'currency' is not valid",
    ],
    ["purchases", { product_id: "a", currency: "EUR", time: "2026-11-20" }, "'price' is required"],
    [
      "purchases",
      { product_id: "a", currency: "EUR", price: "1", time: "2026-11-20" },
      "'price' is not valid",
    ],
    [
      "purchases",
      { product_id: "a", currency: "EUR", price: 1, quantity: 101, time: "2026-11-20" },
      "'quantity' is not valid",
    ],
  ])("one of %s is refused: %j", async (name, object, type) => {
    expect(await track({ [name]: [{ external_id: "eve", ...object }] })).toMatchObject({
      status: 400,
      body: {
        message: "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
        errors: [{ type, input_array: name, index: 0 }],
      },
    })
  })
})

describe("each object is judged on its own", () => {
  it("and those that are good are done", async () => {
    const time = "2026-11-20T10:00:00Z"
    const answer = await track({
      attributes: [
        { first_name: "Nobody" },
        { external_id: "good", first_name: "Good" },
        { external_id: "a", user_alias: { alias_name: "b", alias_label: "c" } },
        { email: "no address", a: 1 },
        "text",
        { external_id: "nul", a: "\u0000" },
        { external_id: "half", a: "\ud800" },
        { external_id: "x".repeat(201) },
        { external_id: "partly", country: "Atlantis", first_name: "Partly" },
        { external_id: "deep", a: JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) },
        { external_id: "proto", ["__proto__"]: { polluted: true }, constructor: 1 },
      ],
      events: [{ external_id: "good", name: "ok", time }, { external_id: "good" }],
    })
    expect(answer).toMatchObject({
      status: 201,
      body: { message: "success", events_processed: 1 },
    })
    const refused = answer.body.errors.map(
      ({ input_array, index }: { input_array: string; index: number }) => `${input_array} ${index}`,
    )
    expect(new Set(refused)).toEqual(
      new Set([...[0, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((index) => `attributes ${index}`), "events 1"]),
    )
    expect(await profile("good")).toMatchObject({ first_name: "Good", custom_events: [{ name: "ok" }] })
    expect(await profile("partly")).toMatchObject({ first_name: "Partly" })
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false)
  })

  it("and a name that comes twice in an object is the last", async () => {
    const body = '{"attributes":[{"external_id":"double","plan":"free","plan":"gold"}]}'
    expect(await api.ask("/users/track", body)).toMatchObject({ status: 201 })
    expect(await profile("double")).toMatchObject({ custom_attributes: { plan: "gold" } })
  })

  it("and bytes that are no UTF-8 cost the object that they are in", async () => {
    const [before = "", after = ""] = JSON.stringify({
      attributes: [
        { external_id: "broken", word: "|" },
        { external_id: "whole", word: "ü" },
      ],
    }).split("|")
    const body = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)])
    expect(await track(body)).toMatchObject({
      status: 201,
      body: { attributes_processed: 1, errors: [{ input_array: "attributes", index: 0 }] },
    })
    expect(await profile("whole")).toMatchObject({ custom_attributes: { word: "ü" } })
    expect(await profile("broken")).toBeUndefined()
  })
})

describe("a request", () => {
  const attributes = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ external_id: `n${n}`, a: n }))

  it("has at most 75 objects in each array", async () => {
    const message = "Max Input Length Exceeded"
    expect(await track({ attributes: attributes(76) })).toMatchObject({ status: 400, body: { message } })
    expect(await track({ attributes: attributes(75) })).toMatchObject({ body: { attributes_processed: 75 } })
  })

  it("in bulk has at most 1,000 in all, 100 of one user, and 2 MB", async () => {
    const bulk = (body: object) => api.ask("/users/track/bulk", body)
    expect((await bulk({ attributes: attributes(300), events: [] })).body).toMatchObject({
      attributes_processed: 300,
      events_processed: 0,
    })
    expect((await bulk({ attributes: attributes(600), events: attributes(401) })).status).toBe(400)
    const ofOne = Array.from({ length: 101 }, () => ({ external_id: "one", a: 1 }))
    expect((await bulk({ attributes: ofOne })).status).toBe(400)
    expect((await bulk({ attributes: [{ external_id: "big", a: "x".repeat(2_100_000) }] })).status).toBe(400)
  })

  it.each([[{}], [{ attributes: [] }], [{ attributes: "x" }], [{ events: {} }]])(
    "with nothing in it is refused: %j",
    async (body) => {
      expect((await track(body)).status).toBe(400)
    },
  )
})
