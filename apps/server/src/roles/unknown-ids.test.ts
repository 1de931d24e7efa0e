import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { createLaunch } from "../campaigns/launches/launches.ts"
import { createCheck } from "../campaigns/preflight/checks.ts"
import { insertCampaign } from "../campaigns/testing/campaign.ts"
import { queueMessage } from "../messaging/testing/queue-message.ts"
import { sql } from "../platform/database/index.ts"
import { type Server, startServer } from "../server.ts"
import { call } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../workspaces/index.ts"

const nobodys = "0199d1de-0000-7000-8000-000000000000"
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** Of what a path's id is, by how the path starts. */
const tables = {
  "/v1/api-keys/": "api_keys",
  "/v1/api-requests/": "api_requests",
  "/v1/campaigns/": "campaigns",
  "/v1/canvas-runs/": "canvas_runs",
  "/v1/canvases/": "canvases",
  "/v1/contact-exports/": "contact_exports",
  "/v1/content-blocks/": "content_blocks",
  "/v1/content-credentials/": "content_credentials",
  "/v1/contacts/": "contacts",
  "/v1/conversation-media/": "conversation_media",
  "/v1/conversations/": "conversations",
  "/v1/imports/": "imports",
  "/v1/launches/": "launches",
  "/v1/lists/": "lists",
  "/v1/media/": "media_files",
  "/v1/messages/": "outbox",
  "/v1/numbers/": "numbers",
  "/v1/rate-cards/": "rate_cards",
  "/v1/segments/": "segments",
  "/v1/subscription-groups/": "subscription_groups",
  "/v1/template-drafts/": "template_drafts",
  "/v1/template-groups/": "template_groups",
  "/v1/templates/": "templates",
  "/v1/test-groups/": "test_groups",
  "/v1/webhook-deliveries/": "webhook_deliveries",
  "/v1/webhook-endpoints/": "webhook_endpoints",
} as const
/** Of what another id in a path is. */
const others = {
  number_id: "numbers",
  contact_id: "contacts",
  link_id: "opt_in_links",
  check_id: "campaign_checks",
} as const
/** They ask Meta, which is not here, once they know the number. */
const ofMeta = new Set(["/v1/numbers/{id}/profile"])

let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let neighbour: string
/** The operator's own: of the installation and no workspace, so that no key of one may know what is there. */
const ofOperator = "/v1/log/"

