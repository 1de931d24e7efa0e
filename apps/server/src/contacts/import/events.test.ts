import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())

let block = 0
const newBlock = () => {
  block += 1
  return (n: number) => `+4915${700_000_000 + block * 10_000 + n}`
}

const tell = (text: string, more: Record<string, unknown> = {}) =>
  api.importFile(text, { kind: "events", subscription_group_id: null, ...more })

async function eventsOf(phone: string) {
  const { body: found } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone)}`)
  const { body } = await api.ask("GET", `contacts/${found.data[0].id}/events`)
  return body.data
}

describe("a file of events", () => {
  it("is recorded of the people it names, and those who are new become contacts", async () => {
    const phone = newBlock()
    await api.ask("POST", "contacts", { external_id: "ev-1", phone: phone(1) })
    const { body, id } = await tell(
      "Customer ID;Telefon;Event;Datum;Value;Category;Weight\n" +
        `ev-1;;store_visited;15.04.2026 09:30;12,50;coffee;1.50\n` +
        `;${phone(2)};store_visited;16.04.2026;;tea;2.00\n` +
        `;${phone(2)};store_left;16.04.2026 10:00;;;\n` +
        `;;store_left;16.04.2026 10:00;;;\n` +
        `ev-1;;store_left;sometime;;;\n` +
        `ev-1;;;16.04.2026 10:00;;;\n` +
        `ev-1;;store_left;16.04.2027 10:00;;;\n`,
    )
    expect(body).toMatchObject({
      kind: "events",
      rows_read: 7,
      rows_created: 1,
      rows_updated: 2,
      rows_unchanged: 0,
      rows_refused: 4,
      events_recorded: 3,
    })
    expect(await api.refused(id)).toEqual([
      [5, "phone_missing"],
      [6, "event_time_unreadable"],
      [7, "event_name_missing"],
      [8, "event_in_future"],
    ])
    expect(await eventsOf(phone(1))).toMatchObject([
      {
        kind: "event",
        name: "store_visited",
        at: "2026-04-15T09:30:00.000Z",
        value: 12.5,
        properties: { category: "coffee", weight: 1.5 },
      },
    ])
    expect(await eventsOf(phone(2))).toHaveLength(2)
  })

  it("counts once when it comes again, and rows that tell the same count once", async () => {
    const phone = newBlock()
    const text = `phone,event_name,event_at\n${phone(1)},seen,2026-04-15 09:30\n${phone(1)},seen,2026-04-15 09:30\n`
    expect((await tell(text)).body).toMatchObject({ rows_created: 1, rows_unchanged: 1, events_recorded: 1 })
    expect((await tell(text)).body).toMatchObject({ rows_unchanged: 2, events_recorded: 0 })
    const keyed = `phone,event_name,event_at,event_key\n${phone(1)},seen,2026-04-15,a\n${phone(1)},seen,2026-04-15,b\n`
    expect((await tell(keyed)).body).toMatchObject({ rows_updated: 2, events_recorded: 2 })
  })

  it("of products that were bought is purchases, as an order of a shop has them", async () => {
    const phone = newBlock()
    const { body, id } = await tell(
      "Name,Email,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Phone\n" +
        `#1001,ana@example.com,2026-04-15 09:30:00 +0200,eur,49.80,2,Coffee,19.90,sku-1,'${phone(1)}\n` +
        `#1001,ana@example.com,2026-04-15 09:30:00 +0200,EUR,,1,Cup,10.00,sku-2,'${phone(1)}\n` +
        `#1002,bo@example.com,2026-04-15 09:30:00 +0200,EURO,5.00,1,Cup,10.00,sku-2,'${phone(1)}\n` +
        `#1003,bo@example.com,2026-04-15 09:30:00 +0200,EUR,5.00,1,Cup,free,sku-2,'${phone(1)}\n`,
    )
    expect(body).toMatchObject({ rows_created: 1, rows_updated: 1, rows_refused: 2, events_recorded: 2 })
    expect(await api.refused(id)).toEqual([
      [4, "currency_invalid"],
      [5, "price_invalid"],
    ])
    const events = await eventsOf(phone(1))
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "purchase",
        at: "2026-04-15T07:30:00.000Z",
        value: 39.8,
        properties: {
          product_id: "sku-1",
          currency: "EUR",
          price: 19.9,
          quantity: 2,
          name: "#1001",
          email: "ana@example.com",
          lineitem_name: "Coffee",
          total: 49.8,
        },
      }),
    )
  })

  it("names one new person by phone in one row and by phone and external id in another", async () => {
    const phone = newBlock()
    const { body, id } = await tell(
      `phone,external_id,event_name,event_at\n${phone(1)},,seen,2026-04-15\n${phone(1)},ev-9,seen,2026-04-16\n` +
        `,ev-9,seen,2026-04-17\n${phone(1)},ev-10,seen,2026-04-18\n`,
    )
    expect(body).toMatchObject({ rows_created: 1, rows_updated: 2, rows_refused: 1 })
    expect(await api.refused(id)).toEqual([[5, "identity_conflict"]])
    const { body: found } = await api.ask("GET", "contacts?external_id=ev-9")
    expect(found.data).toMatchObject([{ phone: phone(1) }])
  })

  it("names one new person by the number in two forms", async () => {
    const { body } = await tell(
      "phone,event_name,event_at\n+5491155557777,seen,2026-04-15\n+541155557777,seen,2026-04-16\n",
    )
    expect(body).toMatchObject({ rows_created: 1, rows_updated: 1, events_recorded: 2 })
    expect(await eventsOf("+5491155557777")).toHaveLength(2)
  })

  it("is looked at before it starts, with an event for rows that name none, and tried", async () => {
    const phone = newBlock()
    const created = await api.ask("POST", "imports", {
      file_name: "visits.csv",
      kind: "events",
      starts_itself: false,
    })
    const path = `imports/${created.body.id}`
    await api.upload(
      created.body.id,
      `phone,time,shop\n${phone(1)},2026-04-15 09:30,Lima\nnobody,2026-04-15,Lima\n`,
    )
    const { body: preview } = await api.ask("POST", `${path}/preview`, { event_name: "visited" })
    expect(preview).toMatchObject({
      columns: [
        { name: "phone", kind: "field", target: "phone" },
        { name: "time", kind: "field", target: "event_at", examples: ["2026-04-15T09:30:00.000Z"] },
        { name: "shop", kind: "property", target: "properties.shop", type: "text", examples: ["Lima"] },
      ],
      rows_refused: 1,
      rows_of_events: 1,
      rows_of_purchases: 0,
      perhaps_consent: [],
    })
    expect((await api.ask("POST", `${path}/preview`, {})).body.rows_refused).toBe(2)
    await api.ask("POST", `${path}/start`, { event_name: "visited", dry_run: true })
    await vi.waitFor(async () => expect((await api.ask("GET", path)).body.state).toBe("ready"), {
      timeout: 15_000,
    })
    const { body: none } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(1))}`)
    expect(none.data).toEqual([])
    await api.ask("POST", `${path}/start`, { event_name: "visited" })
    expect(await api.ended(created.body.id)).toMatchObject({ kind: "events", events_recorded: 1 })
    expect(await eventsOf(phone(1))).toMatchObject([{ name: "visited", properties: { shop: "Lima" } }])
  })

  it("may be JSON lines, whose properties are within an object of their own", async () => {
    const phone = newBlock()
    const { body } = await tell(
      `${JSON.stringify({
        phone: phone(1),
        event_name: "rated",
        event_at: "2026-04-15T09:30:00Z",
        properties: { stars: 5, Tags: ["a"], shop: { city: "Lima" } },
      })}\n`,
    )
    expect(body).toMatchObject({ format: "jsonl", events_recorded: 1 })
    expect(await eventsOf(phone(1))).toMatchObject([
      { properties: { stars: 5, tags: ["a"], shop: { city: "Lima" } } },
    ])
  })

  it("has a sample that is imported as it is", async () => {
    const { text } = await api.ask("GET", "imports/sample.csv?kind=events")
    expect((await tell(text)).body).toMatchObject({ rows_refused: 0, events_recorded: 3 })
  })
})

describe("the people of a file", () => {
  it("get tags and come on lists, those who were there before as well", async () => {
    const phone = newBlock()
    await api.ask("POST", "contacts", { phone: phone(1) })
    const { body: tag } = await api.ask("POST", "contact-tags", { name: "Fair 2026" })
    const { body: list } = await api.ask("POST", "lists", { name: "Fair" })
    const targets = { tag_ids: [tag.id], list_ids: [list.id] }
    await api.importFile(`phone\n${phone(1)}\n${phone(2)}\nnobody\n`, targets)
    await tell(`phone,event_name,event_at\n${phone(3)},seen,2026-04-15\n`, targets)
    const { body: tagged } = await api.ask("GET", `contacts?tag_id=${tag.id}`)
    expect(tagged.data.map((one: { phone: string }) => one.phone).toSorted()).toEqual([1, 2, 3].map(phone))
    expect((await api.ask("GET", `lists/${list.id}`)).body.members).toBe(3)
  })

  it("are imported without a tag that was deleted meanwhile; one that never was is refused at once", async () => {
    const phone = newBlock()
    const { body: tag } = await api.ask("POST", "contact-tags", { name: "Gone" })
    const { body: created } = await api.ask("POST", "imports", { file_name: "a.csv", tag_ids: [tag.id] })
    await api.ask("DELETE", `contact-tags/${tag.id}`)
    await api.upload(created.id, `phone\n${phone(1)}\n`)
    expect(await api.ended(created.id)).toMatchObject({ state: "completed", rows_created: 1 })
    const { status, body } = await api.ask("POST", "imports", { file_name: "a.csv", tag_ids: [tag.id] })
    expect([status, body.error.code]).toEqual([404, "not_found"])
  })
})

describe("JSON lines", () => {
  it("make attributes known that come up far below", async () => {
    const phone = newBlock()
    // Each in a piece of the file of its own.
    const lines = Array.from({ length: 1_700 }, (_, n) => ({
      phone: phone(n),
      first_name: "Ana ".repeat(20),
      ...(n === 1_100 && { late_points: 7 }),
      ...(n === 1_660 && { late_points: "many" }),
    }))
    const { body } = await api.importFile(lines.map((line) => JSON.stringify(line)).join("\n"))
    expect(body).toMatchObject({ rows_created: 1_700, cells_dropped: 1 })
    expect(body.columns).toEqual(["phone", "first_name", "late_points"])
    const { body: known } = await api.ask("GET", "attribute-definitions?search=late_points")
    expect(known.data).toMatchObject([{ name: "late_points", type: "number" }])
  })
})

describe("a dry run", () => {
  it("counts somebody once who is in the file twice, however far apart", async () => {
    const phone = newBlock()
    await api.ask("POST", "contacts", { phone: phone(5_000), external_id: "dry-1" })
    let made = 0
    const others = () => Array.from({ length: 1_100 }, () => `${phone(made++)},,Bo`)
    const rows = [
      `${phone(4_000)},,Ana`,
      `${phone(5_000)},dry-1,Ana`,
      ...others(),
      `${phone(4_000)},,Ana`,
      `${phone(4_000)},,Eva`,
      ...others(),
      `${phone(5_000)},,Eva`,
    ]
    const created = await api.ask("POST", "imports", { file_name: "people.csv", starts_itself: false })
    const { id } = created.body
    await api.upload(id, `phone,external_id,first_name\n${rows.join("\n")}\n`)
    const tried = await (async () => {
      await api.ask("POST", `imports/${id}/start`, { dry_run: true })
      return vi.waitFor(
        async () => {
          const { body } = await api.ask("GET", `imports/${id}`)
          if (body.state !== "ready") throw new Error(`The import is ${body.state}.`)
          return body
        },
        { timeout: 30_000 },
      )
    })()
    await api.ask("POST", `imports/${id}/start`, {})
    const done = await api.ended(id)
    const counts = {
      rows_read: 2_205,
      rows_created: 2_201,
      rows_updated: 1,
      rows_unchanged: 1,
      rows_refused: 2,
    }
    expect(tried).toMatchObject(counts)
    expect(done).toMatchObject(counts)
    const left = await api.platform.db.system((tx) =>
      tx.selectFrom("import_trial_lines").select("line").execute(),
    )
    expect(left).toEqual([])
  })
})

describe("a contact that is deleted while its batch is written", () => {
  it("costs neither the batch nor the import", async () => {
    const phone = newBlock()
    const { body: ana } = await api.ask("POST", "contacts", { phone: phone(1) })
    const held = Promise.withResolvers<void>()
    const deleting = api.platform.db.workspace(api.platform.workspaceId, async (tx) => {
      await tx.deleteFrom("contacts").where("id", "=", ana.id).execute()
      await held.promise
    })
    const imported = api.importFile(`phone,subscription_state\n${phone(1)},yes\n${phone(2)},yes\n`)
    // The batch waits for the row that is being deleted.
    await vi.waitFor(
      async () => {
        const waiting = await api.platform.db.statement(
          sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
        expect(waiting).toHaveLength(1)
      },
      { timeout: 15_000 },
    )
    held.resolve()
    await deleting
    expect((await imported).body).toMatchObject({ state: "completed", rows_read: 2, rows_refused: 0 })
    const { body: found } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(1))}`)
    expect(found.data).toHaveLength(1)
  })
})

