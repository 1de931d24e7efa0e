/** Tests to several people at once; what their phones got is asked of the sandbox. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Office, openOffice } from "../../templates/testing/template-fixture.ts"
import { insertNumber } from "../../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { startDispatcher } from "../lane/dispatcher.ts"
import { messagesRoutes } from "../routes.ts"
import { messagesOn, openWindow } from "../testing/open-window.ts"
import { testSendRoutes } from "./routes.ts"

let office: Office
let dispatcher: { stop(): Promise<void> }
let numberId: string
let templateId: string

beforeAll(async () => {
  office = await openOffice({ more: [messagesRoutes, testSendRoutes] })
  const { db, workspaceId, clock } = office.platform
  const now = clock.now()
  numberId = await db.workspace(workspaceId, (tx) =>
    insertNumber(tx, {
      workspaceId,
      accountId: office.accountId,
      phoneNumberId: office.phoneNumberId,
      registeredAt: now,
      now,
    }),
  )
  for (const [language, text] of Object.entries({
    en_US: "Hi {{1}}, it is here.",
    es: "Hola {{1}}, está aquí.",
    de: "Hallo {{1}}, Ihre Bestellung {{2}} ist da.",
  })) {
    const { body } = await office.api("POST", "templates", {
      business_account_id: office.accountId,
      name: "arrived",
      language,
      category: "UTILITY",
      components: [
        { type: "BODY", text, example: { body_text: [text.includes("{{2}}") ? ["Ana", "A"] : ["Ana"]] } },
      ],
    })
    await office.control("POST", `templates/${body.meta_id}/review`, { decision: "APPROVED" })
    await office.untilStatus(body.id, "APPROVED")
    if (language === "en_US") templateId = body.id
  }
  dispatcher = startDispatcher(office.platform)
})
afterAll(async () => {
  await dispatcher.stop()
  await office.close()
})

const text = (body: string) => ({ content: { kind: "free_form", message: { type: "text", text: { body } } } })
const template = (more: object = {}) => ({
  content: {
    kind: "template",
    template_id: templateId,
    values: { body: { "1": "{{ contact.first_name | default: 'friend' }}" } },
    ...more,
  },
})
const send = (body: object, key?: string) =>
  office.api("POST", "test-sends", { number_id: numberId, ...body }, key ?? office.platform.apiKey)
const tests = async (body: object) => {
  const answer = await send(body)
  expect([answer.status, answer.body]).toEqual([202, { data: expect.any(Array) }])
  return answer.body.data as {
    message_id: string | null
    place: number
    language: string | null
    to: object
    problem: { code: string } | null
  }[]
}
/** The states of messages, asked for at once. */
const states = async (ids: readonly (string | null)[]) => {
  const { body } = await office.api("GET", `messages?ids=${ids.join(",")}`)
  return body.data.map(({ status }: { status: string }) => status)
}
const arrived = (ids: readonly (string | null)[]) =>
  expect
    .poll(
      async () => (await states(ids)).every((one: string) => !["queued", "dropped", "failed"].includes(one)),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
const bodiesOn = async (phone: string) =>
  (await messagesOn(office, phone)).map(
    ({ message }: { message: { text?: { body: string }; template?: { language: { code: string } } } }) =>
      message.text?.body ?? message.template?.language.code,
  )

describe("a test", () => {
  it("goes in all its variants to all who are named, filled as each contact", async () => {
    const ana = await openWindow(office, numberId, "+4915120000001", "Ana")
    await openWindow(office, numberId, "+4915120000002")
    const sent = await tests({
      messages: [
        { name: "A", ...text("Hi {{ contact.first_name | default: 'friend' }}") },
        { name: "B", ...text("B") },
      ],
      to: [{ contact_id: ana }, { phone: "+49 1512 0000002" }],
    })
    const [of, other] = [
      { contact_id: ana, phone: "+4915120000001", name: "Ana" },
      { contact_id: null, phone: "+4915120000002", name: null },
    ]
    expect(sent.map(({ place, to }) => ({ place, to }))).toEqual([
      { place: 0, to: of },
      { place: 1, to: of },
      { place: 0, to: other },
      { place: 1, to: other },
    ])
    await arrived(sent.map(({ message_id }) => message_id))
    expect((await bodiesOn("+4915120000001")).sort()).toEqual(["B", "Hi Ana"])
    expect((await bodiesOn("+4915120000002")).sort()).toEqual(["B", "Hi friend"])
  })

  it("goes in all languages that can be sent, and says which cannot", async () => {
    const to = [{ phone: "+4915120000003" }]
    const sent = await tests({ messages: [template({ language: "contact" })], languages: "all", to })
    expect(sent.map(({ language, problem }) => [language, problem?.code ?? null])).toEqual([
      ["en_US", null],
      ["es", null],
      ["de", "invalid_request"],
    ])
    await arrived(sent.flatMap(({ message_id }) => message_id ?? []))
    expect((await bodiesOn("+4915120000003")).sort()).toEqual(["en_US", "es"])
  })

  it("that is free-form tells at once which phones have not written, and reaches the others", async () => {
    await openWindow(office, numberId, "+4915120000004")
    const sent = await tests({
      messages: [text("Hi")],
      to: [{ phone: "+4915120000005" }, { phone: "+4915120000004" }],
    })
    expect(sent.map(({ problem }) => problem?.code ?? null)).toEqual(["window_closed", null])
    await arrived(sent.flatMap(({ message_id }) => message_id ?? []))
    const single = await office.api("POST", "messages/test", {
      number_id: numberId,
      to: "+4915120000005",
      ...text("Hi"),
    })
    expect(single).toMatchObject({ status: 409, body: { error: { code: "window_closed", field: "to" } } })
  })

  it("that Meta refuses says why", async () => {
    const phone = "+4915120000006"
    await openWindow(office, numberId, phone)
    await office.control("PATCH", `people/${phone.slice(1)}`, { behaviour: { outcome: { code: 131026 } } })
    const [sent] = await tests({ messages: [text("Hi")], to: [{ phone }] })
    const read = async () => (await office.api("GET", `messages/${sent?.message_id}`)).body
    await expect.poll(async () => (await read()).status).not.toBe("queued")
  })

  it.each([
    ["nobody", { messages: [text("Hi")] }, 422, "to"],
    ["what is no phone", { messages: [text("Hi")], to: [{ phone: "hello" }] }, 422, "to.0.phone"],
    [
      "an empty text",
      { messages: [text("")], to: [{ phone: "+4915120000004" }] },
      422,
      "messages.0.content.message.text.body",
    ],
    [
      "no Liquid",
      { messages: [text("A"), text("{% if %}")], to: [{ phone: "+4915120000004" }] },
      422,
      "messages.1.content.message.text.body",
    ],
    [
      "a template without its value",
      { messages: ["template"], to: [{ phone: "+4915120000004" }] },
      422,
      "messages.0.content.values.body.1",
    ],
    [
      "a contact that is not there",
      { messages: [text("Hi")], to: [{ contact_id: "0190b0f0-0000-7000-8000-000000000000" }] },
      404,
      undefined,
    ],
    [
      "a group that is not there",
      { messages: [text("Hi")], test_group_ids: ["0190b0f0-0000-7000-8000-000000000000"] },
      404,
      undefined,
    ],
    [
      "too many at once",
      {
        messages: Array.from({ length: 8 }, () => text("Hi")),
        to: Array.from({ length: 20 }, (_, n) => ({ phone: `+49151200001${10 + n}` })),
      },
      422,
      "to",
    ],
  ])("of %s is refused", async (_, body, status, field) => {
    const messages = body.messages.map((one) => (one === "template" ? template({ values: {} }) : one))
    const answer = await send({ ...body, messages })
    expect([answer.status, answer.body.error.field]).toEqual([status, field])
  })

  it("of a number elsewhere is refused", async () => {
    const answer = await send({
      number_id: "0190b0f0-0000-7000-8000-000000000000",
      messages: [text("Hi")],
      to: [],
    })
    expect([answer.status, answer.body.error.field]).toEqual([404, "number_id"])
  })

  it("tells nothing of contacts to a key that may not read them", async () => {
    const key = await writersKey()
    const ana = await openWindow(office, numberId, "+4915120000007", "Ana")
    const messages = [text("Hi")]
    expect((await send({ messages, to: [{ contact_id: ana }] }, key)).status).toBe(403)
    const { body: group } = await office.api("POST", "test-groups", {
      name: "Ana",
      members: [{ contact_id: ana }],
    })
    const member = { contact_id: ana, phone: null, name: null }
    expect((await office.api("GET", `test-groups/${group.id}`, undefined, key)).body.members).toEqual([
      member,
    ])
    const sent = await send({ messages, test_group_ids: [group.id] }, key)
    expect(sent.body.data[0].to).toEqual(member)
  })
})

/** A key that may not read contacts. */
async function writersKey(): Promise<string> {
  const { db, workspaceId, clock } = office.platform
  const secret = generateApiKey()
  const now = clock.now()
  await db.workspace(workspaceId, (tx) =>
    storeApiKey(tx, { workspaceId, name: "Writer", secret, permissions: ["templates:write"], now }),
  )
  return secret
}

describe("a test group", () => {
  it("takes contacts from those who may read them, and others may leave them in it", async () => {
    const key = await writersKey()
    const ana = await openWindow(office, numberId, "+4915120000010", "Ana")
    const ben = await openWindow(office, numberId, "+4915120000011", "Ben")
    const nobody = "0190b0f0-0000-7000-8000-000000000000"
    const phone = { phone: "+4915120000012" }
    for (const contact_id of [ana, nobody]) {
      const draft = { name: "By id", members: [phone, { contact_id }] }
      expect(await office.api("POST", "test-groups", draft, key)).toMatchObject({
        status: 403,
        body: { error: { code: "forbidden" } },
      })
    }
    const draft = { name: "With Ana", members: [{ contact_id: ana }] }
    const { body: group } = await office.api("POST", "test-groups", draft)
    const path = `test-groups/${group.id}`
    const change = (members: object[]) => office.api("PATCH", path, { members }, key)
    for (const contact_id of [ben, nobody])
      expect((await change([{ contact_id: ana }, { contact_id }])).status).toBe(403)
    expect((await change([{ contact_id: ana }, phone])).status).toBe(200)
    const { body: changed } = await office.api("GET", path)
    expect(changed.members).toMatchObject([{ contact_id: ana, phone: "+4915120000010" }, phone])
    expect((await office.api("POST", "test-groups", { name: "Phones", members: [phone] }, key)).status).toBe(
      201,
    )
  })

  it("is made, listed, changed and deleted", async () => {
    const ben = await openWindow(office, numberId, "+4915120000008", "Ben")
    const made = await office.api("POST", "test-groups", {
      name: "Reviewers",
      members: [
        { phone: "+49 1512 0000009", name: "Cleo" },
        { contact_id: ben },
        { phone: "+4915120000009" },
      ],
    })
    expect(made).toMatchObject({
      status: 201,
      body: {
        members: [
          { contact_id: null, phone: "+4915120000009", name: "Cleo" },
          { contact_id: ben, phone: "+4915120000008", name: "Ben" },
        ],
      },
    })
    const { id, revision } = made.body
    expect((await office.api("GET", "test-groups?search=review")).body.data).toEqual([made.body])
    const same = await office.api("POST", "test-groups", { name: "reviewers" })
    expect(same).toMatchObject({ status: 409, body: { error: { field: "name" } } })
    const changed = await office.api("PATCH", `test-groups/${id}`, {
      members: [{ contact_id: ben }],
      revision,
    })
    expect(changed.body).toMatchObject({ revision: revision + 1, members: [{ contact_id: ben }] })
    expect((await office.api("PATCH", `test-groups/${id}`, { name: "Late", revision })).status).toBe(409)
    const sent = await tests({ messages: [text("Hi")], test_group_ids: [id], to: [{ contact_id: ben }] })
    expect(sent).toHaveLength(1)
    expect((await office.api("DELETE", `test-groups/${id}`)).status).toBe(204)
    expect((await office.api("GET", `test-groups/${id}`)).status).toBe(404)
  })

  it.each([
    ["what is no phone", [{ phone: "12345 hello" }], "members.0.phone"],
    [
      "a contact that is not there",
      [{ contact_id: "0190b0f0-0000-7000-8000-000000000000" }],
      "members.0.contact_id",
    ],
    [
      "more than fifty",
      Array.from({ length: 51 }, (_, n) => ({ phone: `+49151200002${10 + n}` })),
      "members",
    ],
  ])("does not take %s", async (_, members, field) => {
    const answer = await office.api("POST", "test-groups", { name: "Wrong", members })
    expect([answer.status, answer.body.error.field]).toEqual([422, field])
  })
})
