import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brazeRoutes } from "../../apps/server/src/braze/routes.ts"
import { announceChanges, contactTopic } from "../../apps/server/src/events/index.ts"
import { readConfig } from "../../apps/server/src/platform/config.ts"
import { rows, sql, startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { createHttpApp } from "../../apps/server/src/platform/http/index.ts"
import { openPlatform, type Platform } from "../../apps/server/src/platform/index.ts"
import { rooms } from "../../apps/server/src/rooms.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../../apps/server/src/workspaces/index.ts"
import { postmasterOf, processorSeconds, processorSecondsWithChildren } from "./measuring/processor-time.ts"
import { quantile } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const batch = 75
const contactsInAll = Number(process.env.TRACK_CONTACTS ?? 100_000)
const names = 50
const inFlight = 16
const wantedPerSecond = 10_000
const fullSize = Number(process.env.TRACK_EVENTS ?? 600_000)

type App = ReturnType<typeof createHttpApp>

interface Running {
  platform: Platform
  app: App
  postmaster: number
}

interface Keyed {
  secret: string
  /** Contacts of its workspace, `u0` and so on. */
  contacts: number
}

/**
 * `/users/track` with 75 objects a request, as clients send them, until nothing of the contact topic is left to apply: read, found,
 * recorded with roll-ups, told as occurrences, and heard. Events of one workspace, and spread over 500; attributes of one. Requests
 * enter beneath the network, which is all that is left out.
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
  await app.ready()
  const running = { platform, app, postmaster: await postmasterOf(postgres.url) }
  try {
    const one = await workspacesWith(platform, 1)
    const many = await workspacesWith(platform, 500)
    return await report("track", [
      ...(await track(running, { of: "one workspace", keys: one, said: events, wanted: wantedPerSecond })),
      ...(await track(running, { of: "500 workspaces", keys: many, said: events, wanted: wantedPerSecond })),
      ...(await track(running, { of: "attributes", keys: one, said: attributes })),
      ...(await atHalf(running, one)),
    ])
  } finally {
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
  return db.system(async (tx) => {
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
  })
}

async function track(
  running: Running,
  {
    of,
    keys,
    said,
    wanted,
  }: { of: string; keys: readonly Keyed[]; said: (n: number, contacts: number) => object; wanted?: number },
): Promise<Figure[]> {
  let made = 0
  const workers = (until: number) =>
    Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (made * batch < until) {
          const number = made++
          const { secret, contacts } = keys[number % keys.length] ?? { secret: "", contacts: 0 }
          await send(running.app, secret, said(number, contacts))
        }
      }),
    )
  await workers(Math.max(keys.length, inFlight * 4) * batch * 2)
  await applied(running.platform)
  const resident: number[] = []
  const first = made * batch
  const cpu = async () => ({
    server: await processorSeconds(process.pid),
    postgres: await processorSecondsWithChildren(running.postmaster),
  })
  const before = await cpu()
  const beganMs = performance.now()
  for (let part = 1; part <= 4; part += 1) {
    await workers(first + (fullSize * part) / 4)
    resident.push(process.memoryUsage().rss / 2 ** 20)
  }
  const acceptedMs = performance.now() - beganMs
  await applied(running.platform)
  const seconds = (performance.now() - beganMs) / 1000
  const after = await cpu()
  const objects = made * batch - first
  const micros = (which: "server" | "postgres") => ((after[which] - before[which]) / objects) * 1e6
  return [
    { name: `accepted, ${of}`, value: (objects / acceptedMs) * 1000, unit: "objects/s" },
    {
      name: `accepted and processed, ${of}`,
      value: objects / seconds,
      unit: "objects/s",
      ...(wanted === undefined ? {} : { bound: { atLeast: wanted } }),
    },
    { name: `server, ${of}`, value: micros("server"), unit: "µs of processor an object" },
    { name: `PostgreSQL, ${of}`, value: micros("postgres"), unit: "µs of processor an object" },
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
async function atHalf({ app, platform }: Running, keys: readonly Keyed[]): Promise<Figure[]> {
  const everyMs = (batch / (wantedPerSecond / 2)) * 1000
  const count = Math.ceil(fullSize / 10 / batch)
  const { secret, contacts } = keys[0] ?? { secret: "", contacts: 0 }
  const tookMs: number[] = []
  const underWay: Promise<void>[] = []
  const beganMs = performance.now()
  for (let n = 0; n < count; n += 1) {
    const dueMs = beganMs + n * everyMs
    const waitMs = dueMs - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    underWay.push(
      send(app, secret, events(n, contacts)).then(() => {
        tookMs.push(performance.now() - dueMs)
      }),
    )
  }
  await Promise.all(underWay)
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

async function send(app: App, secret: string, body: object): Promise<void> {
  const answer = await app.inject({
    method: "POST",
    url: "/users/track",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    payload: JSON.stringify(body),
  })
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body.slice(0, 500)}`)
}

/** One in ten of all people does half of everything, and one name is half of all events. */
const events = (number: number, contacts: number) => ({
  events: objects(number, contacts, (spread) => ({
    name: `event_${spread % 3 ? spread % names : 0}`,
    time: new Date(Date.now() - (spread % 600) * 1000).toISOString(),
    properties: { page: `/products/${spread % 1000}`, price: (spread % 10_000) / 100, source: "web" },
  })),
})

const attributes = (number: number, contacts: number) => ({
  attributes: objects(number, contacts, (spread) => ({
    visits: { inc: 1 },
    plan: `plan ${spread % 7}`,
    [`attribute_${spread % names}`]: spread % 100,
  })),
})

function objects(number: number, contacts: number, of: (spread: number) => object): object[] {
  return Array.from({ length: batch }, (_, n) => {
    const spread = ((number * batch + n) * 2_654_435_761) % 2 ** 32
    const among = spread % 2 ? Math.ceil(contacts / 10) : contacts
    return { external_id: `u${(spread >>> 1) % among}`, ...of(spread) }
  })
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
