import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { recordEvents } from "../events/index.ts"
import { steppedClock } from "../platform/clock.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import { type Server, startServer } from "../server.ts"
import { call, type Method } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../workspaces/index.ts"
import { countSegments } from "./count-segments.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let seeded: Awaited<ReturnType<typeof seedNumber>>
let ana: string
let ben: string
let cara: string

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const ask = (method: Method, path: string, body?: unknown, key = platform.apiKey) =>
  call(method, `${server.url}/v1${path}`, body, { authorization: `Bearer ${key}` })
const withId = z.object({ id: z.string() })
const newContact = async (person: object) => withId.parse((await ask("POST", "/contacts", person)).body).id
const subscribe = (id: string) =>
  ask("PUT", `/contacts/${id}/subscriptions/${seeded.groupId}`, { state: "subscribed", source: "form" })
let segments = 0
const newSegment = async (filter: unknown, more: object = {}) =>
  (await ask("POST", "/segments", { name: `Segment ${segments++}`, filter, ...more })).body

const bought = { on: "event", name: "bought", op: "did", within: { from: { ago: 7, unit: "days" } } }
const gold = { on: "attribute", name: "plan", op: "equals", value: "gold" }

beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  seeded = await seedNumber(platform)
  server = await startServer(platform)
  ana = await newContact({ phone: "+4915112000001", first_name: "Ana", attributes: { plan: "gold" } })
  ben = await newContact({ phone: "+16505551234", first_name: "Ben", attributes: { plan: "gold" } })
  cara = await newContact({ external_id: "cara", first_name: "Cara", attributes: { plan: "free" } })
  for (const id of [ana, ben]) await subscribe(id)
  await inWorkspace(async (tx) => {
    await sql`INSERT INTO attribute_definitions (workspace_id, name, type, created_at)
      VALUES (${platform.workspaceId}, 'plan', 'text', ${clock.now()}) ON CONFLICT DO NOTHING`.execute(tx)
    const at = new Date(clock.now().getTime() - 3 * 86_400_000)
    await recordEvents(
      tx,
      { workspaceId: platform.workspaceId, now: clock.now() },
      [ana, cara].map((contactId) => ({
        contactId,
        kind: "event" as const,
        name: "bought",
        at,
      })),
    )
  })
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

describe("a segment", () => {
  it("is saved, listed, changed and deleted", async () => {
    const made = await ask("POST", "/segments", { name: "Gold", tags: ["a", "a"], filter: gold })
    expect(made).toMatchObject({
      status: 201,
      body: { name: "Gold", tags: ["a"], filter: gold, people: null },
    })
    const path = `/segments/${made.body.id}`
    expect((await ask("GET", "/segments?search=gol")).body.data).toMatchObject([{ id: made.body.id }])
    const changed = await ask("PATCH", path, { name: "Golden", revision: made.body.revision })
    expect(changed).toMatchObject({ status: 200, body: { name: "Golden", filter: gold } })
    expect(await ask("PATCH", path, { name: "Late", revision: made.body.revision })).toMatchObject({
      status: 409,
    })
    expect((await ask("DELETE", path)).status).toBe(204)
    expect((await ask("GET", path)).status).toBe(404)
  })

  it("has a name of its own", async () => {
    await newSegment(gold, { name: "Twice" })
    expect(await ask("POST", "/segments", { name: "twice", filter: gold })).toMatchObject({
      status: 409,
      body: { error: { field: "name" } },
    })
  })

  it("names only what there is, and is told what was probably meant", async () => {
    const misspelled = { all: [gold, { ...gold, name: "plam" }] }
    expect(await ask("POST", "/segments", { name: "X", filter: misspelled })).toMatchObject({
      status: 422,
      body: { error: { field: "filter.all.1.name", help: expect.stringContaining('Did you mean "plan"?') } },
    })
    const never = { ...bought, name: "flew" }
    expect(await ask("POST", "/segments", { name: "X", filter: never })).toMatchObject({
      status: 422,
      body: { error: { field: "filter.name" } },
    })
  })

  it("that another one uses stays, and says what uses it", async () => {
    const { id } = await newSegment(gold)
    const user = await newSegment({ not: { on: "segment", op: "in", segment_id: id } })
    const use = { kind: "segment", id: user.id, name: user.name, is_blocking: true, launch_id: null }
    expect((await ask("GET", `/segments/${id}/uses`)).body).toEqual({ data: [use] })
    expect(await ask("DELETE", `/segments/${id}`)).toMatchObject({
      status: 409,
      body: { error: { uses: [use] } },
    })
    expect((await ask("GET", `/segments/${user.id}/members`)).body.data).toMatchObject([{ id: cara }])
  })

  it("never selects by itself, in any number of steps", async () => {
    const first = await newSegment(gold)
    const second = await newSegment({ on: "segment", op: "in", segment_id: first.id })
    const circle = { on: "segment", op: "in", segment_id: second.id }
    expect(await ask("PATCH", `/segments/${first.id}`, { filter: circle })).toMatchObject({
      status: 422,
      body: { error: { field: "filter.segment_id" } },
    })
  })

  it("is refused where another one that names it would be too deep or too large by it", async () => {
    const inside = (id: string) => ({ on: "segment", op: "in", segment_id: id })
    const chain = async (filter: unknown, levels: number): Promise<string[]> => {
      const { id } = await newSegment(filter)
      return levels === 1 ? [id] : [id, ...(await chain(inside(id), levels - 1))]
    }
    const [leaf = ""] = await chain(gold, 3)
    const [, , top = ""] = await chain(gold, 3)
    expect(await ask("PATCH", `/segments/${leaf}`, { filter: inside(top) })).toMatchObject({
      status: 422,
      body: { error: { field: "filter", message: expect.stringContaining("more than 5 deep") } },
    })
    const many = (id: string) => ({ any: Array.from({ length: 100 }, () => inside(id)) })
    const small = await newSegment(gold)
    const large = await newSegment(many(small.id))
    expect(await ask("POST", "/segments/preview", { filter: many(large.id) })).toMatchObject({
      status: 422,
      body: { error: { field: "filter", message: expect.stringContaining("1000 conditions") } },
    })
    const today = { on: "attribute", name: "plan", op: "on", value: { day: 0 }, zone: "contact" }
    const often = { any: Array.from({ length: 41 }, () => today) }
    expect(await ask("POST", "/segments/preview", { filter: often })).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining("40 days") } },
    })
    const twenty = { all: Array.from({ length: 20 }, () => gold) }
    expect(await ask("PATCH", `/segments/${small.id}`, { filter: twenty })).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining(large.name) } },
    })
  })

  it("is counted once a day", async () => {
    const { id } = await newSegment(gold)
    await countSegments(platform)
    await countSegments(platform)
    expect((await ask("GET", `/segments/${id}/history`)).body).toEqual({
      data: [{ day: "2026-11-22", people: 2 }],
    })
    expect((await ask("GET", `/segments/${id}`)).body.people).toBe(2)
  })
})

