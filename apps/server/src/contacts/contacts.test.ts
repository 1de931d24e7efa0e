import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../platform/clock.ts"
import { startContacts } from "./testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())

const post = (patch: unknown, key?: string) => api.ask("POST", "contacts", patch, key)

describe("creating and updating a contact", () => {
  it("creates once and updates after that, whichever identifier is named", async () => {
    const created = await post({ phone: "+49 1512 0000001", external_id: "k-1", first_name: "Ana" })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({ phone: "+4915120000001", country: "DE", attributes: {} })
    clock.advance(1000)
    const byPhone = await post({ phone: "+4915120000001", last_name: "Ruiz" })
    const byId = await post({ external_id: "k-1", bsuid: "DE.1", language: "de-at" })
    const byBsuid = await post({ bsuid: "DE.1", time_zone: "europe/vienna" })
    expect([byPhone.status, byId.status, byBsuid.status]).toEqual([200, 200, 200])
    expect(byBsuid.body).toMatchObject({
      id: created.body.id,
      first_name: "Ana",
      last_name: "Ruiz",
      language: "de_AT",
      time_zone: "Europe/Vienna",
      updated_at: "2026-11-22T12:00:01.000Z",
    })
  })

  it("merges attributes one by one, and null removes", async () => {
    await post({ external_id: "k-2", first_name: "Bo", attributes: { city: "Lima", points: 3, vip: true } })
    const { body } = await post({
      external_id: "k-2",
      first_name: null,
      attributes: { points: 4.5, vip: null },
    })
    expect(body).toMatchObject({ first_name: null, attributes: { city: "Lima", points: 4.5 } })
  })

  it("does not touch a contact of which nothing new is said", async () => {
    const { body: before } = await post({ external_id: "k-3", attributes: { city: "Lima" } })
    clock.advance(1000)
    const { body: after } = await post({ external_id: "k-3", attributes: { city: "Lima", none: null } })
    expect(after).toEqual(before)
  })

  it("forgets how WhatsApp wrote a phone that is replaced", async () => {
    const { body } = await post({ external_id: "k-4", phone: "+4915120000004" })
    await api.platform.db.system((tx) =>
      tx.updateTable("contacts").set({ wa_id: "4915120000004" }).where("id", "=", body.id).execute(),
    )
    expect((await post({ external_id: "k-4", phone: "+4915120000044" })).body).toMatchObject({ wa_id: null })
  })

  it("refuses to take identifiers from other people", async () => {
    const { body: a } = await post({ external_id: "k-5", phone: "+4915120000005" })
    const { body: b } = await post({ external_id: "k-6", phone: "+4915120000006" })
    const taken = await post({ phone: "+4915120000005", external_id: "k-6" })
    expect(taken.status).toBe(409)
    expect(taken.body.error).toMatchObject({
      code: "conflict",
      field: "external_id",
      contact_ids: [a.id, b.id],
    })
    expect((await post({ phone: "+4915120000005", external_id: "k-7" })).status).toBe(409)
  })

  it("makes one contact of ten requests at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post({ phone: "+4915120000008" })))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  const wrong: [string, object, string, RegExp][] = [
    ["no identifier", { first_name: "Ana" }, "external_id", /external_id, a phone or a bsuid/],
    ["an invalid phone", { phone: "123" }, "phone", /phone number with its country code/],
    ["an invalid bsuid", { bsuid: "123" }, "bsuid", /US\./],
    ["an empty name", { external_id: "x", first_name: " " }, "first_name", /null removes it/],
    ["a NUL", { external_id: "x", first_name: "a\0" }, "first_name", /NUL/],
    ["half a character", { external_id: "x", first_name: "\ud800" }, "first_name", /broken/],
    ["an unknown language", { external_id: "x", language: "xx" }, "language", /language code such as/],
    ["an unknown country", { external_id: "x", country: "Narnia" }, "country", /country code of two letters/],
    ["an unknown time zone", { external_id: "x", time_zone: "Mars" }, "time_zone", /a time zone such as/],
    [
      "an attribute of another type than before",
      { external_id: "k-2", attributes: { points: "many" } },
      "attributes.points",
      /is not a number/,
    ],
    ["a nameless attribute", { external_id: "x", attributes: { "": 1 } }, "attributes", /./],
  ]
  it.each(wrong)("refuses %s and names the field", async (_, patch, field, message) => {
    const { status, body } = await post(patch)
    expect(status).toBe(422)
    expect(body.error.field).toMatch(field)
    expect(body.error.message).toMatch(message)
  })
})

