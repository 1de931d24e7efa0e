import { type Filter, filterSchema, type Occurrence } from "@parley/model"
import fc from "fast-check"
import type { KyselyPlugin } from "kysely"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { contactTopic, record, recordEvents } from "../../events/index.ts"
import { steppedClock } from "../../platform/clock.ts"
import { jsonText, rows, sql, type Tx } from "../../platform/database/index.ts"
import { unpack } from "../../platform/log/packing.ts"
import { testPlatform } from "../../testing/platform.ts"
import { readFilterScope } from "../compile/filter-scope.ts"
import { scanSql } from "../compile/filter-sql.ts"
import { generatedFilter } from "../testing/generated-filters.ts"
import { installWorld, roomsOfWorld } from "../testing/install-world.ts"
import { eventNames, ids, now, numbers, words } from "../testing/world.ts"
import { hearForMembership } from "./hear.ts"
import { concerned, judge } from "./judge.ts"
import { Keeper } from "./keep.ts"
import { reviseLive } from "./live-segments.ts"
import { readLiveWorkspaces, SegmentIndexes } from "./segment-index.ts"

const people = 40
/** All of them are live, so that each step tries all of them. */
const filters = { ofAllKinds: 80, onEvents: 80 }
const steps = 10

const clock = steppedClock(now)
let platform: Awaited<ReturnType<typeof testPlatform>>
let contactIds: string[]
let hear: ReturnType<typeof hearForMembership>
let keeper: Keeper
let live: Map<string, Filter>

beforeAll(async () => {
  platform = await testPlatform({ clock })
  contactIds = (await installWorld(platform, { people, seed: 11 })).map(({ facts }) => facts.id)
  const those = {
    db: platform.db,
    clock,
    rooms: roomsOfWorld.map((room) => ({ name: "", tables: [], ...room })),
  }
  hear = hearForMembership(those)
  keeper = new Keeper(those)
  const sample = (generated: fc.Arbitrary<unknown>, numRuns: number) =>
    fc
      .sample(generated, { numRuns, seed: inject("propertySeed") })
      .map((each) => filterSchema.parse(JSON.parse(JSON.stringify(each))))
  const made = [
    ...sample(generatedFilter(), filters.ofAllKinds),
    ...sample(generatedFilter(["event", "event", "purchase", "attribute", "segment"]), filters.onEvents),
  ]
  live = await liveSegments(made)
})
afterAll(() => platform.close())

/** Segments of these filters that are live, with everybody judged. */
async function liveSegments(made: readonly Filter[]): Promise<Map<string, Filter>> {
  const list = made.map((filter, index) => ({ id: crypto.randomUUID(), name: `Live ${index}`, filter }))
  await inWorkspace(async (tx) => {
    await sql`INSERT INTO segments (id, workspace_id, name, filter, is_live, created_at, updated_at)
      SELECT id, ${platform.workspaceId}, name || id, filter::jsonb, true, ${now}, ${now} FROM ${rows(
        "t",
        list.map(({ filter, ...rest }) => ({ ...rest, filter: jsonText(filter) })),
        { id: "uuid", name: "text", filter: "text" },
      )}`.execute(tx)
    await reviseLive(tx, [])
  })
  await keep()
  return new Map(list.map(({ id, filter }) => [id, filter]))
}

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)

/** Everything that is due, and all that is to be filled. */
async function keep(): Promise<void> {
  while ((await keeper.round()) === 0);
}

/** What was recorded since, which is taken out of the log. */
async function recorded(): Promise<Occurrence[]> {
  const entries = await platform.db.statement(
    sql<{
      payload: Buffer
    }>`WITH gone AS (DELETE FROM log_entries WHERE topic = ${contactTopic.name} RETURNING *)
      SELECT payload FROM gone ORDER BY position`,
  )
  return entries.flatMap(({ payload }): Occurrence[] => JSON.parse(unpack(payload)))
}

