import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())

let ids: string[] = []
let country = ""
const countries = ["PT", "SE", "NO", "DK", "DE", "BR", "FR", "ES", "IT", "PE", "MX", "AR"]
beforeEach(async () => {
  country = countries.pop() ?? ""
  ids = []
  for (const name of ["ada", "ben", "cleo"]) {
    const person = { external_id: `${country}-${name}`, country }
    ids.push((await api.ask("POST", "contacts", person)).body.id)
  }
})
const newTag = async (name: string): Promise<string> =>
  (await api.ask("POST", "contact-tags", { name })).body.id
const tagged = async (tagId: string) => (await api.ask("GET", `contacts?tag_id=${tagId}`)).body.data.length

describe("tags of many contacts", () => {
  it("are put on those that are named, and taken off again", async () => {
    const tag = await newTag("Spring")
    const { status, body } = await api.ask("POST", "contacts/bulk/tags", { contact_ids: ids, add: [tag] })
    expect([status, body]).toEqual([200, { contacts: 3, changed: 3, next: null }])
    const again = await api.ask("POST", "contacts/bulk/tags", { contact_ids: ids, add: [tag] })
    expect(again.body).toMatchObject({ contacts: 3, changed: 0 })
    await api.ask("POST", "contacts/bulk/tags", { contact_ids: ids.slice(1), remove: [tag] })
    expect(await tagged(tag)).toBe(1)
  })

  it("are put on all that a list has", async () => {
    const tag = await newTag("Summer")
    const { body } = await api.ask("POST", "contacts/bulk/tags", { matching: { country }, add: [tag] })
    expect(body).toEqual({ contacts: 3, changed: 3, next: null })
    expect(await tagged(tag)).toBe(3)
  })

  it("need a tag that there is, and contacts said in one way", async () => {
    const other = await api.otherWorkspace()
    const foreign = (await api.ask("POST", "contact-tags", { name: "Other" }, other.apiKey)).body.id
    const ask = async (body: unknown) => {
      const answer = await api.ask("POST", "contacts/bulk/tags", body)
      return [answer.status, answer.body.error.field]
    }
    expect(await ask({ contact_ids: ids, add: [foreign] })).toEqual([404, undefined])
    expect(await ask({ contact_ids: ids })).toEqual([422, "add"])
    expect(await ask({ add: [await newTag("A")] })).toEqual([422, "contact_ids"])
    expect(await ask({ contact_ids: ids, matching: {}, add: [await newTag("A")] })).toEqual([
      422,
      "contact_ids",
    ])
  })

  it("are not put on contacts of another workspace", async () => {
    const other = await api.otherWorkspace()
    const tag = (await api.ask("POST", "contact-tags", { name: "Ours" }, other.apiKey)).body.id
    const body = { contact_ids: ids, add: [tag] }
    const answer = await api.ask("POST", "contacts/bulk/tags", body, other.apiKey)
    expect(answer.body).toEqual({ contacts: 0, changed: 0, next: null })
  })
})

describe("a static list", () => {
  const newList = async (name: string): Promise<string> => (await api.ask("POST", "lists", { name })).body.id

  it("gets those that are named, and all that the list of contacts has, each once", async () => {
    const list = await newList("Guests")
    const named = await api.ask("POST", "contacts/bulk/lists", { contact_ids: ids.slice(1), list_id: list })
    expect([named.status, named.body]).toEqual([200, { contacts: 2, changed: 2, next: null }])
    const all = await api.ask("POST", "contacts/bulk/lists", { matching: { country }, list_id: list })
    expect(all.body).toEqual({ contacts: 3, changed: 1, next: null })
    expect((await api.ask("GET", `lists/${list}`)).body.members).toBe(3)
    const onIt = async () => (await api.ask("GET", `contacts?list_id=${list}&total=true`)).body.total.count
    expect(await onIt()).toBe(3)
    const off = { contact_ids: ids.slice(0, 1), list_id: list, action: "remove" }
    expect((await api.ask("POST", "contacts/bulk/lists", off)).body).toMatchObject({ changed: 1 })
    expect((await api.ask("POST", "contacts/bulk/lists", off)).body).toMatchObject({ changed: 0 })
    const matching = { list_id: list }
    const rest = await api.ask("POST", "contacts/bulk/lists", { matching, list_id: list, action: "remove" })
    expect(rest.body).toEqual({ contacts: 2, changed: 2, next: null })
    expect(await onIt()).toBe(0)
  })

  it("is one of the workspace, and gets contacts of the workspace only", async () => {
    const other = await api.otherWorkspace()
    const foreign = (await api.ask("POST", "lists", { name: "Other" }, other.apiKey)).body.id
    const ask = (key?: string) =>
      api.ask("POST", "contacts/bulk/lists", { contact_ids: ids, list_id: foreign }, key)
    expect((await ask()).status).toBe(404)
    expect((await ask(other.apiKey)).body).toMatchObject({ contacts: 0, changed: 0 })
  })
})

describe("consent of many contacts", () => {
  it("is recorded with source and evidence for each, and a later objection stands", async () => {
    const path = `contacts/${ids[0]}/subscriptions/${api.groupId}`
    await api.ask("PUT", path, { state: "unsubscribed", given_at: "2026-11-20T00:00:00Z" })
    const { body } = await api.ask("POST", "contacts/bulk/subscriptions", {
      matching: { country },
      subscription_group_id: api.groupId,
      state: "subscribed",
      source: "Fair 2026",
      evidence: "sheet 4",
      given_at: "2026-11-10T00:00:00Z",
    })
    expect(body).toEqual({ contacts: 3, changed: 2, objections_kept: 1, next: null })
    const records = await api.ask("GET", `contacts/${ids[1]}/consent-records`)
    expect(records.body.data).toMatchObject([
      { state: "subscribed", source: "Fair 2026", evidence: "sheet 4" },
    ])
  })

  it("needs a source and a group of the workspace", async () => {
    const body = { contact_ids: ids, subscription_group_id: api.groupId, state: "subscribed" }
    const sourceless = await api.ask("POST", "contacts/bulk/subscriptions", body)
    expect([sourceless.status, sourceless.body.error.field]).toEqual([422, "source"])
    const nowhere = { ...body, source: "x", subscription_group_id: ids[0] }
    expect((await api.ask("POST", "contacts/bulk/subscriptions", nowhere)).status).toBe(404)
  })
})

describe("many contacts are deleted", () => {
  it("with what belongs to them, and nobody else", async () => {
    await api.ask("PUT", `contacts/${ids[0]}/subscriptions/${api.groupId}`, { state: "subscribed" })
    const [gone = "", , kept = ""] = ids
    const before = (await api.contents()).contacts.length
    const { body } = await api.ask("POST", "contacts/bulk/delete", { contact_ids: ids.slice(0, 2) })
    expect(body).toEqual({ contacts: 2, changed: 2, next: null })
    const { contacts, subscriptions } = await api.contents()
    expect(contacts).toHaveLength(before - 2)
    expect(contacts.map(({ id }) => id)).toContain(kept)
    expect(subscriptions.filter(({ contact_id }) => contact_id === gone)).toEqual([])
  })
})