describe("changing a contact", () => {
  const patch = (id: string, change: unknown) => api.ask("PATCH", `contacts/${id}`, change)

  it("changes what is named and leaves the rest", async () => {
    const { body: before } = await post({
      external_id: "p-1",
      phone: "+4915120000101",
      first_name: "Ana",
      attributes: { city: "Lima", points: 3 },
    })
    const { status, body } = await patch(before.id, {
      first_name: null,
      last_name: "Ruiz",
      attributes: { points: null, vip: true },
      revision: before.revision,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      phone: "+4915120000101",
      first_name: null,
      last_name: "Ruiz",
      attributes: { city: "Lima", vip: true },
    })
    expect(body.attributes).not.toHaveProperty("points")
    expect(body.revision).toBeGreaterThan(before.revision)
  })

  it("refuses the second of two changes to the same contact", async () => {
    const { body: before } = await post({ external_id: "p-2", first_name: "Ana" })
    const { body: first } = await patch(before.id, { first_name: "Eva", revision: before.revision })
    const second = await patch(before.id, { first_name: "Ida", revision: before.revision })
    expect(second.status).toBe(409)
    expect(second.body.error).toMatchObject({ code: "conflict", revision: first.revision })
    expect((await api.ask("GET", `contacts/${before.id}`)).body.first_name).toBe("Eva")
  })

  it("takes no identifier from someone else, and leaves nobody without one", async () => {
    const { body: ana } = await post({ external_id: "p-3", phone: "+4915120000103" })
    const { body: bo } = await post({ external_id: "p-4" })
    const taken = await patch(bo.id, { phone: "+49 151 20000103" })
    expect(taken.status).toBe(409)
    expect(taken.body.error).toMatchObject({ field: "phone", contact_ids: [ana.id] })
    expect((await patch(bo.id, { external_id: "p-3" })).body.error.field).toBe("external_id")
    const nameless = await patch(bo.id, { external_id: null })
    expect([nameless.status, nameless.body.error.code]).toEqual([422, "invalid_request"])
    expect((await patch(bo.id, { external_id: "p-5" })).body.external_id).toBe("p-5")
  })

  it("is not found in another workspace", async () => {
    const { body: ana } = await post({ external_id: "p-6" })
    const other = await api.otherWorkspace()
    const answer = await api.ask("PATCH", `contacts/${ana.id}`, { first_name: "Eva" }, other.apiKey)
    expect(answer.status).toBe(404)
  })
})