async function membersKept(): Promise<Map<string, string[]>> {
  const found = await platform.db.system((tx) =>
    sql<{ id: string; members: string[] }>`
      SELECT l.segment_id AS id, array_agg(m.contact_id::text ORDER BY m.contact_id) FILTER (WHERE m.contact_id IS NOT NULL) AS members
      FROM live_segments AS l LEFT JOIN live_memberships AS m ON m.segments @> ARRAY[l.id] GROUP BY l.segment_id`.execute(
      tx,
    ),
  )
  return new Map(found.rows.map(({ id, members }) => [id, members ?? []]))
}

/** By the compiler. */
const membersScanned = (): Promise<Map<string, string[]>> =>
  platform.db.reading(async (tx) => {
    const { workspaceId } = platform
    const reader = { workspaceId, rooms: roomsOfWorld, now: clock.now() }
    const scope = await readFilterScope(tx, reader, [...live.values()])
    const scanned = new Map<string, string[]>()
    for (const [id, filter] of live) {
      const { rows: found } = await scanSql(filter, scope).execute(tx)
      scanned.set(id, found.map((row) => row.id).toSorted())
    }
    return scanned
  })

async function disagreements(): Promise<unknown[]> {
  const kept = await membersKept()
  return [...(await membersScanned())].flatMap(([id, scanned]) => {
    const known = kept.get(id) ?? []
    if (JSON.stringify(scanned) === JSON.stringify(known)) return []
    return [
      {
        filter: JSON.stringify(live.get(id)),
        missing: scanned.filter((each) => !known.includes(each)),
        tooMany: known.filter((each) => !scanned.includes(each)),
      },
    ]
  })
}

const at = () => clock.now().toISOString()
const of = (contact_id: string) => ({ workspace_id: platform.workspaceId, contact_id, at: at() })
const minuteMs = 60_000
const value = fc.constantFrom<unknown>(...words, ...numbers, true, "2026-10-25", "2026-10-24T22:00:00Z")

