import { afterAll, beforeAll, expect, it } from "vitest"
import { steppedClock } from "../../../platform/clock.ts"
import { sql, type Tx } from "../../../platform/database/index.ts"
import { testPlatform } from "../../../testing/platform.ts"
import { applyTrack, readAll } from "./apply-track.ts"
import { readObjects } from "./read-objects.ts"
import { trackTogether } from "./track-together.ts"

const now = new Date("2026-11-22T12:00:00Z")
let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform({ clock: steppedClock(now) })
})
afterAll(() => platform.close())

const time = "2026-11-20T10:00:00Z"
const most = { ofEach: 100, inAll: 1000, ofOneUser: 1000 }
const read = (input: Record<string, unknown>) => readAll(readObjects({ input, isBroken: false }, most), now)
const writer = () => ({
  workspaceId: platform.workspaceId,
  actor: "api_key:00000000-0000-4000-8000-000000000000",
  now,
  maySubscribe: true,
  rooms: platform.rooms,
})
const within = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const together = (...inputs: Record<string, unknown>[]) =>
  Promise.allSettled(inputs.map((input) => trackTogether(platform, read(input), writer())))

/** Everything that can be said, of so many people. */
const saidOf = (people: number, prefix: string) => {
  const each = (object: object) =>
    Array.from({ length: people }, (_, n) => ({ external_id: `${prefix}-${n}`, ...object }))
  return {
    attributes: each({ first_name: prefix, plan: "gold", visits: { inc: 1 } }),
    events: each({ name: "opened", time, properties: { page: "/" } }),
    purchases: each({ product_id: "hat", currency: "EUR", price: 5, time }),
  }
}

async function statementsOf(...inputs: Record<string, unknown>[]): Promise<number> {
  let count = 0
  await within((tx) =>
    applyTrack(
      tx.withPlugin({
        transformQuery({ node }) {
          count += 1
          return node
        },
        transformResult: async ({ result }) => result,
      }),
      inputs.map(read),
      writer(),
    ),
  )
  return count
}

it("takes as many statements for 75 objects of each kind as for one, of new people and of known ones", async () => {
  await together(saidOf(1, "catalogue"))
  const ofNew = [await statementsOf(saidOf(1, "one")), await statementsOf(saidOf(75, "many"))]
  expect(ofNew[1]).toBe(ofNew[0])
  const ofKnown = [await statementsOf(saidOf(1, "one")), await statementsOf(saidOf(45, "many"))]
  expect(ofKnown[1]).toBe(ofKnown[0])
  const ofSeveral = await statementsOf(...[0, 1, 2, 3].map((n) => saidOf(10, `several-${n}`)))
  expect(ofSeveral).toBe(ofNew[0])
})

it("does what comes at once in one transaction, each request answered for itself", async () => {
  const event = (external_id: string, more: object = {}) => ({ external_id, name: "joined", time, ...more })
  const outcomes = await together(
    { events: [event("a")] },
    { events: [event("b"), event("b", { name: "ecommerce.order_placed" }), event("a")] },
    { attributes: [{ external_id: "c", size: 5 }], events: [event("c")] },
    { attributes: [{ external_id: "d" }, { external_id: "d", size: "large" }] },
  )
  expect(outcomes).toMatchObject([
    { value: { processed: { attributes: 0, events: 1, purchases: 0 }, errors: [] } },
    {
      value: {
        processed: { events: 2 },
        errors: [{ input_array: "events", index: 1 }],
      },
    },
    { value: { processed: { attributes: 1, events: 1 }, errors: [] } },
    { value: { processed: { attributes: 2 }, errors: [{ input_array: "attributes", index: 1 }] } },
  ])
  const { rows } = await within((tx) =>
    sql<{ events: number; transactions: number }>`
      SELECT count(*) AS events, count(DISTINCT e.xmin::text) AS transactions
      FROM events AS e JOIN event_names AS n ON n.id = e.name_id WHERE n.name = 'joined'`.execute(tx),
  )
  expect(rows).toEqual([{ events: 4, transactions: 1 }])
})

it("does each on its own where one of them cannot be done, and nothing of that one", async () => {
  const event = (external_id: string, name: string) => ({ events: [{ external_id, name, time }] })
  const outcomes = await together(
    event("before", "apart"),
    event("nobody", "ecommerce.order_placed"),
    event("after", "apart"),
  )
  expect(outcomes).toMatchObject([
    { value: { processed: { events: 1 } } },
    { reason: { status: 400, errors: [{ input_array: "events", index: 0 }] } },
    { value: { processed: { events: 1 } } },
  ])
  const { rows } = await within((tx) =>
    sql<{ external_id: string; count: number }>`
      SELECT c.external_id, e.count FROM contacts AS c LEFT JOIN contact_events AS e ON e.contact_id = c.id
      WHERE c.external_id IN ('before', 'nobody', 'after') ORDER BY c.created_at, c.id`.execute(tx),
  )
  expect(rows).toEqual([
    { external_id: "before", count: 1 },
    { external_id: "after", count: 1 },
  ])
})
