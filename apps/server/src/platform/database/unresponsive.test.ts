import { test as base, describe, expect, vi } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { layWire } from "../../testing/wire.ts"
import { createClient } from "./connection.ts"
import { ConnectionLost, Database, Leases, patiently, sql, type Tx, Wakes } from "./index.ts"

/** Each test has a database and a wire of its own, so that they wait for their time-outs together. */
const it = base
  .extend("databaseUrl", () => freshDatabase())
  .extend("wire", async ({ databaseUrl }, { onCleanup }) => {
    const wire = await layWire(databaseUrl)
    onCleanup(() => wire.close())
    return wire
  })
  .extend("closeAtEnd", ({ wire }, { onCleanup }) => {
    const opened: { close(): Promise<unknown> }[] = []
    onCleanup(async () => {
      await wire.close() // nothing waits for what is silent
      await Promise.all(opened.map((one) => one.close()))
    })
    return <T extends { close(): Promise<unknown> }>(one: T): T => {
      opened.push(one)
      return one
    }
  })
  .extend("open", ({ closeAtEnd }) => (url: string, connections = 2, statementMs?: number) => {
    const options = { connections, onConnectionLost: () => undefined }
    return closeAtEnd(new Database(url, { ...options, ...(statementMs !== undefined && { statementMs }) }))
  })
const pidOf = async (tx: Tx) =>
  (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)).rows[0]?.pid

describe.concurrent("when connections go silent and new ones work", () => {
  it("a lease ends at its holder, and only later where another can have it", async ({
    databaseUrl,
    wire,
    closeAtEnd,
  }) => {
    const lease = await closeAtEnd(new Leases(wire.url)).tryAcquire("number", "1")
    const others = closeAtEnd(new Leases(databaseUrl))
    wire.silence()
    const aborted = new Promise((ended) => lease?.signal.addEventListener("abort", ended))
    expect(await others.tryAcquire("number", "1")).toBeUndefined()
    await aborted
    expect(await others.tryAcquire("number", "1")).toBeUndefined()
    await vi.waitFor(async () => expect(await others.tryAcquire("number", "1")).toBeDefined(), 40_000)
  })

  it("who listens hears again", async ({ databaseUrl, wire, open, closeAtEnd }) => {
    const heard: string[] = []
    const wakes = closeAtEnd(new Wakes(wire.url))
    wakes.hear("news", (payload) => heard.push(payload))
    await vi.waitFor(() => expect(heard).toEqual([""]), 10_000)
    wire.silence()
    await vi.waitFor(() => expect(heard).toEqual(["", ""]), 40_000)
    await open(databaseUrl).system((tx) => sql`NOTIFY news, 'again'`.execute(tx))
    await vi.waitFor(() => expect(heard).toEqual(["", "", "again"]), 10_000)
  })

  it("one transaction fails, and no other waits for a connection that was silent as well", async ({
    wire,
    open,
  }) => {
    const db = open(wire.url, 3, 500)
    const together = Promise.all(
      [1, 2, 3].map(() => db.system((tx) => sql`SELECT pg_sleep(0.1)`.execute(tx))),
    )
    await together
    expect(wire.made()).toBe(3)
    wire.silence()
    await expect(db.system(pidOf)).rejects.toBeInstanceOf(ConnectionLost)
    await Promise.all([1, 2, 3].map(() => db.system(pidOf)))
  })

  it("what such a transaction had locked is free again", async ({ databaseUrl, wire, open, closeAtEnd }) => {
    const db = open(wire.url, 1, 500)
    const other = createClient(databaseUrl, { name: "test" })
    await other.connect()
    closeAtEnd({ close: () => other.end() })
    const silent = db.system(async (tx) => {
      await sql`SELECT pg_advisory_xact_lock(7)`.execute(tx)
      await sql`SET LOCAL idle_in_transaction_session_timeout = 500`.execute(tx)
      wire.silence()
      await sql`SELECT 1`.execute(tx)
    })
    await expect(silent).rejects.toBeInstanceOf(ConnectionLost)
    await other.query("SELECT pg_advisory_xact_lock(7)")
  })
})

describe.concurrent("every connection", () => {
  it("says what it is for, and learns within seconds that the other machine is gone", async ({
    databaseUrl,
    open,
  }) => {
    const url = new URL(databaseUrl)
    url.searchParams.set("options", "-c work_mem=8MB")
    const db = open(url.href)
    const { rows } = await db.system((tx) =>
      sql<{ name: string; setting: string }>`
        SELECT name, setting FROM pg_settings WHERE name IN ('application_name', 'idle_in_transaction_session_timeout',
          'statement_timeout', 'tcp_keepalives_idle', 'tcp_user_timeout', 'work_mem') ORDER BY name`.execute(
        tx,
      ),
    )
    expect(rows.map(({ setting }) => setting)).toEqual([
      "parley work",
      "90000",
      "30000",
      "5",
      "20000",
      "8192",
    ])
    const [role] = (await sql<{ role: string }>`SELECT current_user AS role`.execute(db.systemQueries)).rows
    expect(role).toEqual({ role: "parley_system" })
  })

  it("may take longer where nobody waits, and no longer than that", async ({ databaseUrl, open }) => {
    const db = open(databaseUrl, 1, 100)
    const slowly = () => db.system((tx) => sql`SELECT pg_sleep(0.3)`.execute(tx))
    await expect(slowly()).rejects.toMatchObject({ code: "57014" })
    await patiently(slowly)
    await expect(slowly()).rejects.toMatchObject({ code: "57014" })
  })
})