let paths: string[]
let queries: Map<string, string>
const ids = new Map<string, string>()

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api" } })
  const { accountId, numberId, groupId, contentId } = await seedNumber(platform)
  await seedSubscribers(platform, groupId, 1)
  const { workspaceId } = platform
  const now = platform.clock.now()
  await platform.db.system(async (tx) => {
    const campaignId = await insertCampaign(tx, { workspaceId, numberId, contentId, now })
    await createLaunch(tx, campaignId, { at: now, now })
    await createCheck(tx, { campaignId, now }, { scope: "sample" })
    const { id: contactId } = await tx.selectFrom("contacts").select("id").executeTakeFirstOrThrow()
    await queueMessage(tx, { workspaceId, numberId, contactId, contentId, sendAfter: now })
    await sql`
      WITH draft AS (
        INSERT INTO template_drafts (workspace_id, id, business_account_id, definition, created_at, updated_at)
        VALUES (${workspaceId}, new_id(), ${accountId},
          '{"name": "", "language": "en_US", "category": "UTILITY", "components": []}', ${now}, ${now})
      ), import AS (
        INSERT INTO imports (workspace_id, file_name, actor, state, columns, created_at)
        VALUES (${workspaceId}, 'people.csv', 'system', 'completed', '{phone}', ${now})
      ), conversation AS (
        INSERT INTO conversations (workspace_id, number_id, contact_id, created_at)
        VALUES (${workspaceId}, ${numberId}, ${contactId}, ${now}) RETURNING id
      ), picture AS (
        INSERT INTO inbound_messages (workspace_id, conversation_id, wamid, type, content, sent_at, received_at)
        SELECT ${workspaceId}, id, 'wamid.1', 'image', '{}', ${now}, ${now} FROM conversation RETURNING id
      )
      INSERT INTO conversation_media (workspace_id, number_id, inbound_message_id, meta_id, state, try_after, gone_at, bytes)
      SELECT ${workspaceId}, ${numberId}, id, '1', 'fetched', ${now}, ${now}, 7 FROM picture`.execute(tx)
    await sql`
      WITH endpoint AS (
        INSERT INTO webhook_endpoints (workspace_id, url, sealed_secret, created_at)
        VALUES (${workspaceId}, 'https://example.com', '', ${now}) RETURNING id
      ), event AS (
        INSERT INTO webhook_events (workspace_id, key, kind, at, data) VALUES (${workspaceId}, '', 'test', ${now}, '{}') RETURNING id
      ), delivery AS (
        INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, state)
        SELECT ${workspaceId}, endpoint.id, event.id, 'failed' FROM endpoint, event
      )
      INSERT INTO api_requests (id, workspace_id, api_key_id, at, method, path, route, status, duration_ms)
      SELECT new_id(), ${workspaceId}, id, ${now}, 'GET', '/v1/contacts', '/v1/contacts', 200, 1 FROM api_keys`.execute(
      tx,
    )
    await sql`
      WITH segment AS (
        INSERT INTO segments (workspace_id, name, filter, created_at, updated_at)
        VALUES (${workspaceId}, 'Everyone', '{"all": []}', ${now}, ${now})
      ), list AS (
        INSERT INTO lists (workspace_id, name, created_at, updated_at) VALUES (${workspaceId}, 'Friends', ${now}, ${now})
      ), block AS (
        INSERT INTO content_blocks (workspace_id, name, content, state, created_at, updated_at)
        VALUES (${workspaceId}, 'footer', 'Bye', 'active', ${now}, ${now})
      ), credential AS (
        INSERT INTO content_credentials (workspace_id, name, host, username, sealed_password, created_at, updated_at)
        VALUES (${workspaceId}, 'shop', 'shop.example', 'parley', ''::bytea, ${now}, ${now})
      ), file AS (
        INSERT INTO media_files (workspace_id, name, kind, mime_type, bytes, digest, file, created_at, updated_at)
        VALUES (${workspaceId}, 'a.png', 'image', 'image/png', 7, 'a', 'library/a', ${now}, ${now})
      ), test_group AS (
        INSERT INTO test_groups (workspace_id, name, created_at, updated_at) VALUES (${workspaceId}, 'Reviewers', ${now}, ${now})
      ), card AS (
        INSERT INTO rate_cards (workspace_id, name, currency, effective_from, rates, imported_at)
        VALUES (${workspaceId}, 'EUR', 'EUR', '2026-10-01', '{}', ${now})
      ), canvas AS (
        INSERT INTO canvases (workspace_id, name, schema, definition, uses, created_at, updated_at)
        VALUES (${workspaceId}, 'Welcome', 1, '{"audience": {"all": []}}', '{}', ${now}, ${now}) RETURNING id
      ), run AS (
        INSERT INTO canvas_runs (workspace_id, canvas_id, version, contact_id, slot, entered_by, entered_at, arrived_at)
        SELECT ${workspaceId}, canvas.id, 1, contacts.id, 0, '', ${now}, ${now} FROM canvas CROSS JOIN contacts
        WHERE contacts.workspace_id = ${workspaceId} LIMIT 1
      ), link AS (
        INSERT INTO opt_in_links (workspace_id, subscription_group_id, name, message, folded, created_at)
        VALUES (${workspaceId}, ${groupId}, 'Poster', 'Join', 'join', ${now})
      )
      INSERT INTO contact_exports (workspace_id, format, columns, actor, state, created_at)
      VALUES (${workspaceId}, 'csv', '{phone}', 'system', 'completed', ${now})`.execute(tx)
    for (const [of, table] of [...Object.entries(tables), ...Object.entries(others)]) {
      const { rows } = await sql<{ id: string }>`SELECT id FROM ${sql.table(table)}`.execute(tx)
      ids.set(of, rows[0]?.id ?? "")
    }
    await platform.fileStore.put(
      `media/${workspaceId}/${ids.get("/v1/conversation-media/")}`,
      Buffer.from("picture"),
    )
    await platform.fileStore.put("library/a", Buffer.from("picture"))
    neighbour = generateApiKey()
    const { id } = await createWorkspace(tx, "Next door", now)
    await storeApiKey(tx, { workspaceId: id, name: "Next door", secret: neighbour, now })
  })
  server = await startServer(platform)
  const described = await call("GET", `${server.url}/openapi.json`)
  const read = Object.entries(document.parse(described.body).paths).filter(
    ([path, operations]) => path.includes("{id}") && "get" in operations && !path.startsWith(ofOperator),
  )
  paths = read.map(([path]) => path)
  queries = new Map(read.map(([path, { get }]) => [path, queryOf(get)]))
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

/** What a route must be asked with, its first value. */
const required = z.object({
  parameters: z
    .array(
      z.object({
        in: z.string(),
        name: z.string(),
        required: z.boolean().default(false),
        schema: z.object({ enum: z.array(z.string()).default([]) }),
      }),
    )
    .default([]),
})
const queryOf = (operation: unknown): string =>
  required
    .parse(operation)
    .parameters.filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name, schema: { enum: values } }) => `${name}=${values[0] ?? ""}`)
    .join("&")

/** The answer of every route that reads something by its id. */
async function read(key: string, idOf: (path: string) => string): Promise<Record<string, number>> {
  const answers = await Promise.all(
    paths.map(async (path) => {
      const address = path
        .replace("{id}", idOf(path))
        .replaceAll(/\{(\w+)\}/g, (_, name: string) => ids.get(name) ?? "")
      const response = await fetch(`${server.url}${address}?${queries.get(path)}`, {
        headers: { authorization: `Bearer ${key}` },
      })
      await response.body?.cancel()
      return [path, response.status] as const
    }),
  )
  return Object.fromEntries(answers)
}
const ownId = (path: string) =>
  ids.get(Object.keys(tables).find((start) => path.startsWith(start)) ?? "") ?? ""
const all = (status: number) => Object.fromEntries(paths.map((path) => [path, status]))

it("what there is can be read by its id", async () => {
  expect(paths.length).toBeGreaterThan(15)
  const answers = await read(platform.apiKey, ownId)
  for (const path of ofMeta) {
    expect(answers[path]).toBeGreaterThanOrEqual(500)
    answers[path] = 200
  }
  expect(answers).toEqual(all(200))
})

it("the id of nothing is answered 404 by every route", async () => {
  expect(await read(platform.apiKey, () => nobodys)).toEqual(all(404))
})

it("the id of something in another workspace is answered 404 by every route", async () => {
  expect(await read(neighbour, ownId)).toEqual(all(404))
})