describe("a preview", () => {
  it("counts all, after each condition, and those that the number reaches", async () => {
    await newSegment(
      { on: "contact", field: "first_name", op: "equals", value: "Cara" },
      { is_suppression: true },
    )
    const answer = await ask("POST", "/segments/preview", {
      filter: { any: [gold, bought] },
      subscription_group_id: seeded.groupId,
    })
    expect(answer).toMatchObject({
      status: 200,
      body: {
        people: 3,
        of: 3,
        steps: [
          { path: "any.0", alone: 2, after: 2 },
          { path: "any.1", alone: 2, after: 3 },
        ],
        reach: {
          subscribed: 2,
          not_subscribed: 1,
          no_address: 1,
          united_states: 1,
          suppressed: 0,
          marketing: 1,
        },
      },
    })
  })

  it("that waits for the database keeps nobody else waiting", async () => {
    const locked = Promise.withResolvers<void>()
    const enough = Promise.withResolvers<void>()
    const holding = platform.pools.background.system(async (tx) => {
      await sql`LOCK TABLE contacts IN ACCESS EXCLUSIVE MODE`.execute(tx)
      locked.resolve()
      await enough.promise
    })
    await locked.promise
    const waiting = Promise.all(
      Array.from({ length: platform.db.connections + 2 }, () =>
        ask("POST", "/segments/preview", { filter: gold }),
      ),
    )
    expect((await ask("GET", "/segments?limit=1")).status).toBe(200)
    enough.resolve()
    await holding
    expect(new Set((await waiting).map(({ status }) => status))).toEqual(new Set([200]))
  })

  it("counts and lists people only for those who may read contacts", async () => {
    const secret = generateApiKey()
    await platform.db.system((tx) =>
      storeApiKey(tx, {
        workspaceId: platform.workspaceId,
        name: "Counter",
        secret,
        now: clock.now(),
        permissions: ["segments:read"],
      }),
    )
    expect((await ask("POST", "/segments/preview", { filter: gold }, secret)).status).toBe(403)
    expect((await ask("POST", "/segments/preview/members", { filter: gold }, secret)).status).toBe(403)
    const page = await ask("POST", "/segments/preview/members", { filter: gold, limit: 1 })
    expect(page.body).toMatchObject({ data: [{ id: ana }], next: ana })
    expect((await ask("POST", "/segments/preview/members", { filter: gold, after: ana })).body).toMatchObject(
      {
        data: [{ id: ben }],
        next: null,
      },
    )
  })
})

