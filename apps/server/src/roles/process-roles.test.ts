import { afterEach, describe, expect, it, vi } from "vitest"
import { z } from "zod"
import { sql } from "../platform/database/index.ts"
import { defineRoom } from "../platform/define-room.ts"
import { type ProcessRole, pools, processRoles } from "../platform/process-roles.ts"
import { type Server, startServer } from "../server.ts"
import { freshDatabase, testPlatform } from "../testing/platform.ts"

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

/** A process with these roles, whose rooms tell what is started of them, and with which connections it asks the database. */
async function start(roles: readonly ProcessRole[], databaseUrl?: string) {
  const platform = await testPlatform({
    environment: { ROLES: roles.join(","), ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
  })
  opened.push(platform)
  const started = new Map<string, string>()
  const told = (what: string) => async (db: typeof platform.db) => {
    const [row] = await db.statement(
      sql<{ name: string; ms: string; idle: string }>`SELECT current_setting('application_name') AS name,
        current_setting('statement_timeout') AS ms, current_setting('idle_in_transaction_session_timeout') AS idle`,
    )
    started.set(what, `${row?.name} ${row?.ms} ${row?.idle}`)
    return 0
  }
  const start = (what: string) => (of: Pick<typeof platform, "db">) => {
    void told(what)(of.db)
    return { stop: async () => undefined }
  }
  const room = defineRoom({
    name: "tells",
    tables: [],
    permissions: { "contacts:read": [] },
    intake: [
      ({ db }) =>
        async () =>
          void (await told("intake")(db)),
    ],
    routes: [
      ({ db }) =>
        async () =>
          void (await told("api")(db)),
    ],
    lanes: [start("lanes")],
    background: [start("background")],
    consumers: [
      {
        topic: { name: "told", partitions: 1 },
        consumer: ({ db }) => ({ apply: async () => void (await told("apply")(db)) }),
      },
    ],
  })
  const server: Server = await startServer({ ...platform, rooms: [room] })
  opened.push(server)
  return { platform, server, started }
}

const health = z.object({ status: z.literal("ok"), roles: z.array(z.string()) })
const ask = async (server: Server, path: string) => {
  const answer = await fetch(`${server.url}${path}`)
  return { status: answer.status, body: await answer.json().catch(() => undefined) }
}

describe("a process", () => {
  it.each(processRoles)("that is %s alone starts nothing else, and tells so", async (role) => {
    const { platform, server, started } = await start([role])
    await platform.log.append({ name: "told", partitions: 1 }, "k", "{}")
    await vi.waitFor(() => expect([...started.keys()]).toEqual([role]), 10_000)
    expect(health.parse((await ask(server, "/health")).body).roles).toEqual([role])
    expect(health.parse((await ask(server, "/ready")).body).roles).toEqual([role])
  })

  it("that is all of them has connections for each, with the patience of the role", async () => {
    const { platform, started } = await start(processRoles)
    await platform.log.append({ name: "told", partitions: 1 }, "k", "{}")
    await vi.waitFor(() => expect([...started.keys()].sort()).toEqual([...processRoles].sort()), 10_000)
    const seconds = (ms: number) => (ms % 60_000 === 0 ? `${ms / 60_000}min` : `${ms / 1000}s`)
    for (const role of processRoles) {
      const { statementMs, idleInTransactionMs } = pools[role]
      expect(started.get(role)).toBe(`parley ${role} ${seconds(statementMs)} ${seconds(idleInTransactionMs)}`)
    }
  })

  it("has as many connections for a role as it is told", async () => {
    const platform = await testPlatform({
      environment: { DATABASE_POOLS: "lanes=3", DATABASE_URL: await freshDatabase() },
    })
    opened.push(platform)
    expect(platform.pools.lanes.connections).toBe(3)
    expect(platform.pools.apply.connections).toBe(pools.apply.connections)
    const pids = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() =>
        platform.pools.lanes.statement(
          sql<{ pid: number }>`SELECT pg_backend_pid() AS pid FROM pg_sleep(0.05)`,
        ),
      ),
    )
    expect(new Set(pids.flat().map(({ pid }) => pid)).size).toBe(3)
  })

  it("goes on taking webhooks while every connection of another role is busy", async () => {
    const { platform } = await start(processRoles)
    const end = Promise.withResolvers<void>()
    const busy = Array.from({ length: 50 }, () => platform.pools.api.system(() => end.promise))
    await platform.log.append({ name: "other", partitions: 1 }, "k", "{}")
    await platform.pools.lanes.system((tx) => sql`SELECT 1`.execute(tx))
    end.resolve()
    await Promise.all(busy)
  })
})
