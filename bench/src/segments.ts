import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import pg from "pg"
import { readConfig } from "../../apps/server/src/platform/config.ts"
import { sql, startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { openPlatform, type Platform } from "../../apps/server/src/platform/index.ts"
import { compileFilter, readFilterScope, scanSql } from "../../apps/server/src/segments/index.ts"
import type { Filter } from "../../packages/model/src/index.ts"
import { type Figure, report } from "./measuring/report.ts"
import { seedEvents } from "./seeds/events.ts"

const contacts = Number(process.env.SEGMENT_CONTACTS ?? 1_000_000)
const events = Number(process.env.SEGMENT_EVENTS ?? contacts * 10)
const rounds = 5
const isFullSize = contacts >= 1_000_000

/**
 * Filters over people and what they did, by the compiler that the server uses: warm, the median of five. DuckDB answers the mixed one
 * on the same data with two threads, and counts the same people.
 */
export async function benchSegments(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "parley-segments-"))
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
  const platform = await openPlatform(config, [])
  const client = new pg.Client({ connectionString: postgres.url })
  try {
    await client.connect()
    const now = platform.clock.now()
    const seeded = await seedEvents(client, { contacts, events, now })
    const figures: Figure[] = []
    const mixed = mixedFilter(seeded.groupId)
    let people = 0
    let milliseconds = 0
    for (const [name, filter] of [["mixed", mixed], ...typical(seeded.groupId)] as const) {
      const taken = await measure(async () => countPeople(platform, seeded.workspaceId, filter, now))
      if (name === "mixed") [people, milliseconds] = [taken.people, taken.ms]
      const bound = name === "mixed" && isFullSize ? { bound: { atMost: 1_000 } } : {}
      figures.push({
        name: `${name}: ${taken.people.toLocaleString("en-US")} people`,
        value: taken.ms,
        unit: "ms",
        ...bound,
      })
    }
    const duck = await askDuckDb()
    if (duck.people !== people)
      throw new Error(`DuckDB counts ${duck.people} people for the mixed filter, PostgreSQL ${people}.`)
    figures.push({ name: "mixed, DuckDB with two threads", value: duck.ms, unit: "ms" })
    figures.push({
      name: "mixed, PostgreSQL by DuckDB",
      value: milliseconds / duck.ms,
      unit: "",
      ...(isFullSize ? { bound: { atMost: 6 } } : {}),
    })
    return await report("segments", figures)
  } finally {
    await client.end()
    await platform.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const bought = { on: "event", name: "event 0" } as const
const month = { from: { ago: 30, unit: "days" } } as const
const mixedFilter = (groupId: string): Filter => ({
  all: [
    { on: "attribute", name: "plan", op: "equals", value: "gold" },
    { on: "attribute", name: "score", op: "at_least", value: 50 },
    { ...bought, op: "at_least", times: 3, within: month },
    { on: "subscription", group_id: groupId, op: "subscribed" },
  ],
})

const typical = (groupId: string): [string, Filter][] => [
  ["everyone", { all: [] }],
  ["an attribute", { on: "attribute", name: "plan", op: "equals", value: "gold" }],
  ["subscribed", { on: "subscription", group_id: groupId, op: "subscribed" }],
  ["did lately", { ...bought, op: "did", within: month }],
  ["never did", { ...bought, op: "did_not" }],
  ["at least 3 times in 30 days", { ...bought, op: "at_least", times: 3, within: month }],
  ["a rare event", { on: "event", name: "event 40", op: "did", within: month }],
  [
    "with a property",
    {
      ...bought,
      op: "did",
      within: { from: { ago: 7, unit: "days" } },
      where: [{ property: "n", op: "at_least", value: 50 }],
    },
  ],
  [
    "one or the other, not a third",
    {
      all: [
        {
          any: [
            { ...bought, op: "did", within: month },
            { on: "attribute", name: "plan", op: "equals", value: "gold" },
          ],
        },
        { not: { on: "event", name: "event 1", op: "at_least", times: 2 } },
      ],
    },
  ],
]

const countPeople = (platform: Platform, workspaceId: string, filter: Filter, now: Date): Promise<number> =>
  platform.db.reading(async (tx) => {
    const scope = await readFilterScope(tx, { workspaceId, rooms: [], now }, [filter])
    const { rows } = await sql<{ people: number }>`
      SELECT count(*) AS people FROM (${scanSql(compileFilter(filter, scope), workspaceId)}) AS chosen`.execute(
      tx,
    )
    return rows[0]?.people ?? 0
  })

async function measure(count: () => Promise<number>): Promise<{ people: number; ms: number }> {
  let people = await count()
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    people = await count()
    taken.push(performance.now() - started)
  }
  return { people, ms: taken.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0 }
}

/** The same world by the same arithmetic as `seedEvents`. */
async function askDuckDb(): Promise<{ people: number; ms: number }> {
  const duck = await DuckDBInstance.create(":memory:", { threads: "2" })
  const connection = await duck.connect()
  await connection.run(`CREATE TABLE contacts AS SELECT i AS id,
    CASE WHEN i % 4 = 0 THEN 'gold' ELSE 'free' END AS plan, (i * 7919) % 100 AS score, i % 5 <> 0 AS subscribed
    FROM range(${contacts}) AS t(i)`)
  await connection.run(`CREATE TABLE events AS SELECT
    CAST(floor(pow(((j * 2654435761) % 1000003) / 1000003.0, 2) * ${contacts}) AS BIGINT) AS contact,
    (j * 31) % 100 AS h, (j * 7919) % 7776000 AS seconds_ago FROM range(${events}) AS t(j)`)
  const question = `SELECT count(*)::INTEGER AS people FROM contacts
    WHERE plan = 'gold' AND score >= 50 AND subscribed AND id IN (
      SELECT contact FROM events WHERE h < 40 AND seconds_ago <= ${30 * 86_400} GROUP BY contact HAVING count(*) >= 3)`
  const taken = await measure(async () => {
    const answer = await connection.runAndReadAll(question)
    return Number(answer.getRows()[0]?.[0])
  })
  connection.closeSync()
  return taken
}