it("a sum is told whatever numbers clients have sent", async () => {
  const at = clock.now()
  await inWorkspace((tx) =>
    recordEvents(
      tx,
      { workspaceId: platform.workspaceId, now: at },
      [1e308, 1e308, 1e308, 7].map((points) => ({
        kind: "event" as const,
        contactId: ana,
        name: "won",
        at,
        properties: { points },
      })),
    ),
  )
  const filter = { on: "event", name: "won", op: "sum_at_least", property: "points", value: 7 }
  expect(await ask("POST", "/segments/preview", { filter })).toMatchObject({
    status: 200,
    body: { people: 1 },
  })
  const explained = await ask("POST", "/segments/preview/explain", { filter, contact_id: ana })
  expect(explained.body.is_member).toBe(true)
})

describe("an explanation", () => {
  it("says of each condition whether it holds, and which value decided", async () => {
    const { id } = await newSegment({ all: [gold, { not: bought }] })
    expect((await ask("GET", `/segments/${id}/explain/${ana}`)).body).toMatchObject({
      is_member: false,
      conditions: [
        { path: "all.0", on: "attribute", holds: true, value: "gold" },
        {
          path: "all.1.not",
          on: "event",
          holds: true,
          // Of the last seven days, as the condition says.
          value: { count: 1, last_at: "2026-11-19T12:00:00.000Z" },
        },
      ],
    })
    expect((await ask("GET", `/segments/${id}/explain/${ben}`)).body.is_member).toBe(true)
  })
})

describe("what a filter names and there is not", () => {
  const nobody = "0199d1de-0000-7000-8000-000000000000"
  const message = { on: "message", stage: "read", op: "did_not" }

  it.each([
    ["tag_id", "tag", { on: "tag", op: "has_not", tag_id: nobody }],
    ["list_id", "list", { on: "list", op: "not_in", list_id: nobody }],
    ["segment_id", "segment", { on: "segment", op: "not_in", segment_id: nobody }],
    ["group_id", "subscription group", { on: "subscription", op: "not_subscribed", group_id: nobody }],
    ["number_id", "number", { on: "window", op: "closed", number_id: nobody }],
    ["source_id", "launch", { ...message, source_id: nobody }],
    ["campaign_id", "campaign", { ...message, campaign_id: nobody }],
  ])("is refused by %s, as everybody would be selected", async (member, what, condition) => {
    expect(await ask("POST", "/segments", { name: member, filter: { all: [condition] } })).toMatchObject({
      status: 422,
      body: {
        error: { field: `filter.all.0.${member}`, message: `There is no such ${what} in this workspace.` },
      },
    })
  })
})

it("a campaign is not for those who did not read a campaign that there is not", async () => {
  const audience = {
    on: "message",
    stage: "read",
    op: "did_not",
    campaign_id: "0199d1de-0000-7000-8000-000000000000",
  }
  const content = {
    kind: "template",
    template_id: seeded.templateId,
    values: { body: { first_name: "Ana", city: "Lima" } },
  }
  expect(
    await ask("POST", "/campaigns", { name: "Again", number_id: seeded.numberId, content, audience }),
  ).toMatchObject({ status: 422, body: { error: { field: "audience.campaign_id" } } })
})

describe("a static list", () => {
  it("has each contact once, by id or external id", async () => {
    const { id } = (await ask("POST", "/lists", { name: "Guests" })).body
    const add = { ids: [ana, ana], external_ids: ["cara", "nobody"] }
    expect((await ask("POST", `/lists/${id}/members`, { add })).body).toEqual({
      added: 2,
      removed: 0,
      unknown: { ids: [], external_ids: ["nobody"] },
    })
    expect((await ask("POST", `/lists/${id}/members`, { add, remove: { ids: [ana] } })).body).toMatchObject({
      added: 0,
      removed: 1,
    })
    const members = await ask("POST", "/segments/preview/members", {
      filter: { on: "list", op: "in", list_id: id },
    })
    expect(members.body.data).toMatchObject([{ id: cara }])
    expect((await ask("GET", `/lists/${id}`)).body.members).toBe(1)
  })

  it("that a segment selects by is not deleted", async () => {
    const { id } = (await ask("POST", "/lists", { name: "Kept" })).body
    const user = await newSegment({ on: "list", op: "in", list_id: id })
    expect(await ask("DELETE", `/lists/${id}`)).toMatchObject({
      status: 409,
      body: { error: { uses: [{ kind: "segment", id: user.id }] } },
    })
    await ask("DELETE", `/segments/${user.id}`)
    expect((await ask("DELETE", `/lists/${id}`)).status).toBe(204)
  })
})