describe("finding contacts", () => {
  it("pages through all of them in the order of their creation", async () => {
    const ids: string[] = []
    for (let next: string | null = ""; next !== null; ) {
      const { body } = await api.ask("GET", `contacts?limit=3${next ? `&after=${next}` : ""}`)
      ids.push(...body.data.map((row: { id: string }) => row.id))
      next = body.next
    }
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
    expect((await api.contents()).contacts.map((row) => row.id)).toEqual(ids)
  })

  it("finds a phone as people write it, in every form of the number", async () => {
    const { body: ana } = await api.ask("POST", "contacts", { phone: "+5491123451234" })
    for (const written of [
      "+5491123451234",
      "+54 9 11 2345-1234",
      "\u202a+54 11 2345\u20111234\u202c",
      "tel:+541123451234",
    ]) {
      const { body } = await api.ask("GET", `contacts?phone=${encodeURIComponent(written)}`)
      expect(body.data.map(({ id }: { id: string }) => id)).toEqual([ana.id])
    }
  })

  it("searches by the start of phone, name and external id", async () => {
    await post({ external_id: "find_100%", phone: "+33612345001", first_name: "Žofie", last_name: "Åkesson" })
    const found = async (search: string) => {
      const { body } = await api.ask("GET", `contacts?search=${encodeURIComponent(search)}`)
      return body.data.map((row: { external_id: string }) => row.external_id)
    }
    for (const search of [
      "+33 6 12",
      "0033612345",
      "33612345001",
      "žof",
      "ŽOFIE",
      "åkes",
      "find_100%",
      "find_",
    ]) {
      expect([search, await found(search)]).toEqual([search, ["find_100%"]])
    }
    for (const search of ["ofie", "find%", "%", "_ind", "12345001", "' OR true --", "\\"]) {
      expect([search, await found(search)]).toEqual([search, []])
    }
  })

  describe("by what they said to a subscription group", () => {
    const idOf = new Map<string, string>()
    beforeAll(async () => {
      const state = { ada: "subscribed", ben: "unsubscribed", cleo: "subscribed", dan: undefined } as const
      for (const [name, said] of Object.entries(state)) {
        const { body } = await post({ external_id: `g-${name}`, first_name: "Grouped", last_name: name })
        idOf.set(body.id, name)
        if (said === undefined) continue
        await api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, { state: said })
      }
    })
    const ask = (query: string, key?: string) =>
      api.ask("GET", `contacts?subscription_group_id=${api.groupId}&total=true${query}`, undefined, key)
    const names = async (query: string) => {
      const { body } = await ask(query)
      return { names: body.data.map(({ id }: { id: string }) => idOf.get(id)), total: body.total.count }
    }

    it("finds those who said anything, or one thing, and says what and when", async () => {
      expect(await names("")).toEqual({ names: ["ada", "ben", "cleo"], total: 3 })
      expect(await names("&subscription_state=subscribed")).toEqual({ names: ["ada", "cleo"], total: 2 })
      expect(await names("&subscription_state=unsubscribed")).toEqual({ names: ["ben"], total: 1 })
      const { body } = await ask("&subscription_state=unsubscribed")
      expect(body.data[0].subscription).toEqual({
        state: "unsubscribed",
        changed_at: clock.now().toISOString(),
      })
      expect((await api.ask("GET", "contacts")).body.data[0]).not.toHaveProperty("subscription")
    })

    it("is searched among them, also by an identifier", async () => {
      expect(await names("&search=grouped&order=desc")).toEqual({ names: ["cleo", "ben", "ada"], total: 3 })
      expect(await names("&search=grouped&subscription_state=subscribed")).toMatchObject({ total: 2 })
      expect(await names("&search=dan")).toEqual({ names: [], total: 0 })
      expect(await names("&external_id=g-cleo")).toEqual({ names: ["cleo"], total: 1 })
      expect(await names("&external_id=g-dan")).toEqual({ names: [], total: 0 })
    })

    it("goes page by page, in both directions and in a search", async () => {
      for (const query of ["", "&search=grouped"]) {
        const first = await ask(`${query}&limit=2&order=desc`)
        const rest = await ask(`${query}&limit=2&order=desc&after=${first.body.next}`)
        const read = [...first.body.data, ...rest.body.data].map(({ id }) => idOf.get(id))
        expect([query, read, rest.body.next]).toEqual([query, ["cleo", "ben", "ada"], null])
      }
    })

    it("shows nothing of another workspace's group, nor contacts to another workspace", async () => {
      const other = await api.otherWorkspace()
      expect((await ask("", other.apiKey)).body).toMatchObject({ data: [], total: { count: 0 } })
      const ofOther = await ask("&search=grouped&subscription_state=subscribed", other.apiKey)
      expect(ofOther.body).toMatchObject({ data: [], total: { count: 0 } })
    })

    it("needs the group that a state is of", async () => {
      const { status, body } = await api.ask("GET", "contacts?subscription_state=subscribed")
      expect([status, body.error.field]).toEqual([422, "subscription_group_id"])
    })
  })

  it("shows nothing of another workspace, and lets nothing be changed there", async () => {
    const { body } = await post({ external_id: "k-9", phone: "+4915120000009" })
    const other = await api.otherWorkspace()
    expect((await api.ask("GET", "contacts", undefined, other.apiKey)).body.data).toEqual([])
    expect((await api.ask("GET", `contacts/${body.id}`, undefined, other.apiKey)).status).toBe(404)
    expect((await api.ask("DELETE", `contacts/${body.id}`, undefined, other.apiKey)).status).toBe(404)
    expect((await post({ external_id: "k-9" }, other.apiKey)).status).toBe(201)
    const subscribe = `contacts/${body.id}/subscriptions/${api.groupId}`
    expect((await api.ask("PUT", subscribe, { state: "subscribed" }, other.apiKey)).status).toBe(404)
    const theirImport = { file_name: "x.csv", subscription_group_id: api.groupId }
    expect((await api.ask("POST", "imports", theirImport, other.apiKey)).status).toBe(404)
    expect((await api.ask("GET", `subscription-groups/${api.groupId}`, undefined, other.apiKey)).status).toBe(
      404,
    )
  })
})

describe("deleting a contact", () => {
  it("deletes what belongs to them alone", async () => {
    const { body } = await post({ external_id: "k-10" })
    await api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, { state: "subscribed" })
    expect((await api.ask("DELETE", `contacts/${body.id}`)).status).toBe(204)
    expect((await api.ask("GET", `contacts/${body.id}`)).status).toBe(404)
    const { subscriptions, records } = await api.contents()
    expect([...subscriptions, ...records].filter((row) => row.contact_id === body.id)).toEqual([])
  })
})