/** What may happen, as the rooms below would write and record it. */
const happening: fc.Arbitrary<(tx: Tx) => Promise<unknown>> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        contactId: fc.constant(""),
        who: fc.nat(people - 1),
        agoMs: fc.constantFrom(
          ...[0, 0, 1, 1, 90, 24 * 60, 8 * 24 * 60, 40 * 24 * 60].map((n) => n * minuteMs),
        ),
        name: fc.constantFrom<string>(...eventNames),
        isPurchase: fc.boolean(),
        plan: fc.constantFrom("a", "gold"),
        n: fc.constantFrom(1, 2, 5, -2),
      })
      .map(({ who, agoMs, name, isPurchase, plan, n }) => (tx: Tx) => {
        const one = {
          contactId: contactIds[who] ?? "",
          at: new Date(clock.now().getTime() - agoMs),
          properties: { plan, n },
        }
        return recordEvents(tx, { workspaceId: platform.workspaceId, now: clock.now() }, [
          isPurchase
            ? { ...one, kind: "purchase" as const, productId: plan, currency: "EUR", price: n, quantity: 1 }
            : { ...one, kind: "event" as const, name },
        ])
      }),
  },
  fc
    .tuple(fc.nat(people - 1), fc.constantFrom("plan", "größe"), value)
    .map(([who, name, given]) => async (tx: Tx) => {
      const id = contactIds[who] ?? ""
      await sql`UPDATE contacts SET attributes = attributes || ${jsonText({ [name]: given })}::jsonb WHERE id = ${id}`.execute(
        tx,
      )
      await record(tx, [{ kind: "contact_changed", ...of(id), fields: [], attributes: [name] }])
    }),
  fc
    .tuple(fc.nat(people - 1), fc.constantFrom("country", "first_name"), fc.constantFrom(...words))
    .map(([who, field, given]) => async (tx: Tx) => {
      const id = contactIds[who] ?? ""
      await sql`UPDATE contacts SET ${sql.ref(field)} = ${given} WHERE id = ${id}`.execute(tx)
      await record(tx, [{ kind: "contact_changed", ...of(id), fields: [field], attributes: [] }])
    }),
  fc
    .tuple(fc.nat(people - 1), fc.constantFrom("Europe/Berlin", "Pacific/Kiritimati", null))
    .map(([who, zone]) => async (tx: Tx) => {
      const id = contactIds[who] ?? ""
      await sql`UPDATE contacts SET time_zone = ${zone} WHERE id = ${id}`.execute(tx)
      await record(tx, [{ kind: "contact_changed", ...of(id), fields: ["time_zone"], attributes: [] }])
    }),
  fc
    .tuple(fc.nat(people - 1), fc.nat(1), fc.constantFrom("subscribed" as const, "unsubscribed" as const))
    .map(([who, group, state]) => async (tx: Tx) => {
      const id = contactIds[who] ?? ""
      const groupId = ids.groups[group] ?? ""
      await sql`INSERT INTO subscriptions (workspace_id, contact_id, subscription_group_id, state, changed_at)
          VALUES (${platform.workspaceId}, ${id}, ${groupId}, ${state}, ${clock.now()})
          ON CONFLICT (subscription_group_id, contact_id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at`.execute(
        tx,
      )
      await record(tx, [
        {
          ...{ kind: "subscription_changed", ...of(id), subscription_group_id: groupId },
          ...{ state, before: null, source: "api" },
        },
      ])
    }),
  fc.tuple(fc.nat(people - 1), fc.nat(1), fc.boolean()).map(([who, tag, isList]) => async (tx: Tx) => {
    const id = contactIds[who] ?? ""
    if (isList)
      await sql`INSERT INTO list_members (workspace_id, list_id, contact_id, added_at)
        VALUES (${platform.workspaceId}, ${ids.lists[tag]}, ${id}, ${clock.now()}) ON CONFLICT DO NOTHING`.execute(
        tx,
      )
    else
      await sql`DELETE FROM tagged_contacts WHERE tag_id = ${ids.tags[tag]} AND contact_id = ${id}`.execute(
        tx,
      )
    await record(tx, [
      { kind: "contact_changed", ...of(id), fields: [isList ? "lists" : "tags"], attributes: [] },
    ])
  }),
  fc.tuple(fc.nat(people - 1), fc.nat(1)).map(([who, number]) => async (tx: Tx) => {
    const id = contactIds[who] ?? ""
    await sql`INSERT INTO conversations (workspace_id, contact_id, number_id, last_inbound_at, created_at)
      VALUES (${platform.workspaceId}, ${id}, ${ids.numbers[number]}, ${clock.now()}, ${clock.now()})
      ON CONFLICT (number_id, contact_id) DO UPDATE SET last_inbound_at = excluded.last_inbound_at`.execute(
      tx,
    )
    const message = { inbound_message_id: id, conversation_id: id, number_id: ids.numbers[number] ?? "" }
    await record(tx, [
      {
        ...{
          kind: "inbound_message",
          ...of(id),
          ...message,
          type: "text",
          sent_at: at(),
          opens_window: true,
        },
        ...{ consent_word: null, group_id: null, forwarded: null, referral: null, referred_product: null },
        errors: [],
      },
    ])
  }),
)

/** Time that passes: up to the next time that something is due, just before it, or any. */
const passing = fc.constantFrom<"due" | number>(
  "due",
  "due",
  ...[
    1,
    minuteMs,
    59 * minuteMs,
    60 * minuteMs,
    7 * 60 * minuteMs,
    24 * 60 * minuteMs,
    9 * 24 * 60 * minuteMs,
  ],
)

async function pass(how: "due" | number): Promise<void> {
  const next = await platform.db.system((tx) =>
    sql<{ at: Date | null }>`SELECT min(due_at) AS at FROM live_memberships`.execute(tx),
  )
  const dueMs = (next.rows[0]?.at?.getTime() ?? 0) - clock.now().getTime()
  clock.advance(how === "due" ? Math.max(0, dueMs) : how)
  await keep()
}

