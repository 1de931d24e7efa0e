import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { seedNumber } from "../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../workspaces/index.ts"
import type { Browser } from "../workspaces/testing/browser.ts"
import { startInstallation } from "../workspaces/testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let owner: Browser
let admin: Browser
let viewer: Browser
let keys = 0

beforeAll(async () => {
  installation = await startInstallation()
  seeded = await seedNumber(installation.platform)
  owner = await installation.owner()
  admin = (await installation.join(owner, "ann@example.com", "admin")).browser
  viewer = (await installation.join(owner, "vic@example.com", "viewer")).browser
})
afterAll(() => installation.close())

const newKey = () => `key ${keys++}`

const post = (by: Browser, path: string, key: string, body: unknown) =>
  by.ask("POST", `/v1/${path}`, body, { "idempotency-key": key })

const count = (table: "launches" | "workspaces" | "api_keys" | "contacts") =>
  installation.platform.db.system(async (tx) => (await tx.selectFrom(table).select("id").execute()).length)

describe("every route that does something", () => {
  /** POST routes that only read. */
  const reading = [
    "/v1/campaigns/occurrences",
    "/v1/canvases/{id}/check",
    "/v1/change-sets/check",
    "/v1/content-blocks/preview",
    "/v1/imports/preview",
    "/v1/imports/{id}/preview",
    "/v1/messages/preview",
    "/v1/segments/preview",
    "/v1/segments/preview/explain",
    "/v1/segments/preview/members",
    "/v1/templates/preflight",
    "/v1/templates/{id}/preview",
  ]

  it("takes an Idempotency-Key, and says so in the API's documentation", async () => {
    const parameter = z.object({ in: z.string(), name: z.string(), required: z.boolean().optional() })
    const operation = z.object({ parameters: z.array(parameter).default([]) })
    const document = z.object({
      paths: z.record(z.string(), z.record(z.string(), z.unknown())),
    })
    const { body } = await installation.browse().ask("GET", "/openapi.json")
    const { paths } = document.parse(body)
    const without = []
    let documented = 0
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, described] of Object.entries(item)) {
        const header = operation
          .parse(described)
          .parameters.find(({ in: place, name }) => place === "header" && name === "idempotency-key")
        if (header) documented++
        if (header && (method !== "post" || header.required)) without.push(`${method} ${path} has it`)
        if (!header && method === "post") without.push(path)
      }
    }
    expect(without.sort()).toEqual(reading)
    expect(documented).toBeGreaterThan(25)
  })
})

describe("a launch", () => {
  const draft = () => ({
    name: "Summer",
    number_id: seeded.numberId,
    content: {
      kind: "template",
      template_id: seeded.templateId,
      values: { body: { first_name: "you", city: "Lima" } },
    },
  })

  it("that is asked for twenty times at once happens once", async () => {
    const campaign = await post(owner, "campaigns", newKey(), draft())
    const key = newKey()
    const before = await count("launches")
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(owner, `campaigns/${campaign.body.id}/launches`, key, {})),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(202)
    expect(await count("launches")).toBe(before + 1)
  })

  it("that was refused is tried again under its key", async () => {
    const campaign = await post(owner, "campaigns", newKey(), draft())
    const { db, workspaceId, clock } = installation.platform
    const disconnect = (at: Date | null) =>
      db.workspace(workspaceId, (tx) => tx.updateTable("numbers").set({ disconnected_at: at }).execute())
    const path = `campaigns/${campaign.body.id}/launches`
    const key = newKey()
    await disconnect(clock.now())
    expect((await post(owner, path, key, {})).body.error.code).toBe("not_sendable")
    await disconnect(null)
    const launched = await post(owner, path, key, {})
    expect(launched.status).toBe(202)
    expect(launched.headers["idempotency-replayed"]).toBeUndefined()
  })
})

describe("a stored answer", () => {
  const draft = { name: "Shop", permissions: ["contacts:read"] }

  it("is given to nobody but who asked", async () => {
    const key = newKey()
    const first = await post(owner, "api-keys", key, draft)
    const again = await post(owner, "api-keys", key, draft)
    expect(again.headers["idempotency-replayed"]).toBe("true")
    expect(again.body).toEqual(first.body)
    const other = await post(admin, "api-keys", key, draft)
    expect(other.status).toBe(201)
    expect(other.body.secret).not.toBe(first.body.secret)
    const refused = await post(viewer, "api-keys", key, draft)
    expect(refused.status).toBe(403)
    expect(refused.text).not.toContain("pk_")
  })

  it("is not given any more to one who may not do it any more", async () => {
    const key = newKey()
    const { memberId, browser } = await installation.join(owner, "dan@example.com", "developer")
    expect((await post(browser, "api-keys", key, draft)).status).toBe(201)
    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "viewer" })
    expect((await post(browser, "api-keys", key, draft)).status).toBe(403)
  })

  it("of one workspace is none of another", async () => {
    const { db, clock } = installation.platform
    const key = newKey()
    const { body } = await post(owner, "workspaces", newKey(), { name: "Other" })
    const secret = generateApiKey()
    await db.system((tx) =>
      storeApiKey(tx, { workspaceId: body.id, name: "Other", secret, now: clock.now() }),
    )
    const here = await post(owner, "contacts", key, { external_id: "1" })
    const there = await post(installation.browse(secret), "contacts", key, { external_id: "1" })
    expect([here.status, there.status]).toEqual([201, 201])
    expect(there.body.id).not.toBe(here.body.id)
    expect(there.headers["idempotency-replayed"]).toBeUndefined()
  })

  it("goes with the contact that it is about, and the request is still not carried out again", async () => {
    const key = newKey()
    const { body } = await post(owner, "contacts", key, { external_id: "2", first_name: "Ana" })
    await owner.ask("DELETE", `/v1/contacts/${body.id}`)
    const before = await count("contacts")
    const again = await post(owner, "contacts", key, { external_id: "2", first_name: "Ana" })
    expect(again).toMatchObject({ status: 409, body: { error: { code: "idempotency_outcome_unknown" } } })
    expect(await count("contacts")).toBe(before)
  })
})

it("a member who founds a workspace twice under one key has one", async () => {
  const key = newKey()
  const before = await count("workspaces")
  const first = await post(owner, "workspaces", key, { name: "Third" })
  const again = await post(owner, "workspaces", key, { name: "Third" })
  expect(first.status).toBe(201)
  expect(again.body).toEqual(first.body)
  expect(await count("workspaces")).toBe(before + 1)
})

it("an invitation is accepted again under its key", async () => {
  const { body } = await owner.ask("POST", "/v1/invitations", { email: "eve@example.com", role: "agent" })
  const token: string = body.link.split("/").at(-1)
  const eve = installation.browse()
  await eve.signUp("Eve", "eve@example.com", { "parley-invitation": token })
  const key = newKey()
  const first = await post(eve, "invitations/accept", key, { token })
  expect(first.status).toBe(200)
  expect((await post(eve, "invitations/accept", key, { token })).body).toEqual(first.body)
})
