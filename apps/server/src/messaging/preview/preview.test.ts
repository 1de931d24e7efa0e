import { eachContactField } from "@parley/model"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Office, openOffice } from "../../templates/testing/template-fixture.ts"
import { insertNumber } from "../../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { ContentCache } from "../content/content-cache.ts"
import { createContent } from "../content/contents.ts"
import { startDispatcher } from "../lane/dispatcher.ts"
import { messagesRoutes } from "../routes.ts"

let office: Office
let dispatcher: { stop(): Promise<void> }
let numberId: string
const templates: Record<string, string> = {}

beforeAll(async () => {
  office = await openOffice({ more: [messagesRoutes] })
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
  dispatcher = startDispatcher(office.platform)
  const texts = {
    en_US: "Hi {{1}}, your order is here.",
    es: "Hola {{1}}, tu pedido está aquí.",
    de: "Hallo {{1}}, Ihre Bestellung {{2}} ist da.",
  }
  for (const [language, text] of Object.entries(texts)) {
    const examples = text.includes("{{2}}") ? ["Ana", "A-17"] : ["Ana"]
    const { body } = await office.api("POST", "templates", {
      business_account_id: office.accountId,
      name: "arrived",
      language,
      category: "UTILITY",
      components: [{ type: "BODY", text, example: { body_text: [examples] } }],
    })
    await office.control("POST", `templates/${body.meta_id}/review`, { decision: "APPROVED" })
    await office.untilStatus(body.id, "APPROVED")
    templates[language] = body.id
  }
})
afterAll(async () => {
  await dispatcher.stop()
  await office.close()
})

const content = (more: object = {}) => ({
  kind: "template" as const,
  template_id: templates.en_US ?? "",
  values: { body: { "1": "{{ contact.first_name | default: 'friend' }}" } },
  ...more,
})

