import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ContentCache } from "../messaging/content/content-cache.ts"
import { createContent } from "../messaging/content/contents.ts"
import { type Server, startServer } from "../server.ts"
import { call, type Method } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let numberId: string
let contactId: string
let templateId: string

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api" } })
  const seeded = await seedNumber(platform)
  numberId = seeded.numberId
  templateId = seeded.templateId
  await seedSubscribers(platform, seeded.groupId, 1)
  const contact = await platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .updateTable("contacts")
      .set({ first_name: "Ana" })
      .where("id", "is not", null)
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  contactId = contact.id
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const ask = (method: Method, path: string, body?: unknown) =>
  call(method, `${server.url}/v1/${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
const create = async (name: string, content: string, more: object = {}) =>
  ask("POST", "content-blocks", { name, content, ...more })
const change = (id: string, body: object) => ask("PATCH", `content-blocks/${id}`, body)
const text = (body: string) => ({
  kind: "free_form" as const,
  message: { type: "text" as const, text: { body } },
})

describe("a content block", () => {
  it("is made, read, listed, searched for, changed and deleted", async () => {
    const { status, body } = await create("sign_off", "Bye, {{${first_name}}}", { tags: ["mail"] })
    expect([status, body]).toMatchObject([
      201,
      { name: "sign_off", state: "active", tags: ["mail"], description: null },
    ])
    expect((await ask("GET", `content-blocks/${body.id}`)).body).toEqual(body)
    expect((await ask("GET", "content-blocks?search=MAIL")).body.data).toEqual([body])
    expect((await ask("GET", "search?q=sign_off")).body.data).toMatchObject([
      { kind: "content_block", id: body.id, title: "sign_off" },
    ])
    const changed = await change(body.id, { content: "Ciao", revision: body.revision })
    expect(changed.body).toMatchObject({ content: "Ciao", revision: body.revision + 1 })
    expect((await change(body.id, { content: "Late", revision: body.revision })).status).toBe(409)
    expect((await ask("DELETE", `content-blocks/${body.id}`)).status).toBe(204)
    expect((await ask("GET", `content-blocks/${body.id}`)).status).toBe(404)
  })

  it.each([
    ["a name with a blank", { name: "sign off" }, "name"],
    ["no text", { content: " " }, "content"],
    ["what is no Liquid", { content: "{% if a %}" }, "content"],
    ["a tag that takes text from files", { content: "{% render 'a' %}" }, "content"],
    ["more than a content may have", { content: "a".repeat(16_385) }, "content"],
    ["a block that there is not", { content: "{{content_blocks.${nobody}}}" }, "content"],
    ["itself", { content: "{{content_blocks.${fine}}}" }, "content"],
  ])("cannot have %s", async (_what, fault, field) => {
    const refused = await ask("POST", "content-blocks", { name: "fine", content: "fine", ...fault })
    expect([refused.status, refused.body.error]).toMatchObject([422, { field }])
  })

  it("has a name of its own", async () => {
    await create("only_one", "a")
    expect((await create("only_one", "b")).body.error).toMatchObject({ code: "conflict", field: "name" })
  })

  it("keeps its name and stays active once it is", async () => {
    const { body: draft } = await create("first_name", "a", { state: "draft" })
    expect((await change(draft.id, { name: "second_name", state: "active" })).body).toMatchObject({
      name: "second_name",
      state: "active",
    })
    expect((await change(draft.id, { name: "third_name" })).body.error.field).toBe("name")
    expect((await change(draft.id, { state: "draft" })).body.error.field).toBe("state")
  })

  it("is in no circle, and at most three deep", async () => {
    const inside = (name: string) => `{{content_blocks.\${${name}}}}`
    const { body: first } = await create("level_1", "a")
    await create("level_2", inside("level_1"))
    await create("level_3", inside("level_2"))
    expect((await create("level_4", inside("level_3"))).body.error.message).toContain("deeper than 3")
    expect((await change(first.id, { content: inside("level_3") })).body.error.message).toContain("itself")
    await create("level_0", "a")
    expect((await change(first.id, { content: inside("level_0") })).body.error.message).toContain(
      "deeper than 3",
    )
    expect((await ask("GET", `content-blocks/${first.id}/uses`)).body.data).toMatchObject([
      { kind: "content_block", name: "level_2" },
    ])
    expect((await ask("DELETE", `content-blocks/${first.id}`)).body.error).toMatchObject({
      code: "conflict",
      uses: [{ name: "level_2" }],
    })
  })

  it("is previewed for a contact, with what is not saved yet", async () => {
    await create("hello", "Hello {{${first_name} | default: 'you'}}")
    const preview = (content: string) =>
      ask("POST", "content-blocks/preview", { content, contact_id: contactId })
    expect((await preview("{{content_blocks.${hello}}},\n  welcome")).body).toEqual({
      text: "Hello Ana,\n  welcome",
    })
    expect((await preview("{% for i in (1..3) %}{{i}}{% endfor %}")).body).toEqual({ text: "123" })
    expect((await preview("{% abort_message('no') %}")).body.error.message).toContain("no message: no")
    expect((await preview("{{ a | nope }}")).body.error.field).toBe("content")
  })
})

describe("a content with a block in it", () => {
  const save = (body: string) =>
    platform.db.workspace(platform.workspaceId, (tx) =>
      createContent(tx, {
        workspaceId: platform.workspaceId,
        numberId,
        content: text(body),
        now: platform.clock.now(),
      }),
    )
  const ana = (id: string, cache: ContentCache) =>
    cache.read(platform.workspaceId, [id]).then((contents) => {
      const compiled = contents.get(id)?.(null).compiled
      if (compiled === undefined || compiled instanceof Error) return compiled?.message
      const composed = compiled.compose({
        contact: {
          ...{ external_id: null, phone: null, email: null, last_name: null, gender: null },
          ...{ date_of_birth: null, language: null, country: null, city: null, time_zone: null },
          first_name: "Ana",
          attributes: {},
        },
        variables: {},
      })
      return composed?.ok ? JSON.parse(`{${composed.content}}`).text.body : composed
    })

  it("is composed with the text that the block has then, also where it was compiled before", async () => {
    const { body: inner } = await create("inner", "one")
    await create("outer", "({{content_blocks.${inner}}})")
    const { id } = await save("{{${first_name}}} {{content_blocks.${outer}}}")
    const cache = new ContentCache(platform.db)
    expect(await ana(id, cache)).toBe("Ana (one)")
    await change(inner.id, { content: "two" })
    expect(await ana(id, cache)).toBe("Ana (two)")
    await change(inner.id, { content: "{{content_blocks.${hello}}}" })
    expect(await ana(id, cache)).toBe("Ana (Hello Ana)")
  })

  it("is refused where the block is a draft, or not there", async () => {
    await create("unready", "a", { state: "draft" })
    await expect(save("{{content_blocks.${unready}}}")).rejects.toThrow("no active content block “unready”")
    await expect(save("{{content_blocks.${nobody}}}")).rejects.toThrow("no active content block “nobody”")
  })

  it("keeps the block from being deleted as long as a message of it waits or a campaign has it", async () => {
    const { body: block } = await create("in_use", "a")
    await ask("POST", "campaigns", {
      name: "Summer",
      number_id: numberId,
      content: {
        kind: "template",
        template_id: templateId,
        values: { body: { first_name: "{{content_blocks.${in_use}}}", city: "Lima" } },
      },
    })
    const uses = await ask("GET", `content-blocks/${block.id}/uses`)
    expect(uses.body.data).toMatchObject([{ kind: "campaign", name: "Summer" }])
    const sent = await ask("POST", "messages", {
      number_id: numberId,
      contact_id: contactId,
      content: text("now {{content_blocks.${in_use}}}"),
    })
    expect(sent.status).toBe(202)
    expect((await ask("DELETE", `content-blocks/${block.id}`)).status).toBe(409)
  })
})
