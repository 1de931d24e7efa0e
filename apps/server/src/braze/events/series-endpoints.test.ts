import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { recordEvents } from "../../events/index.ts"
import { steppedClock } from "../../platform/clock.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:30:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>

beforeAll(async () => {
  api = await startBraze({ clock })
  const { workspaceId, db } = api.platform
  const now = clock.now()
  await db.workspace(workspaceId, async (tx) => {
    const of = { workspace_id: workspaceId, external_id: "ana", created_at: now, updated_at: now }
    const contact = tx.insertInto("contacts").values(of).returning("id")
    const { id: contactId } = await contact.executeTakeFirstOrThrow()
    const event = (name: string, at: string) =>
      ({ kind: "event", contactId, name, at: new Date(at) }) as const
    const purchase = (productId: string, price: number, quantity: number, at: string) =>
      ({
        kind: "purchase",
        contactId,
        productId,
        currency: "EUR",
        price,
        quantity,
        at: new Date(at),
      }) as const
    await recordEvents(tx, { workspaceId, now }, [
      event("opened", "2026-11-22T10:10:00Z"),
      event("opened", "2026-11-22T10:50:00Z"),
      event("opened", "2026-11-20T23:59:59Z"),
      event("closed", "2026-11-22T10:10:00Z"),
      purchase("hat", 10, 2, "2026-11-21T10:00:00Z"),
      purchase("bag", 5.5, 1, "2026-11-21T11:00:00Z"),
    ])
  })
})
afterAll(() => api.close())

describe("names", () => {
  it("of events and products are listed by the alphabet, in pages", async () => {
    expect((await api.ask("/events/list")).body).toEqual({ events: ["closed", "opened"], message: "success" })
    expect((await api.ask("/events/list?page=1")).body).toEqual({ events: [], message: "success" })
    expect((await api.ask("/purchases/product_list")).body).toEqual({
      products: ["bag", "hat"],
      message: "success",
    })
    expect((await api.ask("/events/list?page=x")).status).toBe(400)
  })

  it("are those of one's own workspace", async () => {
    const { key } = await api.otherWorkspace()
    expect((await api.ask("/events/list", undefined, { key })).body.events).toEqual([])
    const series = await api.ask("/events/data_series?event=opened&length=1", undefined, { key })
    expect(series.body.data).toEqual([{ time: "2026-11-22", count: 0 }])
  })
})

describe("a series", () => {
  const series = async (path: string) => (await api.ask(path)).body.data

  it("has a day each, today the last one", async () => {
    expect(await series("/events/data_series?event=opened&length=3")).toEqual([
      { time: "2026-11-20", count: 1 },
      { time: "2026-11-21", count: 0 },
      { time: "2026-11-22", count: 2 },
    ])
  })

  it("has an hour each where it is asked for, up to a time with an offset", async () => {
    const ending = encodeURIComponent("2026-11-22T12:00:00+01:00")
    const expected = [
      { time: "2026-11-22T10:00:00+00:00", count: 2 },
      { time: "2026-11-22T11:00:00+00:00", count: 0 },
    ]
    for (const end of [ending, "2026-11-22T12:00:00+01:00"])
      expect(await series(`/events/data_series?event=opened&length=2&unit=hour&ending_at=${end}`)).toEqual(
        expected,
      )
  })

  it("of purchases adds up what was bought and what it cost, of one product or all", async () => {
    expect(await series("/purchases/quantity_series?length=2")).toEqual([
      { time: "2026-11-21", purchase_quantity: 3 },
      { time: "2026-11-22", purchase_quantity: 0 },
    ])
    expect((await series("/purchases/revenue_series?length=2"))[0]).toEqual({
      time: "2026-11-21",
      revenue: 25.5,
    })
    expect((await series("/purchases/revenue_series?length=2&product=hat"))[0].revenue).toBe(20)
    expect((await series("/purchases/quantity_series?length=2&product=none"))[0].purchase_quantity).toBe(0)
  })

  it.each(["", "&length=0", "&length=101", "&length=x", "&length=1&unit=week", "&length=1&ending_at=soon"])(
    "is refused for %j",
    async (query) => {
      expect(await api.ask(`/events/data_series?event=opened${query}`)).toMatchObject({
        status: 400,
        body: { message: expect.any(String) },
      })
    },
  )
})

describe("an exported user", () => {
  it("has what is known of them, and nothing else", async () => {
    const { body, status } = await api.ask("/users/export/ids", { external_ids: ["ana", "stranger"] })
    expect(status).toBe(201)
    expect(body).toEqual({
      users: [
        {
          created_at: "2026-11-22 12:30:00.000 UTC",
          braze_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          random_bucket: expect.any(Number),
          external_id: "ana",
          custom_events: [
            { name: "closed", first: "2026-11-22T10:10:00.000Z", last: "2026-11-22T10:10:00.000Z", count: 1 },
            { name: "opened", first: "2026-11-20T23:59:59.000Z", last: "2026-11-22T10:50:00.000Z", count: 3 },
          ],
          purchases: [
            { name: "bag", first: "2026-11-21T11:00:00.000Z", last: "2026-11-21T11:00:00.000Z", count: 1 },
            { name: "hat", first: "2026-11-21T10:00:00.000Z", last: "2026-11-21T10:00:00.000Z", count: 2 },
          ],
          total_revenue: 25.5,
        },
      ],
      invalid_user_ids: ["stranger"],
      message: "success",
    })
  })

  it("has the fields that are asked for", async () => {
    const fields_to_export = ["external_id", "total_revenue", "email", "devices"]
    const { body } = await api.ask("/users/export/ids", { external_ids: ["ana"], fields_to_export })
    expect(body.users).toEqual([{ external_id: "ana", total_revenue: 25.5 }])
  })

  it("is one of 50 at most, and one at least", async () => {
    const ids = Array.from({ length: 51 }, (_, n) => `n${n}`)
    for (const body of [
      {},
      { external_ids: ids },
      { external_ids: ids.slice(0, 30), user_aliases: ids.slice(0, 30) },
    ])
      expect((await api.ask("/users/export/ids", body)).status).toBe(400)
  })
})
