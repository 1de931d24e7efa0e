/** A content must not read what lies on the server's disk, whatever the request that brings it. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Server, startServer } from "../server.ts"
import { call } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { insertContent, seedNumber } from "../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../workspaces/index.ts"
import { ContentCache } from "./content/content-cache.ts"

const secret = "pk_the-key-of-the-whole-installation"
const directory = process.cwd()
const viewer = generateApiKey()
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let seeded: Awaited<ReturnType<typeof seedNumber>>
let contactId: string
let conversationId: string

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api" } })
  const { db, clock, workspaceId } = platform
  seeded = await seedNumber(platform)
  const ids = { workspace_id: workspaceId, created_at: clock.now() }
  const of = await db.workspace(workspaceId, async (tx) => {
    const contact = await tx
      .insertInto("contacts")
      .values({ ...ids, first_name: "Ana", phone: "+16505551234", updated_at: clock.now() })
      .returning("id")
      .executeTakeFirstOrThrow()
    const conversation = await tx
      .insertInto("conversations")
      .values({
        ...ids,
        number_id: seeded.numberId,
        contact_id: contact.id,
        last_inbound_at: clock.now(),
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    return { contact, conversation }
  })
  contactId = of.contact.id
  conversationId = of.conversation.id
  await db.system((tx) =>
    storeApiKey(tx, {
      workspaceId,
      name: "Viewer",
      secret: viewer,
      permissions: ["contacts:read"],
      now: clock.now(),
    }),
  )
  server = await startServer(platform)
  const folder = await mkdtemp(join(tmpdir(), "working-directory-"))
  await mkdir(join(folder, ".parley"))
  await writeFile(join(folder, ".parley/api-key"), secret)
  process.chdir(folder)
})
afterAll(async () => {
  process.chdir(directory)
  await server.close()
  await platform.close()
})

const ask = (path: string, body: unknown, key = platform.apiKey) =>
  call("POST", `${server.url}/v1/${path}`, body, { authorization: `Bearer ${key}` })

const template = (text: string) => ({
  kind: "template",
  template_id: seeded.templateId,
  values: { body: { first_name: text, city: "Lima" } },
})
const entries: Record<string, (text: string) => { path: string; body: object; field: string }> = {
  preview: (text) => ({
    path: "messages/preview",
    body: { content: template(text), contact_id: contactId, variables: { path: ".parley/api-key" } },
    field: "content.values.body.first_name",
  }),
  "test send": (text) => ({
    path: "messages/test",
    body: { number_id: seeded.numberId, to: "+16505551234", content: template(text) },
    field: "content.values.body.first_name",
  }),
  campaign: (text) => ({
    path: "campaigns",
    body: { name: "Summer", number_id: seeded.numberId, content: template(text) },
    field: "content.values.body.first_name",
  }),
  "message of a template": (text) => ({
    path: "messages",
    body: { number_id: seeded.numberId, contact_id: contactId, content: template(text) },
    field: "content.values.body.first_name",
  }),
  "message of a text": (text) => ({
    path: "messages",
    body: {
      number_id: seeded.numberId,
      contact_id: contactId,
      content: { kind: "free_form", message: { type: "text", text: { body: text } } },
    },
    field: "content.message.text.body",
  }),
  reply: (text) => ({ path: `conversations/${conversationId}/replies`, body: { text }, field: "text" }),
}

const paths = ["'.parley/api-key'", "'../api-key'", "'/etc/hostname'", "variables.path"]
const texts = [
  ...["render", "include", "layout"].flatMap((tag) =>
    paths.map((path) => ({ tag, text: `{% ${tag} ${path} %}` })),
  ),
  { tag: "block", text: "{% block a %}Hi{% endblock %}" },
  { tag: "render", text: "{%- liquid\nrender '.parley/api-key' -%}" },
  { tag: "include", text: "{% for i in (1..2) %}{%- include '.parley/api-key' -%}{% endfor %}" },
]

describe.each(Object.keys(entries))("a %s", (entry) => {
  it.each(texts)("with $text is refused and says which tag where", async ({ tag, text }) => {
    const { path, body, field } = entries[entry]?.(text) ?? { path: "", body: {}, field: "" }
    const refused = await ask(path, body)
    expect([refused.status, refused.body.error]).toMatchObject([422, { code: "invalid_request", field }])
    expect(refused.body.error.message).toContain(`the tag “${tag}”`)
    expect(refused.body.error.message).toContain("Write the text itself")
  })
})

describe("a key that may only read contacts", () => {
  it("sees no file of the installation in a preview", async () => {
    const { path, body } = entries.preview?.("{% render '.parley/api-key' %}") ?? { path: "", body: {} }
    const answer = await ask(path, body, viewer)
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body)).not.toContain(secret)
  })
})

describe("a content that was stored when such tags were taken", () => {
  it("composes nothing", async () => {
    const { db, clock, workspaceId } = platform
    const id = await db.workspace(workspaceId, (tx) =>
      insertContent(tx, {
        workspaceId,
        templateId: seeded.templateId,
        body: template("{% render '.parley/api-key' %}"),
        now: clock.now(),
      }),
    )
    const contents = await new ContentCache(db).read(workspaceId, [id])
    expect(contents.get(id)?.(null).compiled).toMatchObject({
      name: "LiquidError",
      message: expect.stringContaining("the tag “render”"),
    })
  })
})
