import type { Occurrence } from "@parley/model"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { unpack } from "../../platform/log/packing.ts"
import { testPlatform } from "../../testing/platform.ts"
import { contactTopic } from "../record.ts"
import type { GivenEvent } from "./given-event.ts"
import { recordEvents } from "./record-events.ts"

const now = new Date("2026-11-22T12:00:00Z")
let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform({ clock: steppedClock(now) })
})
afterEach(() =>
  platform.db.system(async (tx) => {
    for (const table of ["events", "event_keys", "contact_events", "contact_event_days", "products"])
      await sql`DELETE FROM ${sql.table(table)}`.execute(tx)
    await sql`DELETE FROM log_entries`.execute(tx)
  }),
)
afterAll(() => platform.close())

const ana = "0199d1de-0000-7000-8000-00000000000a"
const ben = "0199d1de-0000-7000-8000-00000000000b"
const within = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const tell = (events: GivenEvent[], at = now) =>
  within((tx) => recordEvents(tx, { workspaceId: platform.workspaceId, now: at }, events))
const event = (name: string, more: Partial<GivenEvent & { kind: "event" }> = {}): GivenEvent => ({
  kind: "event",
  contactId: ana,
  name,
  at: now,
  ...more,
})
const totals = () =>
  within(async (tx) => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT kind, name, contact_id, count, total, first_at, last_at
      FROM contact_events c JOIN event_names n ON n.id = c.name_id ORDER BY contact_id, kind, name`.execute(
      tx,
    )
    return rows
  })
const days = () =>
  within(async (tx) => {
    const { rows } = await sql<{ day: string; count: number }>`
      SELECT day::text, sum(count)::integer AS count FROM contact_event_days GROUP BY day ORDER BY day`.execute(
      tx,
    )
    return rows.map(({ day, count }) => [day, count])
  })
const kept = () => within((tx) => tx.selectFrom("events").selectAll().orderBy("at").execute())
async function occurrences(): Promise<Occurrence[]> {
  const entries = await platform.db.statement(
    sql<{
      payload: Buffer
    }>`SELECT payload FROM log_entries WHERE topic = ${contactTopic.name} ORDER BY position`,
  )
  return entries.flatMap(({ payload }): Occurrence[] => JSON.parse(unpack(payload)))
}

it("nothing is worth more than all the sums of it can hold, and what else came with it is recorded", async () => {
  const huge = { kind: "purchase", contactId: ana, at: now, productId: "p", currency: "EUR" } as const
  const order = { currency: "EUR", products: [], source: "web", order_id: "1", total_value: 1e300 }
  const { recorded, errors } = await tell([
    event("visited"),
    { ...huge, price: 1e308, quantity: 100 },
    event("scored", { value: -1e308 }),
    event("ecommerce.order_placed", { properties: order }),
  ])
  expect(recorded).toBe(1)
  expect(errors.map(({ index, code, field }) => [index, code, field])).toEqual([
    [1, "price_invalid", "price"],
    [2, "event_value_invalid", "value"],
    [3, "ecommerce_invalid", "properties.total_value"],
  ])
})

describe("an event", () => {
  it("is kept with its properties, counted for its contact and its day, and told of", async () => {
    const at = new Date("2026-11-20T23:59:59Z")
    expect(await tell([event("signed_up", { at, value: 2.5, properties: { plan: "gold" } })])).toEqual({
      recorded: 1,
      repeated: 0,
      errors: [],
    })
    expect(await kept()).toEqual([
      expect.objectContaining({ contact_id: ana, at, value: 2.5, properties: { plan: "gold" } }),
    ])
    expect(await totals()).toEqual([
      { kind: "event", name: "signed_up", contact_id: ana, count: 1, total: 2.5, first_at: at, last_at: at },
    ])
    expect(await days()).toEqual([["2026-11-20", 1]])
    expect(await occurrences()).toEqual([
      {
        kind: "custom_event",
        workspace_id: platform.workspaceId,
        contact_id: ana,
        at: now.toISOString(),
        event_id: expect.any(String),
        name: "signed_up",
        happened_at: at.toISOString(),
        value: 2.5,
        properties: { plan: "gold" },
      },
    ])
  })

  it("adds to what was counted before, in a batch and over batches, whatever their order", async () => {
    const early = new Date("2024-02-29T10:00:00Z")
    await tell([event("opened"), event("opened"), event("opened", { contactId: ben })])
    await tell([event("opened", { at: early }), event("closed")])
    expect(await totals()).toMatchObject([
      { name: "closed", contact_id: ana, count: 1 },
      { name: "opened", contact_id: ana, count: 3, first_at: early, last_at: now },
      { name: "opened", contact_id: ben, count: 1 },
    ])
    expect(await days()).toEqual([
      ["2024-02-29", 1],
      ["2026-11-22", 4],
    ])
  })

  it("of long ago is kept like one of today", async () => {
    await tell([event("born", { at: new Date("2001-01-01T00:00:00Z") })])
    expect(await kept()).toHaveLength(1)
  })

  it("of the next hours counts as now, as clocks differ", async () => {
    await tell([event("early", { at: new Date("2026-11-23T11:00:00Z") })])
    expect((await kept()).map(({ at }) => at)).toEqual([now])
  })
})

describe("a key", () => {
  it("makes an event count once, in one batch and in later ones", async () => {
    const first = await tell([event("paid", { key: "k-1" }), event("paid", { key: "k-1" }), event("paid")])
    expect(first).toEqual({ recorded: 2, repeated: 1, errors: [] })
    const second = await tell([event("paid", { key: "k-1" }), event("paid", { key: "k-2" })])
    expect(second).toEqual({ recorded: 1, repeated: 1, errors: [] })
    expect(await totals()).toMatchObject([{ name: "paid", count: 3 }])
    expect(await occurrences()).toHaveLength(3)
  })

  it("is of its workspace, and another transaction with the same waits for the first", async () => {
    const both = await Promise.all([
      tell([event("paid", { key: "k-3" })]),
      tell([event("paid", { key: "k-3" })]),
    ])
    expect(both.map(({ recorded }) => recorded).toSorted()).toEqual([0, 1])
  })
})

describe("a purchase", () => {
  const bought: GivenEvent = {
    kind: "purchase",
    contactId: ana,
    at: now,
    productId: "backpack",
    currency: "EUR",
    price: 12.5,
    quantity: 2,
    properties: { color: "red" },
  }

  it("is worth price times quantity, and names its product", async () => {
    await tell([bought])
    expect(await totals()).toMatchObject([{ kind: "purchase", name: "purchase", count: 1, total: 25 }])
    expect(await kept()).toMatchObject([
      {
        value: 25,
        properties: { color: "red", product_id: "backpack", currency: "EUR", price: 12.5, quantity: 2 },
      },
    ])
    expect(await occurrences()).toMatchObject([
      { kind: "purchase", product_id: "backpack", quantity: 2, price: 12.5, properties: { color: "red" } },
    ])
    expect(await within((tx) => tx.selectFrom("products").select("product_id").execute())).toEqual([
      { product_id: "backpack" },
    ])
  })

  it.each([
    ["without a currency that there is", { currency: "Euro" }, "currency_invalid"],
    ["of a price that is no number", { price: Number.NaN }, "price_invalid"],
    ["of half a thing", { quantity: 0.5 }, "quantity_invalid"],
    ["of more than a hundred", { quantity: 101 }, "quantity_invalid"],
    ["of nothing", { productId: "" }, "product_invalid"],
    ["with a reserved property", { properties: { price: 1 } }, "event_properties_invalid"],
  ])("%s is refused", async (_, wrong, code) => {
    expect(await tell([{ ...bought, ...wrong }])).toMatchObject({ recorded: 0, errors: [{ index: 0, code }] })
  })
})

describe("what is wrong is reported with its event, and the rest is recorded", () => {
  it.each([
    ["more than a day ahead", event("a", { at: new Date("2026-11-23T12:00:01Z") }), "event_in_future"],
    ["without a time", event("a", { at: new Date("soon") }), "event_time_invalid"],
    ["without a name", event(""), "event_name_invalid"],
    ["with $ in front", event("$set"), "event_name_invalid"],
    ["with a name too long", event("a".repeat(256)), "event_name_invalid"],
    ["with a reserved property", event("a", { properties: { time: 1 } }), "event_properties_invalid"],
    ["with $ before a property", event("a", { properties: { $a: 1 } }), "event_properties_invalid"],
    ["with 100 KB", event("a", { properties: { a: "ü".repeat(60_000) } }), "event_properties_too_large"],
    ["with an empty key", event("a", { key: "" }), "event_key_invalid"],
    [
      "with a value that is no number",
      event("a", { value: Number.POSITIVE_INFINITY }),
      "event_value_invalid",
    ],
  ])("%s", async (_, wrong, code) => {
    expect(await tell([event("good"), wrong, event("good")])).toEqual({
      recorded: 2,
      repeated: 0,
      errors: [expect.objectContaining({ index: 1, code })],
    })
  })

  it("what PostgreSQL cannot keep is replaced", async () => {
    await tell([event("a\0b", { properties: { text: "a\0b" } })])
    expect(await totals()).toMatchObject([{ name: "a\ufffdb" }])
    expect(await kept()).toMatchObject([{ properties: { text: "a\ufffdb" } }])
  })
})

describe("the catalogue", () => {
  it("learns of new names, and of the last day they were used", async () => {
    await tell([event("catalogued")])
    const later = new Date("2026-11-25T00:00:00Z")
    await tell([event("catalogued")], later)
    const names = await within((tx) =>
      sql`SELECT kind, name, created_at, last_used_on::text FROM event_names WHERE name = 'catalogued'`.execute(
        tx,
      ),
    )
    expect(names.rows).toEqual([
      { kind: "event", name: "catalogued", created_at: now, last_used_on: "2026-11-25" },
    ])
  })

  it("takes many writers of new names at once", async () => {
    const names = Array.from({ length: 20 }, (_, n) => `new-${n}`)
    const writers = Array.from({ length: 8 }, (_, n) =>
      tell((n % 2 ? names : names.toReversed()).map((name) => event(name))),
    )
    const results = await Promise.all(writers)
    expect(results.map(({ recorded }) => recorded)).toEqual(writers.map(() => 20))
    expect((await totals()).map(({ count }) => count)).toEqual(names.map(() => 8))
  })
})

it("a name that the catalogue has no room for is reported with its event; those that are known, and purchases, are recorded", async () => {
  await tell([event("known")])
  await within((tx) =>
    sql`INSERT INTO event_names (workspace_id, kind, name, created_at)
      SELECT ${platform.workspaceId}, 'event', 'filler ' || n, ${now}
      FROM generate_series(1, 9999 - (SELECT count(*) FROM event_names WHERE kind = 'event')) AS n`.execute(
      tx,
    ),
  )
  const purchase: GivenEvent = {
    kind: "purchase",
    contactId: ana,
    productId: "p",
    currency: "EUR",
    price: 1,
    at: now,
  }
  const told = await tell([event("last of all"), event("too many"), event("known"), purchase])
  expect(told).toMatchObject({
    recorded: 3,
    errors: [
      { index: 1, code: "event_name_invalid", field: "name", message: expect.stringContaining("10,000") },
    ],
  })
  await within((tx) => sql`DELETE FROM event_names WHERE name LIKE 'filler %'`.execute(tx))
})
