import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { generateApiKey, type Permission, storeApiKey } from "../../workspaces/index.ts"
import { startContacts } from "../testing/installation.ts"
import { giveRows } from "../testing/rows-of-contact.ts"

const now = new Date("2026-11-22T12:00:00Z")
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

async function keyWith(...permissions: Permission[]) {
  const secret = generateApiKey()
  const { workspaceId, db } = api.platform
  await db.system((tx) => storeApiKey(tx, { workspaceId, name: "Key", secret, now, permissions }))
  return secret
}

it("everything about a person can be had as JSON", async () => {
  const { body } = await api.ask("POST", "contacts", { phone: "+4915127654399", first_name: "Ana" })
  await giveRows(api, body.id, now, "hers")
  const { status, body: kept } = await api.ask("GET", `contacts/${body.id}/export`)
  expect(status).toBe(200)
  expect(kept).toMatchObject({
    missing_permissions: [],
    contact: { id: body.id, first_name: "Ana" },
    identities: expect.arrayContaining([expect.objectContaining({ kind: "phone", value: "+4915127654399" })]),
    subscriptions: [{ state: "subscribed" }],
    consent_records: [{ evidence: "hers" }],
    messages: [{ status: "accepted" }],
    waiting_messages: [{ variables: { code: "••••••" } }],
    inbound_messages: [{ content: { body: "hers" } }],
    messages_from_the_phone: [{ content: { body: "hers" } }],
    refusals: [{ code: 131026 }],
  })
})

it("who may read contacts alone gets none of what is said, asked and told, and is told what is missing", async () => {
  const { body } = await api.ask("POST", "contacts", { phone: "+4915127654398", first_name: "Eva" })
  await giveRows(api, body.id, now, "hers")
  const key = await keyWith("contacts:read")
  const kept = (await api.ask("GET", `contacts/${body.id}/export`, undefined, key)).body
  expect(Object.keys(kept).toSorted()).toEqual([
    "contact",
    "event_counts",
    "events",
    "identities",
    "merges",
    "missing_permissions",
    "tags",
  ])
  expect(kept.missing_permissions).toEqual([
    "api_keys:manage",
    "campaigns:read",
    "canvases:read",
    "conversations:read",
    "segments:read",
    "subscriptions:read",
    "webhooks:manage",
  ])

  const more = await keyWith("contacts:read", "conversations:read")
  const said = (await api.ask("GET", `contacts/${body.id}/export`, undefined, more)).body
  expect(said).toMatchObject({ inbound_messages: [{ content: { body: "hers" } }] })
  for (const part of ["api_requests", "consent_records", "webhooks"]) expect(said).not.toHaveProperty(part)
})

it("codes to sign in with are hidden from all", async () => {
  const { body } = await api.ask("POST", "contacts", { phone: "+4915127654397" })
  await giveRows(api, body.id, now)
  await api.platform.db.system(async (tx) => {
    await sql`UPDATE templates SET category = 'AUTHENTICATION'`.execute(tx)
    await sql`
      UPDATE contents SET body = jsonb_build_object('kind', 'template', 'template_id', (SELECT id FROM templates LIMIT 1),
        'values', '{"body": {"1": "771204"}}'::jsonb)`.execute(tx)
    await sql`UPDATE messages SET variables = '{"first": "635510"}' WHERE contact_id = ${body.id}`.execute(tx)
  })
  const { messages, waiting_messages } = (await api.ask("GET", `contacts/${body.id}/export`)).body
  expect(messages).toMatchObject([
    { content: { values: { body: { "1": "••••••" } } }, variables: { first: "••••••" } },
  ])
  expect(waiting_messages).toMatchObject([{ variables: { code: "••••••" } }])
  expect(JSON.stringify([messages, waiting_messages])).not.toMatch(/771204|635510/)
})
