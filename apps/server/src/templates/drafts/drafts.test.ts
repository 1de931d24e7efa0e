import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createWorkspace, generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { type Office, openOffice } from "../testing/template-fixture.ts"

let office: Office
let neighbour: string
let reader: string

beforeAll(async () => {
  office = await openOffice()
  neighbour = generateApiKey()
  reader = generateApiKey()
  const { db, clock, workspaceId } = office.platform
  await db.system(async (tx) => {
    const now = clock.now()
    const { id } = await createWorkspace(tx, "Next door", now)
    await storeApiKey(tx, { workspaceId: id, name: "Next door", secret: neighbour, now })
    const permissions = ["templates:read" as const]
    await storeApiKey(tx, { workspaceId, name: "Reader", secret: reader, permissions, now })
  })
})
afterAll(() => office.close())

let made = 0
const newId = () => `0199d1de-0000-7000-8000-${String(++made).padStart(12, "0")}`

const says = (text: string) => ({
  name: "order_update",
  language: "en_US",
  category: "utility",
  parameter_format: "NAMED",
  components: [{ type: "body", text }],
})
const put = (id: string, text: string, more: object = {}, key?: string) =>
  office.api(
    "PUT",
    `template-drafts/${id}`,
    { business_account_id: office.accountId, definition: says(text), ...more },
    key,
  )
const read = (id: string, key?: string) => office.api("GET", `template-drafts/${id}`, undefined, key)
const list = async (query = "") => (await office.api("GET", `template-drafts${query}`)).body.data

describe("a draft", () => {
  it("is kept as it was written, however little that is", async () => {
    const id = newId()
    const definition = { name: "", language: "", category: "MARKETING", components: [] }
    const saved = await put(id, "", { definition })
    expect([saved.status, saved.body]).toEqual([
      200,
      expect.objectContaining({ id, name: "", revision: 1, definition, changed_by_name: null }),
    ])
    expect((await read(id)).body).toEqual(saved.body)
  })

  it("saved again is the same draft, and is listed with its text, the newest first", async () => {
    const [older, newer] = [newId(), newId()]
    await put(older, "Hello")
    await put(newer, "Hello again")
    expect((await put(older, "Hello there", { revision: 1 })).body.revision).toBe(2)
    const [first, second] = await list("?limit=2")
    expect(first).toMatchObject({ id: newer, body: "Hello again", category: "UTILITY" })
    expect(second).toMatchObject({ id: older, body: "Hello there", template_id: null })
    expect(second.definition).toBeUndefined()
  })

  it("goes when it is discarded", async () => {
    const id = newId()
    await put(id, "Never mind")
    expect((await office.api("DELETE", `template-drafts/${id}`)).status).toBe(204)
    expect((await read(id)).status).toBe(404)
    expect((await office.api("DELETE", `template-drafts/${id}`)).status).toBe(404)
    const late = await put(id, "Never mind", { revision: 1 })
    expect([late.status, late.body.error.message]).toEqual([
      404,
      "The draft was submitted or discarded somewhere else.",
    ])
  })
})

