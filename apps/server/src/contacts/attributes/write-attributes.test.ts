import type { Occurrence } from "@parley/model"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { contactTopic } from "../../events/index.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { unpack } from "../../platform/log/packing.ts"
import { testPlatform } from "../../testing/platform.ts"
import { type AttributeChange, writeAttributes } from "./write-attributes.ts"

const now = new Date("2026-11-22T12:00:00Z")
let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform({ clock: steppedClock(now) })
})
afterAll(() => platform.close())

const within = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
let count = 0
/** A contact with these attributes, in a catalogue that has their types. */
async function contact(attributes: Record<string, unknown> = {}): Promise<string> {
  const { id } = await within((tx) =>
    tx
      .insertInto("contacts")
      .values({
        workspace_id: platform.workspaceId,
        external_id: `c-${++count}`,
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  await change([{ contactId: id, attributes }])
  return id
}
const change = (changes: AttributeChange[], from: "text" | "json" = "json", at = now) =>
  within((tx) => writeAttributes(tx, { workspaceId: platform.workspaceId, now: at, from }, changes))
const valuesOf = (id: string) =>
  within(
    async (tx) =>
      (await tx.selectFrom("contacts").select("attributes").where("id", "=", id).executeTakeFirstOrThrow())
        .attributes,
  )
async function after(before: Record<string, unknown>, ...wanted: Omit<AttributeChange, "contactId">[]) {
  const contactId = await contact(before)
  const { errors } = await change(wanted.map((each) => ({ contactId, ...each })))
  return { values: await valuesOf(contactId), codes: errors.map(({ code }) => code) }
}
const typeOf = (name: string) =>
  within(async (tx) => {
    const { rows } = await sql<{ type: string; day: string }>`
      SELECT type, last_used_on::text AS day FROM attribute_definitions WHERE name = ${name}`.execute(tx)
    return rows[0]
  })

describe("one change of an attribute", () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
    ["sets", {}, { t_plan: "gold" }, { t_plan: "gold" }],
    ["replaces", { t_plan: "gold" }, { t_plan: "silver" }, { t_plan: "silver" }],
    ["removes by null", { t_plan: "gold", t_vip: true }, { t_plan: null }, { t_vip: true }],
    ["increases", { t_points: 3 }, { t_points: { inc: 2 } }, { t_points: 5 }],
    ["decreases what is not there from 0", {}, { t_points: { inc: -2 } }, { t_points: -2 }],
    [
      "adds to the end of an array, each once",
      { t_tags: ["a", "c"] },
      { t_tags: { add: ["b", "a"] } },
      { t_tags: ["c", "b", "a"] },
    ],
    ["removes from an array", { t_tags: ["a", "b"] }, { t_tags: { remove: ["a"] } }, { t_tags: ["b"] }],
    ["starts an array", {}, { t_tags: { add: ["a"] } }, { t_tags: ["a"] }],
    ["replaces an object", { t_song: { a: 1, b: 2 } }, { t_song: { a: 3 } }, { t_song: { a: 3 } }],
    [
      "adds, removes and updates objects of an array, in this order",
      {
        t_pets: [
          { id: 1, kind: "dog" },
          { id: 2, kind: "cat", name: "Mia" },
        ],
      },
      {
        t_pets: {
          $add: [{ id: 3, kind: "fish" }],
          $remove: [{ $identifier_key: "kind", $identifier_value: "dog" }],
          $update: [{ $identifier_key: "id", $identifier_value: 2, $new_object: { id: 2, kind: "lion" } }],
        },
      },
      {
        t_pets: [
          { id: 2, kind: "lion" },
          { id: 3, kind: "fish" },
        ],
      },
    ],
  ])("%s", async (_, before, attributes, expected) => {
    expect(await after(before, { attributes })).toEqual({ values: expected, codes: [] })
  })

  it("merges objects at all levels where that is asked for, and null takes a member away", async () => {
    const wanted = { attributes: { t_song: { a: { c: 3 }, d: null, e: 5 } }, mergeObjects: true }
    expect(await after({ t_song: { a: { b: 2 }, d: 4 } }, wanted)).toEqual({
      values: { t_song: { a: { b: 2, c: 3 }, e: 5 } },
      codes: [],
    })
  })

  it("merges into an object of an array where that is asked for", async () => {
    const update = [{ $identifier_key: "id", $identifier_value: 1, $new_object: { kind: "wolf" } }]
    const wanted = { attributes: { t_pets: { $update: update } }, mergeObjects: true }
    expect(await after({ t_pets: [{ id: 1, name: "Rex" }] }, wanted)).toEqual({
      values: { t_pets: [{ id: 1, name: "Rex", kind: "wolf" }] },
      codes: [],
    })
  })
})