describe("undoing a file of events", () => {
  const undone = async (id: string) => {
    await api.ask("POST", `imports/${id}/undo`)
    await vi.waitFor(async () => expect((await api.ask("GET", `imports/${id}`)).body.state).toBe("undone"), {
      timeout: 15_000,
    })
    return (await api.ask("GET", `imports/${id}`)).body
  }
  const rollUpsOf = (phone: string) =>
    api.platform.db.system(async (tx) => {
      const { rows: totals } = await sql`
        SELECT n.name, e.count, e.total, e.first_at, e.last_at FROM contact_events e JOIN event_names n ON n.id = e.name_id
        JOIN contacts c ON c.id = e.contact_id WHERE c.phone = ${phone} ORDER BY n.name`.execute(tx)
      const { rows: days } = await sql`
        SELECT n.name, d.day::text, d.count, d.total FROM contact_event_days d JOIN event_names n ON n.id = d.name_id
        JOIN contacts c ON c.id = d.contact_id WHERE c.phone = ${phone} ORDER BY n.name, d.day`.execute(tx)
      return { totals, days }
    })
  const fileOf = (...rows: string[]) => `phone,event_name,event_at,event_value\n${rows.join("\n")}\n`

  it("takes its events out of counts, sums and days, and leaves all others as they were", async () => {
    const phone = newBlock()
    await tell(fileOf(`${phone(1)},paid,2026-04-15 09:30,0.1`, `${phone(1)},paid,2026-04-15 11:30,0.2`))
    const before = await rollUpsOf(phone(1))
    const events = await eventsOf(phone(1))
    const { id } = await tell(
      fileOf(
        `${phone(1)},paid,2026-04-14 09:30,7`,
        `${phone(1)},paid,2026-04-15 10:30,0.3`,
        `${phone(1)},paid,2026-04-16 09:30,7`,
        `${phone(1)},left,2026-04-16 09:30,7`,
        `${phone(2)},left,2026-04-16 09:30,7`,
      ),
    )
    expect(await rollUpsOf(phone(1))).not.toEqual(before)
    expect(await undone(id)).toMatchObject({
      events_undone: 5,
      rows_created: 1,
      rows_undone: 1,
      rows_kept: 0,
    })
    expect(await rollUpsOf(phone(1))).toEqual(before)
    expect(await eventsOf(phone(1))).toEqual(events)
    expect((await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(2))}`)).body.data).toEqual([])
  })

  it("keeps who was new and has done something else, and counts the file when it comes again", async () => {
    const phone = newBlock()
    const text = fileOf(`${phone(1)},seen,2026-04-15,`, `${phone(2)},seen,2026-04-15,`)
    const { id } = await tell(text)
    await tell(fileOf(`${phone(1)},left,2026-04-16,`))
    expect(await undone(id)).toMatchObject({ events_undone: 2, rows_undone: 1, rows_kept: 1 })
    expect(await eventsOf(phone(1))).toMatchObject([{ name: "left" }])
    expect((await tell(text)).body).toMatchObject({ events_recorded: 2, rows_created: 1, rows_updated: 1 })
  })

  it("goes along where two contacts were one person, and leaves what is known of events that are deleted already", async () => {
    const phone = newBlock()
    const { id } = await tell(
      fileOf(
        `${phone(1)},seen,2026-04-13 10:00,1`,
        `${phone(1)},seen,2026-04-15 10:00,2`,
        `${phone(2)},seen,2026-04-16 10:00,4`,
      ),
    )
    await tell(fileOf(`${phone(1)},seen,2026-04-13 11:00,8`, `${phone(1)},seen,2026-04-15 12:00,16`))
    const idOf = async (n: number) =>
      (await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(n))}`)).body.data[0].id
    await api.ask("POST", "contacts/merge", { from: await idOf(2), into: await idOf(1) })
    await api.platform.db.system((tx) =>
      sql`DELETE FROM events WHERE at < '2026-04-14' AND contact_id IN (SELECT id FROM contacts WHERE phone = ${phone(1)})`.execute(
        tx,
      ),
    )
    expect(await undone(id)).toMatchObject({ events_undone: 2, rows_undone: 0 })
    expect(await rollUpsOf(phone(1))).toEqual({
      totals: [
        {
          name: "seen",
          count: 3,
          total: 25,
          first_at: new Date("2026-04-13T10:00:00Z"),
          last_at: new Date("2026-04-15T12:00:00Z"),
        },
      ],
      days: [
        { name: "seen", day: "2026-04-13", count: 2, total: 9 },
        { name: "seen", day: "2026-04-15", count: 1, total: 16 },
      ],
    })
  })
})
