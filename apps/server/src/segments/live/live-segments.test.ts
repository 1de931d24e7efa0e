import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { type Server, startServer } from "../../server.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let ana: string
let ben: string

const ask = (method: Method, path: string, body?: unknown) =>
  call(method, `${server.url}/v1${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
const does = (contactId: string, name: string) =>
  ask("POST", "/contact-events", { events: [{ contact_id: contactId, name }] })
const live = async (id: string) => (await ask("GET", `/segments/${id}/live`)).body
const soon = { timeout: 20_000 }
const isLive = (id: string, members: number) =>
  expect.poll(() => live(id), soon).toMatchObject({ state: "live", members })

/** What endpoints were told of a segment: who entered and who left. */
const told = async (segmentId: string) =>
  (
    await platform.db.statement(
      sql<{ kind: string; contact_id: string }>`SELECT kind, contact_id FROM webhook_events
        WHERE data ->> 'segment_id' = ${segmentId} ORDER BY id`,
    )
  ).map(({ kind, contact_id }) => [kind, contact_id])

let segments = 0
const newSegment = async (filter: object, more: object = {}) =>
  (await ask("POST", "/segments", { name: `Live ${segments++}`, filter, ...more })).body
const bought = { on: "event", name: "bought", op: "did", within: { from: { ago: 7, unit: "days" } } }

beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api,apply,background" } })
  server = await startServer(platform)
  ana = (await ask("POST", "/contacts", { external_id: "ana", attributes: { plan: "gold" } })).body.id
  ben = (await ask("POST", "/contacts", { external_id: "ben", attributes: { plan: "free" } })).body.id
  await does(ana, "bought")
  // Of what happens to contacts of live segments; nobody listens there.
  await platform.db.system((tx) =>
    sql`INSERT INTO webhook_endpoints (workspace_id, url, kinds, sealed_secret, created_at)
      VALUES (${platform.workspaceId}, 'https://example.com', ARRAY['segment_entered', 'segment_left'], '', ${clock.now()})`.execute(
      tx,
    ),
  )
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

describe("a live segment", () => {
  it("has who matches already, who does not enter it, and tells who enters and leaves", async () => {
    const { id } = await newSegment(bought, { is_live: true })
    await isLive(id, 1)
    await does(ben, "bought")
    await isLive(id, 2)
    await expect.poll(() => told(id), soon).toEqual([["segment_entered", ben]])
    // Not one millisecond earlier.
    clock.advance(7 * 86_400_000)
    await does(ben, "looked")
    await isLive(id, 2)
    clock.advance(1)
    await isLive(id, 0)
    await expect
      .poll(async () => (await told(id)).slice(1).toSorted(), soon)
      .toEqual(
        [
          ["segment_left", ana],
          ["segment_left", ben],
        ].toSorted(),
      )
  })

  it("follows attributes, and is judged again when its conditions change, which is no news of anybody", async () => {
    const gold = { on: "attribute", name: "plan", op: "equals", value: "gold" }
    const made = await newSegment(gold, { is_live: true })
    await isLive(made.id, 1)
    await ask("PATCH", `/contacts/${ben}`, { attributes: { plan: "gold" } })
    await isLive(made.id, 2)
    await expect.poll(() => told(made.id), soon).toEqual([["segment_entered", ben]])
    const free = { ...gold, value: "free" }
    await ask("PATCH", `/segments/${made.id}`, { filter: free, revision: made.revision })
    await isLive(made.id, 0)
    await ask("PATCH", `/contacts/${ana}`, { attributes: { plan: "free" } })
    await isLive(made.id, 1)
    await expect
      .poll(() => told(made.id), soon)
      .toEqual([
        ["segment_entered", ben],
        ["segment_entered", ana],
      ])
  })

  it("is left by those whose events go with the import that recorded them", async () => {
    const visited = { ...bought, name: "visited", within: { from: { ago: 30, unit: "days" } } }
    await does(ben, "visited")
    const { id } = await newSegment(visited, { is_live: true })
    await isLive(id, 1)
    const { body: made } = await ask("POST", "/imports", { file_name: "visits.csv", kind: "events" })
    const path = `/imports/${made.id}`
    await fetch(`${server.url}/v1${path}/file`, {
      method: "PUT",
      headers: { authorization: `Bearer ${platform.apiKey}`, "content-type": "text/csv" },
      body: "external_id,event_name,event_at\nana,visited,2026-11-20\n",
    })
    await isLive(id, 2)
    await expect.poll(async () => (await ask("GET", path)).body.state, soon).toBe("completed")
    await ask("POST", `${path}/undo`)
    await isLive(id, 1)
    await expect
      .poll(() => told(id), soon)
      .toEqual([
        ["segment_entered", ana],
        ["segment_left", ana],
      ])
  })

  it("is judged again when a segment that it names changes", async () => {
    const inner = await newSegment({ on: "contact", field: "external_id", op: "equals", value: "ana" })
    const { id } = await newSegment({ on: "segment", op: "in", segment_id: inner.id }, { is_live: true })
    await isLive(id, 1)
    const filter = { on: "contact", field: "external_id", op: "exists" }
    await ask("PATCH", `/segments/${inner.id}`, { filter, revision: inner.revision })
    await isLive(id, 2)
  })

  it("follows lists", async () => {
    const list = (await ask("POST", "/lists", { name: "VIP" })).body.id
    const { id } = await newSegment({ on: "list", op: "in", list_id: list }, { is_live: true })
    await isLive(id, 0)
    await ask("POST", `/lists/${list}/members`, { add: { ids: [ana] } })
    await isLive(id, 1)
  })

  it("is live no more once that is turned off, and when it is archived", async () => {
    const first = await newSegment({ all: [] }, { is_live: true })
    await isLive(first.id, 2)
    await ask("PATCH", `/segments/${first.id}`, { is_live: false, revision: first.revision })
    expect(await live(first.id)).toEqual({ state: "off", since: null, members: null, drives: [] })
    const second = await newSegment({ all: [] }, { is_live: true })
    await ask("PATCH", `/segments/${second.id}`, { archived: true, revision: second.revision })
    expect(await live(second.id)).toMatchObject({ state: "off" })
  })

  it("that is live no more leaves nothing that would be due again and again", async () => {
    const kept = await newSegment({ all: [] }, { is_live: true })
    const newest = await newSegment(bought, { is_live: true })
    await does(ana, "bought")
    await isLive(newest.id, 1)
    await ask("PATCH", `/segments/${newest.id}`, { is_live: false, revision: newest.revision })
    clock.advance(8 * 86_400_000)
    const due = () => platform.db.statement(sql`SELECT FROM live_memberships WHERE due_at <= ${clock.now()}`)
    await expect.poll(due, soon).toEqual([])
    await isLive(kept.id, 2)
  })

  it("loses a contact who is deleted, without a word", async () => {
    const { id } = await newSegment({ all: [] }, { is_live: true })
    const cara = (await ask("POST", "/contacts", { external_id: "cara" })).body.id
    await isLive(id, 3)
    await ask("DELETE", `/contacts/${cara}`)
    await isLive(id, 2)
    await expect
      .poll(async () => (await told(id)).filter(([kind]) => kind === "segment_left"), soon)
      .toEqual([])
  })
})