describe("of two who write the same draft", () => {
  it("the second is told, and may replace what the first wrote", async () => {
    const id = newId()
    await put(id, "Hello", { editor: "first" })
    await put(id, "Hello from the second", { editor: "second", revision: 1 })
    const refused = await put(id, "Hello from the first", { editor: "first", revision: 1 })
    expect([refused.status, refused.body.error]).toEqual([
      409,
      expect.objectContaining({ code: "conflict", revision: 2 }),
    ])
    expect((await read(id)).body).toMatchObject({ body: "Hello from the second", editor: "second" })
    expect((await put(id, "Hello from the first", { editor: "first", revision: 2 })).status).toBe(200)
  })

  it("one who saves again before having an answer is no second", async () => {
    const id = newId()
    const answers = await Promise.all([
      put(id, "H", { editor: "one" }),
      put(id, "Hel", { editor: "one" }),
      put(id, "Hello", { editor: "one" }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await put(id, "Hello!", { editor: "one", revision: 1 })).status).toBe(200)
    expect((await list()).filter((one: { id: string }) => one.id === id)).toHaveLength(1)
  })
})

describe("a draft of a change", () => {
  it("is the only one of its template, and goes with the edit that it became", async () => {
    const template = {
      business_account_id: office.accountId,
      ...says("Your order is on its way."),
      name: "a",
    }
    const { body: submitted } = await office.api("POST", "templates", template)
    await office.control("POST", `templates/${submitted.meta_id}/review`, { decision: "APPROVED" })
    await office.untilStatus(submitted.id, "APPROVED")
    const ofTemplate = { template_id: submitted.id, template_revision: submitted.revision }
    const id = newId()
    expect((await put(id, "Your order left today.", ofTemplate)).body).toMatchObject({
      template_id: submitted.id,
      template_group_id: submitted.group_id,
      template_revision: 1,
    })
    const second = await put(newId(), "Your order left.", ofTemplate)
    expect([second.status, second.body.error]).toEqual([409, expect.objectContaining({ draft_id: id })])
    expect(await list(`?template_id=${submitted.id}`)).toMatchObject([{ id }])

    const { components } = says("Your order left today.")
    const edit = { revision: submitted.revision, components, draft_id: id }
    expect((await office.api("PATCH", `templates/${submitted.id}`, edit)).status).toBe(200)
    expect(await list(`?template_id=${submitted.id}`)).toEqual([])
  })

  it("is not listed any more once the template is deleted", async () => {
    const template = { business_account_id: office.accountId, ...says("Your order is here."), name: "b" }
    const { body: submitted } = await office.api("POST", "templates", template)
    await put(newId(), "Your order is there.", { template_id: submitted.id })
    expect((await office.api("DELETE", `templates/${submitted.id}`)).status).toBe(204)
    expect(await list(`?template_id=${submitted.id}`)).toEqual([])
  })
})

it("a draft that is submitted goes once Meta has it, and stays where Meta refuses", async () => {
  const id = newId()
  await put(id, "Your parcel is at the door")
  const template = {
    business_account_id: office.accountId,
    draft_id: id,
    ...says("Your parcel is at the door"),
  }
  await office.control("POST", "failures", {
    kind: "error",
    code: 100,
    times: 1,
    match: { edge: "message_templates" },
  })
  expect((await office.api("POST", "templates", { ...template, name: "c" })).status).toBe(422)
  expect((await read(id)).status).toBe(200)
  expect((await office.api("POST", "templates", { ...template, name: "c" })).status).toBe(201)
  expect((await read(id)).status).toBe(404)
})

describe("a draft is refused", () => {
  it.each([
    ["that is too large", () => put(newId(), "", { definition: large }), 413, "too_large"],
    [
      "that is not shaped as a template",
      () => put(newId(), "", { definition: { ...says(""), components: [{ type: "HOLOGRAM" }] } }),
      422,
      "invalid_request",
    ],
    [
      "in an account that is not there",
      () => put(newId(), "", { business_account_id: newId() }),
      404,
      "not_found",
    ],
    ["of a template that is not there", () => put(newId(), "", { template_id: newId() }), 404, "not_found"],
    ["under an id that is none", () => put("mine", ""), 422, "invalid_request"],
  ])("%s", async (_, ask, status, code) => {
    const { status: answered, body } = await ask()
    expect([answered, body.error.code]).toEqual([status, code])
  })
  const button = { type: "URL", text: "a", url: `https://${"x".repeat(4_000)}` }
  const buttons = { type: "BUTTONS", buttons: Array.from({ length: 40 }, () => button) }
  const large = { ...says(""), components: [buttons] }
})

describe("a draft of another workspace", () => {
  it("cannot be seen, changed or discarded, and its id is free", async () => {
    const id = newId()
    await put(id, "Ours")
    expect((await read(id, neighbour)).status).toBe(404)
    expect((await office.api("GET", "template-drafts", undefined, neighbour)).body.data).toEqual([])
    expect((await office.api("DELETE", `template-drafts/${id}`, undefined, neighbour)).status).toBe(404)
    expect((await put(id, "Ours now", {}, neighbour)).status).toBe(404)
    expect((await read(id)).body.body).toBe("Ours")
  })

  it("is not taken away by who names it in a submission", async () => {
    const { db } = office.platform
    const id = newId()
    await put(id, "Ours")
    const drafts = () =>
      db.system((tx) => tx.selectFrom("template_drafts").select("id").where("id", "=", id).execute())
    const template = { business_account_id: office.accountId, draft_id: id, ...says("Hello"), name: "d" }
    expect((await office.api("POST", "templates", template, neighbour)).status).toBe(404)
    expect(await drafts()).toHaveLength(1)
  })
})

it.each(["revision", "template_revision"])("is refused with a %s that none is", async (field) => {
  const id = newId()
  await put(id, "Hello")
  const refused = await put(id, "Hello again", { [field]: 2 ** 40 })
  expect([refused.status, refused.body.error.field]).toEqual([422, field])
})

it("who may read templates, but not write them, has no drafts", async () => {
  const id = newId()
  await put(id, "Secret so far")
  const list = await office.api("GET", "template-drafts", undefined, reader)
  const answers = [list, await read(id, reader), await put(id, "Mine", {}, reader)]
  answers.push(await office.api("DELETE", `template-drafts/${id}`, undefined, reader))
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  expect((await office.api("GET", "templates", undefined, reader)).status).toBe(200)
})
