import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { readConfig } from "../../apps/server/src/platform/config.ts"
import { sql, startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { openPlatform, type Platform } from "../../apps/server/src/platform/index.ts"
import { readFilterScope, scanSql } from "../../apps/server/src/segments/index.ts"
import { previewFilter } from "../../apps/server/src/segments/preview.ts"
import type { Filter } from "../../packages/model/src/index.ts"
import { postmasterOf, processorSecondsWithChildren } from "./measuring/processor-time.ts"
import { median } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"
import { seedEvents } from "./seeds/events.ts"
import { DuckWorld } from "./segments/duck-world.ts"
import { built, mixed, typical } from "./segments/filters.ts"

/** `SEGMENT_CONTACTS=100000 npm run bench -- segments` for fewer. */
const contacts = Number(process.env.SEGMENT_CONTACTS ?? 1_000_000)
const events = Number(process.env.SEGMENT_EVENTS ?? contacts * 10)
const rounds = 5

/**
 * Filters over people and what they did, by the compiler that the server uses: warm, the median of five. DuckDB answers each of them
 * from the same tables with two threads, and counts the same people.
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
    const { workspaceId, groupId } = await seedEvents(client, { contacts, events, now })
    const duck = await DuckWorld.open({ contacts, events }, now)
    const figures = await compare({ platform, workspaceId, groupId, now, url: postgres.url }, duck)
    duck.close()
    return await report("segments", figures)
  } finally {
    await client.end()
    await platform.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface World {
  platform: Platform
  workspaceId: string
  groupId: string
  now: Date
  url: string
}

async function compare(world: World, duck: DuckWorld): Promise<Figure[]> {
  const isFullSize = contacts >= 1_000_000
  const postmaster = await postmasterOf(world.url)
  const ofPostgres = () => processorSecondsWithChildren(postmaster)
  const ofDuck = async () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6
  const figures: Figure[] = []
  const ratios: number[] = []
  for (const { name, filter, duck: condition } of [mixed(world.groupId), ...typical(world.groupId)]) {
    const asked = await measure(() => countPeople(world, filter), ofPostgres)
    const answered = await measure(() => duck.count(condition), ofDuck)
    if (answered.value !== asked.value)
      throw new Error(`DuckDB counts ${answered.value} people for "${name}", PostgreSQL ${asked.value}.`)
    const isMixed = name === "mixed"
    ratios.push(asked.ms / answered.ms)
    figures.push(
      {
        name: `${name}: ${asked.value.toLocaleString("en-US")} people`,
        value: asked.ms,
        unit: "ms",
        ...(isMixed && isFullSize ? { bound: { atMost: 1_000 } } : {}),
      },
      { name: `${name}, processor`, value: asked.processorMs, unit: "ms" },
      { name: `${name}, DuckDB`, value: answered.ms, unit: "ms" },
      { name: `${name}, DuckDB's processor`, value: answered.processorMs, unit: "ms" },
      {
        name: `${name}, PostgreSQL by DuckDB`,
        value: asked.ms / answered.ms,
        unit: "",
        ...(isMixed ? { bound: { atMost: 6 } } : {}),
      },
    )
    if (!isMixed) continue
    const narrow = await measure(() => duck.countMixed(), ofDuck)
    figures.push(
      { name: "mixed, DuckDB from tables for this question", value: narrow.ms, unit: "ms" },
      { name: "mixed, PostgreSQL by that", value: asked.ms / narrow.ms, unit: "" },
    )
  }
  figures.push({
    name: "the worst of ten by DuckDB",
    value: Math.max(...ratios),
    unit: "",
    bound: { atMost: 10 },
  })
  const builder = await measure(() => countAll(world, built(world.groupId)), ofPostgres)
  figures.push(
    {
      name: "builder with three conditions, all counts",
      value: builder.ms,
      unit: "ms",
      ...(isFullSize ? { bound: { atMost: 1_500 } } : {}),
    },
    { name: "builder, processor", value: builder.processorMs, unit: "ms" },
  )
  return figures
}

const countPeople = ({ platform, workspaceId, now }: World, filter: Filter): Promise<number> =>
  platform.db.reading(async (tx) => {
    const scope = await readFilterScope(tx, { workspaceId, rooms: [], now }, [filter])
    const { rows } = await sql<{ people: number }>`
      SELECT count(*) AS people FROM (${scanSql(filter, scope)}) AS chosen`.execute(tx)
    return rows[0]?.people ?? 0
  })

const countAll = ({ platform, workspaceId, groupId, now }: World, filter: Filter): Promise<number> =>
  platform.db.reading(async (tx) => {
    const reader = { workspaceId, rooms: [], now }
    return (await previewFilter(tx, reader, { filter, subscription_group_id: groupId })).people
  })

interface Taken {
  value: number
  ms: number
  processorMs: number
}

async function measure(
  count: () => Promise<number>,
  processorSeconds: () => Promise<number>,
): Promise<Taken> {
  let value = await count()
  const taken: number[] = []
  const before = await processorSeconds()
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    value = await count()
    taken.push(performance.now() - started)
  }
  const processorMs = (((await processorSeconds()) - before) * 1000) / rounds
  return { value, ms: median(taken), processorMs }
}
