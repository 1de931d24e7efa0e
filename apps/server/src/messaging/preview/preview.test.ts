import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Office, openOffice } from "../../templates/testing/template-fixture.ts"
import { insertNumber } from "../../testing/seed.ts"
import { ContentCache } from "../content/content-cache.ts"
import { createContent } from "../content/contents.ts"
import { messagesRoutes } from "../routes.ts"

let office: Office
let numberId: string
const templates: Record<string, string> = {}

beforeAll(async () => {
  office = await openOffice({ more: [messagesRoutes] })
  const { db, workspaceId, clock } = office.platform
  const now = clock.now()
  numberId = await db.workspace(workspaceId, (tx) =>
    insertNumber(tx, { workspaceId, accountId: office.accountId, phoneNumberId: office.phoneNumberId, now }),
  )
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
afterAll(() => office.close())

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
    external_id: null,
    phone: null,
    last_name: null,
    language: null,
    country: null,
    time_zone: null,
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
      to: "+1 650 555 1234",
      content: content(),
      ...more,
    })

  it("is sent at once and leaves nothing behind", async () => {
    const { status, body } = await send({})
    expect([status, body]).toEqual([202, { wamid: expect.stringMatching(/^wamid\./) }])
    const { db, workspaceId } = office.platform
    const rows = await db.workspace(workspaceId, (tx) => tx.selectFrom("outbox").selectAll().execute())
    expect(rows).toEqual([])
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
