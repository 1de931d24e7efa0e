import { connect, createServer, type Server, type Socket } from "node:net"
import pg from "pg"
import { afterEach, beforeEach, expect, it } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { Leases } from "./leases.ts"

/** What PostgreSQL says to a connection that it is about to close (protocol 3.0, ErrorResponse). */
const goodbye = (() => {
  const fields = ["SFATAL", "VFATAL", "C57P01", "Mterminating connection due to administrator command"]
  const body = Buffer.from(`${fields.join("\0")}\0\0`)
  const head = Buffer.alloc(5)
  head.write("E")
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
})()

interface Connection {
  toClient: Socket
  toDatabase: Socket
}

let proxy: Server
let databaseUrl: string
const connections: Connection[] = []
let leases: Leases

beforeEach(async () => {
  databaseUrl = await freshDatabase()
  const url = new URL(databaseUrl)
  const database = { host: url.hostname, port: Number(url.port) }
  proxy = createServer((toClient) => {
    const toDatabase = connect(database)
    connections.push({ toClient, toDatabase })
    toClient.pipe(toDatabase).on("error", () => undefined)
    toDatabase.pipe(toClient, { end: false }).on("error", () => undefined)
  })
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening))
  const address = proxy.address()
  url.port = String(typeof address === "object" ? address?.port : "")
  url.hostname = "127.0.0.1"
  leases = new Leases(url.href)
})

afterEach(async () => {
  await leases.close()
  for (const { toClient, toDatabase } of connections.splice(0)) {
    toClient.destroy()
    toDatabase.destroy()
  }
  proxy.close()
})

it("a lease is held by one, and by the next once it is released", async () => {
  const first = await leases.tryAcquire("number", "1")
  expect(await leases.tryAcquire("number", "1")).toBeUndefined()
  await first?.release()
  expect(first?.signal.aborted).toBe(true)
  expect(await leases.tryAcquire("number", "1")).toBeDefined()
})

it("of several leases the first free ones are acquired, and no more than asked for", async () => {
  const others = new Leases(databaseUrl)
  await others.tryAcquire("number", "1")
  const some = await leases.acquireFree("number", ["1", "2", "3", "4"], 2)
  expect([...some.keys()]).toEqual(["2", "3"])
  const left = await others.acquireFree("number", ["2", "3", "4"], 3)
  expect([...left.keys()]).toEqual(["4"])
  await some.get("2")?.release()
  expect(await others.tryAcquire("number", "2")).toBeDefined()
  await others.close()
})

it("a broken connection ends its leases and none that were acquired after it", async () => {
  const before = await leases.tryAcquire("number", "1")
  const [broken] = connections
  // The database says goodbye; the socket itself closes only later.
  broken?.toDatabase.destroy()
  broken?.toClient.write(goodbye)
  await aborted(before?.signal)

  const after = await leases.tryAcquire("number", "1")
  expect(after).toBeDefined()
  broken?.toClient.destroy()
  // The end of that connection is heard before the answer to what is asked after it.
  expect(await leases.tryAcquire("number", "2")).toBeDefined()
  expect(after?.signal.aborted).toBe(false)
  expect(connections).toHaveLength(2)
})

it("a connection that could not be made does not take one that was", async () => {
  proxy.prependOnceListener("connection", (socket: Socket) => {
    socket.write(goodbye)
  })
  await expect(leases.tryAcquire("number", "1")).rejects.toThrow(/terminating connection/)
  const [refused] = connections
  const lease = await leases.tryAcquire("number", "1")
  refused?.toClient.destroy()
  expect(await leases.tryAcquire("number", "2")).toBeDefined()
  expect(lease?.signal.aborted).toBe(false)
})

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve()
    else signal?.addEventListener("abort", () => resolve())
  })
}

it("a lease is had on a new connection where the one before had just died", async () => {
  const lost = await leases.tryAcquire("number", "1")
  const killer = new pg.Client({ connectionString: databaseUrl })
  await killer.connect()
  await killer.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'parley leases' AND datname = current_database()`)
  await killer.end()
  const others = await Promise.all(["2", "3", "4"].map((piece) => leases.tryAcquire("number", piece)))
  expect(others.map((lease) => lease?.signal.aborted)).toEqual([false, false, false])
  expect(lost?.signal.aborted).toBe(true)
})