async function contact(first_name: string | null, language: string | null): Promise<string> {
  const { db, workspaceId, clock } = office.platform
  const now = clock.now()
  const { id } = await db.workspace(workspaceId, (tx) =>
    tx
      .insertInto("contacts")
      .values({ workspace_id: workspaceId, first_name, language, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  return id
}

describe("a preview as a contact", () => {
  const as = async (contact_id: string, more: object = {}) =>
    (await office.api("POST", "messages/preview", { content: content(more), contact_id })).body

  it("is filled with what is known of them", async () => {
    expect((await as(await contact("Ana", null))).preview.body).toBe("Hi Ana, your order is here.")
    expect((await as(await contact(null, null))).preview.body).toBe("Hi friend, your order is here.")
  })

  it("is in their language where the content lets it choose", async () => {
    const ana = await contact("Ana", "es_MX")
    expect((await as(ana)).language).toBe("en_US")
    expect(await as(ana, { language: "contact" })).toMatchObject({
      language: "es",
      preview: { body: "Hola Ana, tu pedido está aquí." },
    })
  })

  it("of a contact elsewhere is not found", async () => {
    expect(await as("0190b0f0-0000-7000-8000-000000000000")).toMatchObject({ error: { code: "not_found" } })
  })
})

describe("the language a message is sent in", () => {
  const bodies = async (...languages: (string | null)[]) => {
    const { db, workspaceId, clock } = office.platform
    const { id } = await db.workspace(workspaceId, (tx) =>
      createContent(tx, {
        workspaceId,
        numberId,
        content: content({ language: "contact" }),
        now: clock.now(),
      }),
    )
    const choose = (await new ContentCache(db).read(workspaceId, [id])).get(id)
    return languages.map((language) => {
      const { compiled } = choose?.(language) ?? {}
      if (compiled === undefined || compiled instanceof Error) throw compiled ?? new Error("no content")
      const composed = compiled.compose({ contact: { ...nobody, first_name: "Ana" }, variables: {} })
      return composed?.ok ? /"code":"(\w+)"/.exec(composed.content)?.[1] : composed?.reason
    })
  }
  const nobody = {
    ...eachContactField(() => null),
    attributes: {},
  }

  it("is the contact's, otherwise the fall-back", async () => {
    expect(await bodies("es", "en", "ja", null)).toEqual(["es", "en_US", "en_US", "en_US"])
  })

  it("is not one that needs values the content has not", async () => {
    expect(await bodies("de")).toEqual(["en_US"])
  })

  it("is the declared fall-back's, and not a paused one", async () => {
    const { body: groups } = await office.api("GET", "template-groups?search=arrived")
    await office.api("PATCH", `template-groups/${groups.data[0].id}`, { fallback_language: "es" })
    expect(await bodies("ja")).toEqual(["es"])
    const { body: spanish } = await office.api("GET", `templates/${templates.es}`)
    await office.control("POST", `templates/${spanish.meta_id}/review`, { decision: "PAUSED" })
    await office.untilStatus(spanish.id, "PAUSED")
    expect(await bodies("es", "ja")).toEqual(["en_US", "en_US"])
  })
})

describe("a test send", () => {
  const send = (more: object) =>
    office.api("POST", "messages/test", {
      number_id: numberId,
      to: "+49 1511 2345678",
      content: content(),
      ...more,
    })

  const message = async (id: string) => (await office.api("GET", `messages/${id}`)).body

  it("tells nothing of a contact to a key that may not read them", async () => {
    const { db, workspaceId, clock } = office.platform
    const secret = generateApiKey()
    await db.workspace(workspaceId, (tx) =>
      storeApiKey(tx, {
        workspaceId,
        name: "Writer",
        secret,
        permissions: ["templates:write"],
        now: clock.now(),
      }),
    )
    const test = { number_id: numberId, to: "+49 1511 2345699", content: content() }
    const refused = await office.api(
      "POST",
      "messages/test",
      { ...test, contact_id: await contact("Ana", null) },
      secret,
    )
    expect(refused).toMatchObject({ status: 403, body: { error: { permission: "contacts:read" } } })
    expect((await office.api("POST", "messages/test", test, secret)).status).toBe(202)
  })

  it("goes through the lane to the phone it is for, filled as was asked", async () => {
    const { status, body } = await send({ contact_id: await contact("Ana", null) })
    expect([status, body]).toEqual([202, { id: expect.any(String), waits: null }])
    await expect
      .poll(() => message(body.id))
      .toMatchObject({
        status: "accepted",
        wamid: expect.stringMatching(/^wamid\./),
        contact_id: null,
        source: { kind: "test" },
      })
    const chat = await office.control("GET", `people/4915112345678/chats/${office.phoneNumberId}`)
    expect(chat.body.data).toMatchObject([
      { message: { template: { components: [{ parameters: [{ type: "text", text: "Ana" }] }] } } },
    ])
  })

  it("that Meta refuses says so with Meta's words", async () => {
    const to = "+4915112345679"
    const error = { code: 131008, message: "(#131008) Required parameter is missing" }
    const order = { kind: "http", http_status: 400, match: { to }, body: JSON.stringify({ error }) }
    await office.control("POST", "failures", order)
    const { body } = await send({ to })
    await expect
      .poll(() => message(body.id))
      .toMatchObject({ status: "failed", reason: { code: "131008", detail: error.message } })
  })

  it("that comes out with an empty value says so, and Meta is not asked", async () => {
    const values = { body: { "1": "{{ contact.first_name }}" } }
    const { body } = await send({ content: content({ values }) })
    await expect
      .poll(() => message(body.id))
      .toMatchObject({ status: "dropped", reason: { code: "empty_variable" }, wamid: null })
  })

  it.each([
    ["an invalid phone", { to: "hello" }, 422, "to"],
    [
      "values that lack",
      { content: { kind: "template", template_id: "own", values: {} } },
      422,
      "content.values.body.1",
    ],
  ])("with %s is refused", async (_what, wrong, status, field) => {
    const more = "content" in wrong ? { content: content({ values: {} }) } : wrong
    const refused = await send(more)
    expect([refused.status, refused.body.error.field]).toEqual([status, field])
  })

  it("of a template that is not approved is refused with what to do", async () => {
    const refused = await send({ content: content({ template_id: templates.es }) })
    expect([refused.status, refused.body.error.code]).toEqual([409, "not_sendable"])
    expect(refused.body.error.message).toContain("paused")
  })
})

describe("a preview of a free-form message", () => {
  const preview = (message: object, more: object) =>
    office.api("POST", "messages/preview", { content: { kind: "free_form", message }, ...more })
  const greeting = {
    type: "text",
    text: { body: "Hi {{ contact.first_name }}, {{ contact.attributes.pet.name }}" },
  }

  it("is filled as a contact, or as one that is made up", async () => {
    const ana = await preview(greeting, { contact_id: await contact("Ana", null) })
    expect(ana.body).toMatchObject({ preview: null, message: { text: { body: "Hi Ana, " } }, issues: [] })
    const madeUp = { first_name: "Zoë", attributes: { pet: { name: "Rex" } } }
    const zoe = await preview(greeting, { contact: madeUp })
    expect(zoe.body).toMatchObject({ template_id: null, message: { text: { body: "Hi Zoë, Rex" } } })
  })

  it("says what Meta would refuse, and what comes out empty", async () => {
    const buttons = {
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "{{ contact.first_name }}" },
        action: { buttons: [{ type: "reply", reply: { id: "1", title: "{{ contact.city }}" } }] },
      },
    }
    const { body } = await preview(buttons, { contact: { city: "Llanfairpwllgwyngyllgogery" } })
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual([
      "interactive.body.text",
      "interactive.action.buttons.0.reply.title",
    ])
  })

  it("is as one contact, and not two or none", async () => {
    expect((await preview(greeting, {})).status).toBe(422)
    const both = { contact: {}, contact_id: "0190b0f0-0000-7000-8000-000000000000" }
    expect((await preview(greeting, both)).status).toBe(422)
  })
})
