import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  announceChanges,
  contactTopic,
  type GivenEvent,
  recordEvents,
} from "../../apps/server/src/events/index.ts"
import { readConfig } from "../../apps/server/src/platform/config.ts"
import { jsonText, rows, sql, startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { openPlatform, type Platform } from "../../apps/server/src/platform/index.ts"
import { rooms } from "../../apps/server/src/rooms.ts"
import { startKeepingLive } from "../../apps/server/src/segments/index.ts"
import { createWorkspace } from "../../apps/server/src/workspaces/index.ts"
import type { Filter } from "../../packages/model/src/index.ts"
import { postmasterOf, processorSeconds, processorSecondsWithChildren } from "./measuring/processor-time.ts"
import { type Figure, report } from "./measuring/report.ts"

const batch = 75
const names = 50
const namesOfPerson = 5
const attributes = 50
const liveSegments = 500
const inFlight = 4
const contacts = Number(process.env.MEMBERSHIP_CONTACTS ?? 10_000)
const eventsEach = Number(process.env.MEMBERSHIP_EVENTS ?? 100_000)
const rounds = 4
/** Of the people with live segments, so many do nothing until it is measured how soon an event is known. */
const waiting = 50

/**
 * Events as in `track`, in a workspace without live segments and in one with 500, of which an event concerns at most 10: by turns, until
 * nothing is left to apply. What they cost is also given by processor time, which other work on the machine hardly changes.
 */
export async function benchMembership(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "parley-membership-"))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres({ folder })
  const config = readConfig({
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    META_APP_ID: "1",
    META_APP_SECRET: "bench-app-secret",
    LOG_LEVEL: "silent",
    PORT: "0",
  })
  const platform = await openPlatform(config, rooms)
  const consumer = platform.log.consume(contactTopic, announceChanges(platform))
  const keeper = startKeepingLive(platform)
  try {
    const without = await workspaceOf(platform, [])
    const withLive = await workspaceOf(platform, filters())
    await platform.db.statement(sql`VACUUM ANALYZE`)
    await untilFilled(platform)
    // By then most people are in the segments of what they do, as in any week but the first.
    for (const one of [without, withLive]) await intake(platform, one, eventsEach)
    const cost = meter(await postmasterOf(postgres.url))
    const spent = { without: nothingSpent, withLive: nothingSpent }
    for (let round = 0; round < rounds; round += 1) {
      for (const [which, workspace] of [
        ["without", without],
        ["withLive", withLive],
      ] as const)
        spent[which] = sum(spent[which], await cost(() => intake(platform, workspace, eventsEach / rounds)))
    }
    const figures = [
      ...figuresOf("no live segment", spent.without),
      ...figuresOf(`${liveSegments} live segments`, spent.withLive),
      {
        name: "events/s, with live segments ÷ without",
        value: spent.without.seconds / spent.withLive.seconds,
        unit: "×",
        bound: { atLeast: 0.8 },
      },
      {
        name: "processor time, with live segments ÷ without",
        value:
          (spent.withLive.server + spent.withLive.postgres) / (spent.without.server + spent.without.postgres),
        unit: "×",
        bound: { atMost: 1.25 },
      },
      {
        name: `event to membership, the slowest of ${waiting}`,
        value: await slowest(platform, withLive),
        unit: "ms",
        bound: { atMost: 1_000 },
      },
    ]
    return await report("membership", figures)
  } finally {
    await keeper.stop()
    await consumer.stop()
    await platform.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Spent {
  /** By the clock. */
  seconds: number
  /** Of processor, with what makes the events. */
  server: number
  postgres: number
}

const nothingSpent: Spent = { seconds: 0, server: 0, postgres: 0 }
const sum = (a: Spent, b: Spent): Spent => ({
  seconds: a.seconds + b.seconds,
  server: a.server + b.server,
  postgres: a.postgres + b.postgres,
})

const meter =
  (postmaster: number) =>
  async (work: () => Promise<void>): Promise<Spent> => {
    const used = async () => ({
      seconds: performance.now() / 1000,
      server: await processorSeconds(process.pid),
      postgres: await processorSecondsWithChildren(postmaster),
    })
    const before = await used()
    await work()
    const after = await used()
    return {
      seconds: after.seconds - before.seconds,
      server: after.server - before.server,
      postgres: after.postgres - before.postgres,
    }
  }

const figuresOf = (what: string, { seconds, server, postgres }: Spent): Figure[] => [
  { name: `accepted and processed, ${what}`, value: eventsEach / seconds, unit: "events/s" },
  { name: `server, ${what}`, value: (server / eventsEach) * 1e6, unit: "µs of processor an event" },
  { name: `PostgreSQL, ${what}`, value: (postgres / eventsEach) * 1e6, unit: "µs of processor an event" },
]

const lately = (days: number) => ({ from: { ago: days, unit: "days" as const } })

/** Of an event 8, of the next name one more; of an attribute 2, and those that ask for it beside an event. */
function filters(): Filter[] {
  const ofName = (n: number): Filter[] => {
    const event = { on: "event", name: `event_${n}` } as const
    const plan: Filter = { on: "attribute", name: `attribute_${n}`, op: "equals", value: "gold" }
    const did: Filter = { ...event, op: "did", within: lately(7) }
    return [
      did,
      { ...event, op: "did_not" },
      { ...event, op: "at_least", times: 3, within: lately(30) },
      { ...event, op: "first", within: lately(30) },
      { all: [did, plan] },
      { any: [{ not: did }, plan] },
      { ...event, op: "did", within: lately(1), where: [{ property: "price", op: "at_least", value: 50 }] },
      {
        ...{ ...event, op: "followed_by", within: lately(1) },
        ...{ by: { name: `event_${(n + 1) % names}` }, in: { amount: 1, unit: "hours" } },
      },
    ]
  }
  const ofAttribute = (n: number): Filter[] => [
    { on: "attribute", name: `attribute_${n}`, op: "equals", value: "gold" },
    { on: "attribute", name: `attribute_${n}`, op: "exists" },
  ]
  return [
    ...Array.from({ length: names }, (_, n) => ofName(n)).flat(),
    ...Array.from({ length: attributes }, (_, n) => ofAttribute(n)).flat(),
  ].slice(0, liveSegments)
}

interface Workspace {
  id: string
  contactIds: string[]
  waitingIds: string[]
  made: number
}

async function workspaceOf(platform: Platform, live: readonly Filter[]): Promise<Workspace> {
  const now = platform.clock.now()
  return platform.db.system(async (tx) => {
    const { id } = await createWorkspace(tx, `Live ${live.length}`, now)
    const { rows: made } = await sql<{ id: string }>`
      INSERT INTO contacts (workspace_id, external_id, attributes, created_at, updated_at)
      SELECT ${id}, n::text, jsonb_build_object('attribute_' || n % ${attributes}, CASE WHEN n % 3 = 0 THEN 'gold' ELSE 'free' END), ${now}, ${now}
      FROM generate_series(1, ${contacts + waiting}::integer) AS n RETURNING id`.execute(tx)
    await sql`INSERT INTO event_names (workspace_id, kind, name, created_at)
      SELECT ${id}, 'event', 'event_' || n, ${now} FROM generate_series(0, ${names - 1}) AS n`.execute(tx)
    const list = live.map((filter, index) => ({ name: `Segment ${index}`, filter: jsonText(filter) }))
    await sql`INSERT INTO segments (workspace_id, name, filter, is_live, created_at, updated_at)
      SELECT ${id}, name, filter::jsonb, true, ${now}, ${now} FROM ${rows("t", list, { name: "text", filter: "text" })}`.execute(
      tx,
    )
    const ids = made.map((row) => row.id)
    return { id, contactIds: ids.slice(waiting), waitingIds: ids.slice(0, waiting), made: 0 }
  })
}

/** Until all was applied. */
async function intake(platform: Platform, workspace: Workspace, events: number): Promise<void> {
  const until = workspace.made + events
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (workspace.made < until) {
        const first = workspace.made
        workspace.made += batch
        const now = platform.clock.now()
        await platform.db.workspace(workspace.id, (tx) =>
          recordEvents(
            tx,
            { workspaceId: workspace.id, now },
            Array.from({ length: batch }, (_, n) => eventOf(first + n, workspace.contactIds, now)),
          ),
        )
      }
    }),
  )
  await untilNone(platform, sql`SELECT FROM log_entries WHERE topic = ${contactTopic.name}`)
}

