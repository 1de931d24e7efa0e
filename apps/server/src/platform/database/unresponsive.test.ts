import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { layWire, type Wire } from "../../testing/wire.ts"
import { createClient } from "./connection.ts"
import { ConnectionLost, Database, Leases, patiently, sql, type Tx, Wakes } from "./index.ts"

let databaseUrl: string
let wire: Wire
const opened: { close(): Promise<void> }[] = []

beforeEach(async () => {
  databaseUrl = await freshDatabase()
  wire = await layWire(databaseUrl)
})
afterEach(async () => {
  await wire.close()
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

function open(url: string, connections = 2, statementMs?: number): Database {
  const options = { connections, onConnectionLost: () => undefined }
  const database = new Database(url, { ...options, ...(statementMs !== undefined && { statementMs }) })
  opened.push(database)
  return database
}
function openLeases(url: string): Leases {
  const leases = new Leases(url)
  opened.push(leases)
  return leases
}
const pidOf = async (tx: Tx) =>
  (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)).rows[0]?.pid

describe("when connections go silent and new ones work", { timeout: 90_000 }, () => {
  it("a lease ends at its holder, and only later where another can have it", async () => {
    const lease = await openLeases(wire.url).tryAcquire("number", "1")
    const others = openLeases(databaseUrl)
    wire.silence()
    const aborted = new Promise((ended) => lease?.signal.addEventListener("abort", ended))
    expect(await others.tryAcquire("number", "1")).toBeUndefined()
    await aborted
    expect(await others.tryAcquire("number", "1")).toBeUndefined()
    await vi.waitFor(async () => expect(await others.tryAcquire("number", "1")).toBeDefined(), 40_000)
  })

  it("who listens hears again", async () => {
    const heard: string[] = []
    const wakes = new Wakes(wire.url)
    opened.push(wakes)
    wakes.hear("news", (payload) => heard.push(payload))
    await vi.waitFor(() => expect(heard).toEqual([""]), 10_000)
    wire.silence()
    await vi.waitFor(() => expect(heard).toEqual(["", ""]), 40_000)
    await open(databaseUrl).system((tx) => sql`NOTIFY news, 'again'`.execute(tx))
    await vi.waitFor(() => expect(heard).toEqual(["", "", "again"]), 10_000)
  })

  it("one transaction fails, and no other waits for a connection that was silent as well", async () => {
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

  it("what such a transaction had locked is free again", async () => {
    const db = open(wire.url, 1, 500)
    const other = createClient(databaseUrl, { name: "test" })
    await other.connect()
    opened.push({ close: () => other.end() })
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

describe("every connection", () => {
  it("says what it is for, and learns within seconds that the other machine is gone", async () => {
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

  it("may take longer where nobody waits, and no longer than that", async () => {
    const db = open(databaseUrl, 1, 100)
    const slowly = () => db.system((tx) => sql`SELECT pg_sleep(0.3)`.execute(tx))
    await expect(slowly()).rejects.toMatchObject({ code: "57014" })
    await patiently(slowly)
    await expect(slowly()).rejects.toMatchObject({ code: "57014" })
  })
})
