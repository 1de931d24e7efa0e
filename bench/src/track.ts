import { fork } from "node:child_process"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brazeRoutes } from "../../apps/server/src/braze/routes.ts"
import { announceChanges, contactTopic } from "../../apps/server/src/events/index.ts"
import { readConfig } from "../../apps/server/src/platform/config.ts"
import { patiently, rows, sql, startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { createHttpApp } from "../../apps/server/src/platform/http/index.ts"
import { openPlatform, type Platform } from "../../apps/server/src/platform/index.ts"
import { rooms } from "../../apps/server/src/rooms.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../../apps/server/src/workspaces/index.ts"
import { postmasterOf, processorSeconds, processorSecondsWithChildren } from "./measuring/processor-time.ts"
import { quantile } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"
import type { Keyed, Post, Prepare } from "./measuring/track-client.ts"

/** Objects of one request. */
const batch = 75
const contactsInAll = Number(process.env.TRACK_CONTACTS ?? 100_000)
const inFlight = 16
const wantedPerSecond = 10_000
const fullSize = Number(process.env.TRACK_EVENTS ?? 600_000)

interface Running {
  platform: Platform
  postmaster: number
  client: Client
  /** Where the API answers. */
  url: string
}

/**
 * `/users/track` with 75 objects a request, as clients send them, until nothing of the contact topic is left to apply: read, found,
 * recorded with roll-ups, told as occurrences, and heard. Events of one workspace, and spread over 500; attributes of one.
 */
export async function benchTrack(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "parley-track-"))
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
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "bench" })
  app.register(brazeRoutes(platform))
  const url = await app.listen({ host: "127.0.0.1", port: 0 })
  const client = startClient()
  const running = { platform, postmaster: await postmasterOf(postgres.url), client, url }
  try {
    const one = await workspacesWith(platform, 1)
    const many = await workspacesWith(platform, 500)
    return await report("track", [
      ...(await track(running, { of: "one workspace", keys: one, said: "events", wanted: wantedPerSecond })),
      ...(await track(running, {
        of: "500 workspaces",
        keys: many,
        said: "events",
        wanted: wantedPerSecond,
      })),
      ...(await track(running, { of: "attributes", keys: one, said: "attributes" })),
      ...(await atHalf(running, one)),
    ])
  } finally {
    client.stop()
    await app.close()
    await consumer.stop()
    await platform.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Workspaces with a key and contacts, as many in all whatever their number. */
async function workspacesWith({ db, clock }: Platform, count: number): Promise<Keyed[]> {
  const now = clock.now()
  const contacts = Math.ceil(contactsInAll / count)
  return patiently(() =>
    db.system(async (tx) => {
      const keys: Keyed[] = []
      const ids: { id: string }[] = []
      for (let n = 0; n < count; n += 1) {
        const { id } = await createWorkspace(tx, `Track ${n}`, now)
        const secret = generateApiKey()
        await storeApiKey(tx, { workspaceId: id, name: "Track", secret, now })
        ids.push({ id })
        keys.push({ secret, contacts })
      }
      await sql`
      INSERT INTO contacts (workspace_id, external_id, first_name, last_name, country, language, created_at, updated_at)
      SELECT t.id, 'u' || n, 'Ana', 'Silva', 'BR', 'pt', ${now}, ${now}
      FROM ${rows("t", ids, { id: "uuid" })} CROSS JOIN generate_series(0, ${contacts - 1}::integer) AS n`.execute(
        tx,
      )
      return keys
    }),
  )
}

async function track(
  { platform, postmaster, client, url }: Running,
  { of, keys, said, wanted }: { of: string; keys: readonly Keyed[]; said: Prepare["said"]; wanted?: number },
): Promise<Figure[]> {
  const first = Math.max(keys.length, inFlight * 4) * 2
  const quarter = Math.ceil(fullSize / batch / 4)
  const pace = { inFlight }
  await client.ask({ url, keys, said, requests: first + quarter * 4, objects: batch })
  await client.ask({ requests: first, pace })
  await applied(platform)
  const resident: number[] = []
  const cpu = async () => ({
    server: await processorSeconds(process.pid),
    postgres: await processorSecondsWithChildren(postmaster),
    client: await processorSeconds(client.pid),
  })
  const before = await cpu()
  const beganMs = performance.now()
  for (let part = 1; part <= 4; part += 1) {
    await client.ask({ requests: quarter, pace })
    resident.push(process.memoryUsage().rss / 2 ** 20)
  }
  const acceptedMs = performance.now() - beganMs
  await applied(platform)
  const seconds = (performance.now() - beganMs) / 1000
  const after = await cpu()
  const objects = quarter * 4 * batch
  const processor = (name: string, which: "server" | "postgres" | "client") => ({
    name: `${name}, ${of}`,
    value: ((after[which] - before[which]) / objects) * 1e6,
    unit: "µs of processor an object",
  })
  return [
    { name: `accepted, ${of}`, value: (objects / acceptedMs) * 1000, unit: "objects/s" },
    {
      name: `accepted and processed, ${of}`,
      value: objects / seconds,
      unit: "objects/s",
      ...(wanted === undefined ? {} : { bound: { atLeast: wanted } }),
    },
    processor("server", "server"),
    processor("PostgreSQL", "postgres"),
    processor("client", "client"),
    {
      name: `left to apply when the last was accepted, ${of}`,
      value: seconds - acceptedMs / 1000,
      unit: "s",
    },
    {
      name: `memory, last ÷ first quarter, ${of}`,
      value: (resident.at(-1) ?? 0) / (resident[0] ?? 1),
      unit: "×",
      bound: { atMost: 1.2 },
    },
  ]
}

/** How long requests take that come at half the wanted rate, whatever became of those before them. */
async function atHalf({ client, platform, url }: Running, keys: readonly Keyed[]): Promise<Figure[]> {
  const everyMs = (batch / (wantedPerSecond / 2)) * 1000
  const requests = Math.ceil(fullSize / 10 / batch)
  await client.ask({ url, keys, said: "events", requests, objects: batch })
  const tookMs = await client.ask({ requests, pace: { everyMs } })
  await applied(platform)
  return [
    {
      name: "99 of 100 requests within, at half of it",
      value: quantile(tookMs, 0.99),
      unit: "ms",
      bound: { atMost: 250 },
    },
  ]
}

interface Client {
  pid: number
  /** Resolves once it is done. @returns how long each request took */
  ask(what: Prepare | Post): Promise<number[]>
  stop(): void
}

function startClient(): Client {
  const child = fork(new URL("measuring/track-client.ts", import.meta.url))
  return {
    pid: child.pid ?? 0,
    ask: (what) =>
      new Promise((answered, failed) => {
        const ended = () => failed(new Error("The client ended."))
        child.once("exit", ended)
        child.once("message", (tookMs: number[]) => {
          child.off("exit", ended)
          answered(tookMs)
        })
        child.send(what)
      }),
    stop: () => void child.kill(),
  }
}

async function applied(platform: Platform): Promise<void> {
  for (;;) {
    const rows = await platform.db.statement(
      sql<{
        left: boolean
      }>`SELECT EXISTS (SELECT FROM log_entries WHERE topic = ${contactTopic.name}) AS left`,
    )
    if (rows[0]?.left !== true) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