/** One in ten of all people does half of everything, each person few things, and one name is a third of all events. */
function eventOf(n: number, contactIds: readonly string[], now: Date): GivenEvent {
  const spread = (n * 2_654_435_761) % 2 ** 32
  const among = spread % 2 ? contactIds.length / 10 : contactIds.length
  const who = (spread >>> 1) % among
  return {
    kind: "event",
    contactId: contactIds[who] ?? "",
    name: `event_${spread % 3 ? (who * 7 + ((spread >>> 9) % namesOfPerson)) % names : 0}`,
    at: new Date(now.getTime() - (spread % 600) * 1000),
    key: n % 2 ? `key-${crypto.randomUUID()}` : undefined,
    properties: { page: `/products/${spread % 1000}`, price: (spread % 10_000) / 100, source: "web" },
  }
}

/** From a request to the row of the membership, while nothing else happens. */
async function slowest(platform: Platform, { id: workspaceId, waitingIds }: Workspace): Promise<number> {
  const { rows: found } = await platform.db.system((tx) =>
    sql<{ id: number }>`SELECT l.id FROM live_segments AS l JOIN segments AS s ON s.id = l.segment_id
      WHERE l.workspace_id = ${workspaceId} AND s.name = 'Segment 0'`.execute(tx),
  )
  const did = found[0]?.id
  const taken: number[] = []
  for (const id of waitingIds) {
    const now = platform.clock.now()
    const beganMs = performance.now()
    await platform.db.workspace(workspaceId, (tx) =>
      recordEvents(tx, { workspaceId, now }, [{ kind: "event", contactId: id, name: "event_0", at: now }]),
    )
    await untilNone(
      platform,
      sql`SELECT FROM contacts AS c WHERE c.id = ${id} AND NOT EXISTS (
        SELECT FROM live_memberships AS m WHERE m.contact_id = c.id AND m.segments @> ARRAY[${did}::integer])`,
      5,
    )
    taken.push(performance.now() - beganMs)
  }
  if (taken.length !== waiting) throw new Error(`${taken.length} of ${waiting} were measured`)
  return Math.max(...taken)
}

const untilFilled = (platform: Platform) =>
  untilNone(
    platform,
    sql`SELECT FROM segments AS s LEFT JOIN live_segments AS l ON l.segment_id = s.id WHERE s.is_live AND l.filled_at IS NULL`,
    200,
  )

/** Waits until a query finds nothing. */
async function untilNone(platform: Platform, query: ReturnType<typeof sql>, everyMs = 20): Promise<void> {
  for (;;) {
    const { rows: found } = await platform.db.system((tx) =>
      sql<{ left: boolean }>`SELECT EXISTS (${query}) AS left`.execute(tx),
    )
    if (found[0]?.left !== true) return
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