describe("several changes of one contact in a batch", () => {
  it("apply in their order", async () => {
    const result = await after(
      { t_points: 1 },
      { attributes: { t_points: { inc: 1 } } },
      { attributes: { t_points: { inc: 1 }, t_tags: { add: ["x"] } } },
      { attributes: { t_points: 10 } },
      { attributes: { t_points: { inc: 1 }, t_tags: null } },
    )
    expect(result).toEqual({ values: { t_points: 11 }, codes: [] })
  })

  it("that cancel each other change nothing and are not told of", async () => {
    const contactId = await contact({ t_points: 1 })
    await platform.db.statement(sql`DELETE FROM log_entries`)
    const { changed } = await change([
      { contactId, attributes: { t_points: { inc: 1 } } },
      { contactId, attributes: { t_points: { inc: -1 } } },
    ])
    expect(changed.size).toBe(0)
    expect(await platform.db.statement(sql`SELECT FROM log_entries`)).toEqual([])
  })
})

describe("a first value decides the type", () => {
  it("and what is of another is reported, while the rest is written", async () => {
    const [one, two] = [await contact(), await contact()]
    const { errors } = await change([
      { contactId: one, attributes: { t_size: 5 } },
      { contactId: two, attributes: { t_size: "large", t_plan: "gold" } },
    ])
    expect(errors).toEqual([
      {
        index: 1,
        name: "t_size",
        code: "attribute_type_conflict",
        message: '"large" is not a number, which this attribute holds.',
      },
    ])
    expect([await valuesOf(one), await valuesOf(two)]).toEqual([{ t_size: 5 }, { t_plan: "gold" }])
    expect(await typeOf("t_size")).toEqual({ type: "number", day: "2026-11-22" })
  })

  it("of a text by what it says, and later ones are read by it", async () => {
    const contactId = await contact()
    await change([{ contactId, attributes: { t_price: "5" } }], "text")
    await change([{ contactId, attributes: { t_price: "12,5" } }], "text")
    expect(await valuesOf(contactId)).toEqual({ t_price: 12.5 })
  })

  it("also where many writers give the first one at once", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => contact()))
    const results = await Promise.all(
      ids.map((contactId, n) => change([{ contactId, attributes: { t_race: n % 2 ? "text" : 1 } }])),
    )
    const refused = results.filter(({ errors }) => errors[0]?.code === "attribute_type_conflict")
    expect(refused).toHaveLength(4)
    const values = await Promise.all(ids.map(valuesOf))
    expect(new Set(values.flatMap((value) => Object.values(Object(value)))).size).toBe(1)
  })

  it("an operation of another type is reported", async () => {
    expect(
      await after(
        { t_word: "a", t_no: 1 },
        { attributes: { t_word: { inc: 1 } } },
        { attributes: { t_no: { add: ["a"] } } },
        { attributes: { t_no: { $add: [{ a: 1 }] } } },
      ),
    ).toEqual({ values: { t_word: "a", t_no: 1 }, codes: Array(3).fill("attribute_type_conflict") })
  })
})

