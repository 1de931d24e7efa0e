import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createHttpApp, type HttpApp } from "../platform/http/index.ts"
import { rooms } from "../rooms.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import {
  createWorkspace,
  generateApiKey,
  permissionsOf,
  type Role,
  requirePermissions,
  roleNames,
  storeApiKey,
} from "../workspaces/index.ts"
import { searchRoutes } from "./index.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let app: HttpApp

beforeAll(async () => {
  platform = await testPlatform()
  await seedNumber(platform)
  await seedWorkspace(platform.workspaceId)
  app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(
    async (api) => {
      requirePermissions(api, platform)
      api.register(searchRoutes(platform))
    },
    { prefix: "/v1" },
  )
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

/** Something called summer in every table that has names and no number. */
async function seedWorkspace(workspaceId: string) {
  const now = platform.clock.now()
  const people = [
    { first_name: "Summer", last_name: "Winter", phone: "+4915112345678", external_id: "crm-1" },
    { first_name: "Summers", last_name: "Abel", phone: "+4915112345679", external_id: "crm-2" },
    { first_name: "Ana", last_name: "Summer", phone: "+4915212345678", external_id: "summer-3" },
  ]
  await platform.db.system(async (tx) => {
    await tx
      .insertInto("contacts")
      .values(
        people.map((person) => ({ ...person, workspace_id: workspaceId, created_at: now, updated_at: now })),
      )
      .execute()
    const member = await tx
      .insertInto("members")
      .values({ name: "Summer Hall", email: `${workspaceId}@example.com`, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
    await tx
      .insertInto("memberships")
      .values({ workspace_id: workspaceId, member_id: member.id, role: "viewer", created_at: now })
      .execute()
  })
}

async function keyFor(workspaceId: string, role: Role): Promise<string> {
  const secret = generateApiKey()
  const permissions = [...permissionsOf(rooms).of(role)]
  const key = {
    workspaceId,
    name: `Summer key of the ${role}`,
    secret,
    permissions,
    now: platform.clock.now(),
  }
  await platform.db.system((tx) => storeApiKey(tx, key))
  return secret
}

interface Found {
  kind: string
  title: string
  detail: string | null
}

async function search(q: string, key = platform.apiKey, more = ""): Promise<Found[]> {
  const answer = await app.inject({
    url: `/v1/search?q=${encodeURIComponent(q)}${more}`,
    headers: { authorization: `Bearer ${key}` },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().data
}
const titles = async (kind: string, q: string) =>
  (await search(q)).filter((hit) => hit.kind === kind).map(({ title }) => title)

describe("a search finds", () => {
  it("contacts, those with exactly that name first, and of them those whose first name it is", async () => {
    expect(await titles("contact", "summer")).toEqual(["Summer Winter", "Ana Summer", "Summers Abel"])
    expect(await titles("contact", "SUMMER W")).toEqual(["Summer Winter"])
    expect(await titles("contact", "crm-")).toEqual(["Summer Winter", "Summers Abel"])
  })

  it.each(["+49 151 1234-5678", "004915112345678", "49151 12345678"])(
    "a contact by the phone %s",
    async (q) => {
      expect(await titles("contact", q)).toEqual(["Summer Winter"])
    },
  )

  it.each(["Lucky", "shrub", "+1 555 078", "(555) 078-3881", "0555 078", "15550783881"])(
    "a number by %s",
    async (q) => {
      expect(await titles("number", q)).toEqual(["Lucky Shrub"])
    },
  )

  it("templates, groups, accounts and members by a word of their name", async () => {
    expect(await titles("template", "summ")).toEqual(["summer"])
    expect(await titles("subscription_group", "shrub")).toEqual(["Lucky Shrub"])
    expect(await titles("business_account", "lucky shrub")).toEqual(["Lucky Shrub"])
    expect(await titles("member", "hall")).toEqual(["Summer Hall"])
  })

  it("no more of a kind than asked for, and nothing where nothing is called so", async () => {
    const hits = await search("summer", platform.apiKey, "&limit=1")
    expect(hits.filter(({ kind }) => kind === "contact")).toHaveLength(1)
    expect(await search("100%_\\")).toEqual([])
  })
})

it("refuses a search for nothing with what is missing", async () => {
  const answer = await app.inject({
    url: "/v1/search?q=",
    headers: { authorization: `Bearer ${platform.apiKey}` },
  })
  expect(answer.json()).toMatchObject({ error: { code: "invalid_request", field: "q" } })
})

it.each(roleNames)("the role %s finds what it may read, and nothing else", async (role) => {
  const key = await keyFor(platform.workspaceId, role)
  const kinds = new Set((await search("summer", key)).map(({ kind }) => kind))
  const may = (permission: string) =>
    permissionsOf(rooms)
      .of(role)
      .some((one) => one === permission)
  expect({
    contact: kinds.has("contact"),
    api_key: kinds.has("api_key"),
    member: kinds.has("member"),
  }).toEqual({
    contact: may("contacts:read"),
    api_key: may("api_keys:manage"),
    member: may("members:read"),
  })
})

it("finds nothing of another workspace", async () => {
  const { id } = await platform.db.system((tx) => createWorkspace(tx, "Other", platform.clock.now()))
  const key = await keyFor(id, "owner")
  expect((await search("summer", key)).map(({ kind, title }) => `${kind} ${title}`)).toEqual([
    "api_key Summer key of the owner",
  ])
  expect(await search("lucky", key)).toEqual([])
})