describe("membership", () => {
  it("is what the compiler says once everybody was judged", async () => {
    expect(await disagreements()).toEqual([])
  })

  it("stays what the compiler says, whatever happens and however much time passes, and each change is told", async () => {
    const course = fc.sample(fc.tuple(fc.array(happening, { minLength: 1, maxLength: 16 }), passing), {
      numRuns: steps,
      seed: inject("propertySeed"),
    })
    await recorded()
    for (const [happenings, how] of course) {
      const before = await membersKept()
      for (const happen of happenings) await inWorkspace(happen)
      const heard = await recorded()
      await hear(heard)
      expect(await disagreements()).toEqual([])
      await pass(how)
      expect(await disagreements(), `after ${how}`).toEqual([])

      const told = (await recorded()).flatMap((each) =>
        each.kind === "segment_entered" || each.kind === "segment_left" ? [each] : [],
      )
      const after = new Map([...before].map(([id, members]) => [id, new Set(members)]))
      for (const { kind, segment_id, contact_id } of told) {
        const members = after.get(segment_id)
        expect(members?.has(contact_id)).toBe(kind === "segment_left")
        if (kind === "segment_left") members?.delete(contact_id)
        else members?.add(contact_id)
      }
      const kept = await membersKept()
      for (const [id, members] of after) expect([...members].toSorted()).toEqual(kept.get(id))
    }
  }, 240_000)

  const counting = () => {
    const counter: KyselyPlugin & { count: number } = {
      count: 0,
      transformQuery({ node }) {
        counter.count += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    return counter
  }
  const indexOf = async (tx: Tx) => {
    const [workspace] = await readLiveWorkspaces(tx)
    if (workspace === undefined) throw new Error("nothing is live")
    return new SegmentIndexes(platform.rooms).of(tx, workspace, clock.now())
  }

  it("of one contact takes at most six statements, however many segments are live", async () => {
    const counter = counting()
    const [contactId = ""] = contactIds
    const { workspaceId } = platform
    await platform.db.system(async (tx) => {
      const index = await indexOf(tx)
      const { segments } = concerned(index, [{ kind: "contact_created", ...of(contactId) }])
      expect(segments).toHaveLength(live.size)
      await sql`UPDATE live_memberships SET segments = '{}' WHERE contact_id = ${contactId}`.execute(tx)
      await judge(tx.withPlugin(counter), clock.now(), new Map([[workspaceId, index]]), [
        { workspaceId, contactId, segments },
      ])
    })
    // One more tells who entered: it appends to the log.
    expect(counter.count).toBeLessThanOrEqual(6 + 1)
    expect((await recorded()).length).toBeGreaterThan(0)
  })

  it("is not read where what was done can change nothing of it", async () => {
    const counter = counting()
    const [contactId = ""] = contactIds
    const { workspaceId } = platform
    const name = "opened again"
    const done = {
      ...{ kind: "custom_event" as const, ...of(contactId), event_id: contactId, name },
      ...{ happened_at: at(), value: null, properties: { price: 5 } },
    }
    await inWorkspace((tx) =>
      recordEvents(tx, { workspaceId, now: clock.now() }, [
        { kind: "event", contactId, name, at: clock.now(), properties: { price: 5 } },
      ]),
    )
    const week = { from: { ago: 7, unit: "days" as const } }
    const where = [{ property: "price", op: "at_least" as const, value: 50 }]
    const gold: Filter = { on: "attribute", name: "level", op: "equals", value: "gold" }
    await liveSegments([
      { on: "event", name, op: "did", within: week },
      { on: "event", name, op: "first", within: week },
      { not: { on: "event", name, op: "at_least", times: 1 } },
      { on: "event", name, op: "at_least", times: 2, where },
      { all: [{ on: "event", name, op: "at_least", times: 2 }, gold] },
    ])
    await platform.db.system(async (tx) => {
      const index = await indexOf(tx)
      const asked = concerned(index, [done])
      expect(asked.done).toHaveLength(1)
      await judge(tx.withPlugin(counter), clock.now(), new Map([[workspaceId, index]]), [
        { workspaceId, contactId, ...asked },
      ])
    })
    expect(counter.count).toBe(1)
  })
})
