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
import { sql, startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { openPlatform, type Platform } from "../../apps/server/src/platform/index.ts"
import { rooms } from "../../apps/server/src/rooms.ts"
import { createWorkspace } from "../../apps/server/src/workspaces/index.ts"
import { postmasterOf, processorSeconds, processorSecondsWithChildren } from "./measuring/processor-time.ts"
import { type Figure, report } from "./measuring/report.ts"

const batch = 75
const contactsEach = 100_000
const names = 50
const inFlight = 4
const wantedPerSecond = 10_000
const fullSize = Number(process.env.TRACK_EVENTS ?? 600_000)

/**
 * Events in batches of 75, as clients send them, until nothing of the contact topic is left to apply: recorded with keys and roll-ups,
 * told as occurrences, and heard. In one workspace, and spread over 500.
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
  try {
    const figures: Figure[] = []
    for (const workspaces of [1, 500])
      figures.push(...(await track(platform, { workspaces, postmaster: await postmasterOf(postgres.url) })))
    return await report("track", figures)
  } finally {
    await consumer.stop()
    await platform.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function track(
  platform: Platform,
  { workspaces, postmaster }: { workspaces: number; postmaster: number },
): Promise<Figure[]> {
  const of = workspaces === 1 ? "one workspace" : `${workspaces} workspaces`
  const ids = await platform.db.system(async (tx) => {
    const created: string[] = []
    for (let n = 0; n < workspaces; n += 1)
      created.push((await createWorkspace(tx, `Track ${n}`, platform.clock.now())).id)
    return created
  })
  const contacts = Array.from({ length: contactsEach }, () => crypto.randomUUID())
  let made = 0
  const once = async () => {
    const number = made++
    const workspaceId = ids[number % ids.length] ?? ""
    const now = platform.clock.now()
    await platform.db.workspace(workspaceId, (tx) =>
      recordEvents(
        tx,
        { workspaceId, now },
        Array.from({ length: batch }, (_, n) => eventOf(number * batch + n, contacts, now)),
      ),
    )
  }
  const workers = (until: number) =>
    Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (made * batch < until) await once()
      }),
    )
  await workers(workspaces * batch * 2)
  await applied(platform)
  const resident: number[] = []
  const first = made * batch
  const cpu = async () => ({
    server: await processorSeconds(process.pid),
    postgres: await processorSecondsWithChildren(postmaster),
  })
  const before = await cpu()
  const beganMs = performance.now()
  for (let part = 1; part <= 4; part += 1) {
    await workers(first + (fullSize * part) / 4)
    resident.push(process.memoryUsage().rss / 2 ** 20)
  }
  const acceptedMs = performance.now() - beganMs
  await applied(platform)
  const seconds = (performance.now() - beganMs) / 1000
  const after = await cpu()
  const events = made * batch - first
  const micros = (which: "server" | "postgres") => ((after[which] - before[which]) / events) * 1e6
  return [
    { name: `accepted, ${of}`, value: (events / acceptedMs) * 1000, unit: "events/s" },
    {
      name: `accepted and processed, ${of}`,
      value: events / seconds,
      unit: "events/s",
      bound: { atLeast: wantedPerSecond },
    },
    { name: `server, ${of}`, value: micros("server"), unit: "µs of processor an event" },
    { name: `PostgreSQL, ${of}`, value: micros("postgres"), unit: "µs of processor an event" },
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

/** One in ten of all people does half of everything, and one name is half of all events. */
function eventOf(n: number, contacts: readonly string[], now: Date): GivenEvent {
  const spread = (n * 2_654_435_761) % 2 ** 32
  const among = spread % 2 ? contacts.length / 10 : contacts.length
  return {
    kind: "event",
    contactId: contacts[(spread >>> 1) % among] ?? "",
    name: `event_${spread % 3 ? spread % names : 0}`,
    at: new Date(now.getTime() - (spread % 600) * 1000),
    key: n % 2 ? `key-${crypto.randomUUID()}` : undefined,
    properties: { page: `/products/${spread % 1000}`, price: (spread % 10_000) / 100, source: "web" },
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