describe("what is wrong is reported with its change", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["a name with $ in front", { $plan: 1 }, "attribute_name_invalid"],
    ["a name with a line break", { "a\nb": 1 }, "attribute_name_invalid"],
    ["null in an object", { t_obj: { a: null } }, "attribute_value_invalid"],
    [
      "more objects than can be looked for at once",
      {
        t_pets: {
          $remove: Array.from({ length: 501 }, (_, n) => ({ $identifier_key: "id", $identifier_value: n })),
        },
      },
      "attribute_value_invalid",
    ],
    [
      "more objects than an array can have",
      { t_pets: { $add: Array.from({ length: 300_000 }, () => ({})) } },
      "attribute_value_invalid",
    ],
    ["members that are no objects", { t_pets: { $add: [1] } }, "attribute_value_invalid"],
    ["an update without a key", { t_pets: { $update: [{ $new_object: {} }] } }, "attribute_value_invalid"],
    [
      "too much for an array",
      { t_tags: { add: Array.from({ length: 501 }, (_, n) => n) } },
      "attribute_array_too_long",
    ],
  ])("%s", async (_, attributes, code) => {
    expect(await after({}, { attributes })).toEqual({ values: {}, codes: [code] })
  })

  it("a contact that is not there", async () => {
    const { errors } = await change([{ contactId: crypto.randomUUID(), attributes: { t_plan: "gold" } }])
    expect(errors).toMatchObject([{ index: 0, code: "contact_unknown" }])
  })
})

it("tells which attributes of which contacts changed", async () => {
  const contactId = await contact({ t_plan: "gold", t_vip: true })
  await platform.db.statement(sql`DELETE FROM log_entries`)
  await change([{ contactId, attributes: { t_plan: "silver", t_vip: true, t_points: 1 } }])
  const entries = await platform.db.statement(
    sql<{ payload: Buffer }>`SELECT payload FROM log_entries WHERE topic = ${contactTopic.name}`,
  )
  const told: Occurrence[] = entries.flatMap(({ payload }) => JSON.parse(unpack(payload)))
  expect(told).toMatchObject([
    { kind: "contact_changed", contact_id: contactId, fields: [], attributes: ["t_plan", "t_points"] },
  ])
})

it("marks the day of the last use in the catalogue", async () => {
  const contactId = await contact({ t_daily: 1 })
  await change([{ contactId, attributes: { t_daily: 2 } }], "json", new Date("2026-11-24T23:00:00Z"))
  expect(await typeOf("t_daily")).toEqual({ type: "number", day: "2026-11-24" })
})

it("a catalogue that is full takes no new attributes, and values of those that it has", async () => {
  const contactId = await contact({ t_plan: "gold" })
  const name = sql`'filler ' || n`
  await within((tx) =>
    sql`INSERT INTO attribute_definitions (workspace_id, name, type, created_at)
      SELECT ${platform.workspaceId}, ${name}, 'text', ${now} FROM generate_series(1, 10000) AS n`.execute(
      tx,
    ),
  )
  const { errors } = await change([{ contactId, attributes: { t_plan: "silver", one_more: 1 } }])
  expect(errors).toMatchObject([{ name: "one_more", code: "attribute_name_invalid" }])
  expect(await valuesOf(contactId)).toEqual({ t_plan: "silver" })
  await platform.db.system((tx) =>
    sql`DELETE FROM attribute_definitions WHERE name LIKE 'filler %'`.execute(tx),
  )
})

describe("a contact has at most 1,000 attributes", () => {
  it("one more is reported, and what takes the place of another is written", async () => {
    const contactId = await contact()
    await within((tx) =>
      sql`UPDATE contacts SET attributes = (SELECT jsonb_object_agg('m_' || n, n) FROM generate_series(1, 999) AS n)
        WHERE id = ${contactId}`.execute(tx),
    )
    const { errors } = await change([
      { contactId, attributes: { n_thousandth: "a", n_more: "b", m_1: 7 } },
      { contactId, attributes: { m_2: null } },
      { contactId, attributes: { n_instead: "c" } },
    ])
    expect(errors).toMatchObject([{ index: 0, name: "n_more", code: "attributes_too_many" }])
    const values = await valuesOf(contactId)
    expect(Object.keys(Object(values))).toHaveLength(1000)
    expect(values).toMatchObject({ n_thousandth: "a", n_instead: "c", m_1: 7 })
  })
})
