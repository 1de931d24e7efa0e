import { createServer } from "node:http"
import pg from "pg"
import { request } from "undici"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { freshDatabase } from "./platform.ts"
import { commit, layWire, type Wire } from "./wire.ts"

let databaseUrl: string
let wire: Wire
const clients: pg.Client[] = []

beforeEach(async () => {
  databaseUrl = await freshDatabase()
  wire = await layWire(databaseUrl)
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)))
  await wire.close()
})

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on("error", () => undefined)
  await client.connect()
  clients.push(client)
  return client
}

describe("the wire to the database", () => {
  it("loses the answer to one COMMIT that the database has carried out, and no other", async () => {
    const outside = await connectTo(databaseUrl)
    await outside.query("CREATE TABLE kept (n int)")
    const lost = wire.loseAnswer(commit, /INSERT INTO kept/)
    const [other, client] = [await connectTo(wire.url), await connectTo(wire.url)]
    await other.query("BEGIN")
    await other.query("SELECT 1")
    await other.query("COMMIT")
    await client.query("BEGIN")
    await client.query("INSERT INTO kept VALUES ($1)", [1])
    await expect(client.query("COMMIT")).rejects.toThrow()
    await lost
    expect((await outside.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }])

    const next = await connectTo(wire.url)
    await next.query("BEGIN")
    await next.query("INSERT INTO kept VALUES (2)")
    await next.query("COMMIT")
    await other.query("SELECT 1")
    expect((await outside.query("SELECT count(*)::int AS n FROM kept")).rows).toEqual([{ n: 2 }])
  })

  it("cuts every connection, and lets new ones be made", async () => {
    const client = await connectTo(wire.url)
    const ended = new Promise((resolve) => client.once("end", resolve))
    await wire.cut()
    await ended
    await (await connectTo(wire.url)).query("SELECT 1")
    expect(wire.made()).toBe(2)
  })

  it("accepts connections and says nothing, until it is restored", async () => {
    wire.silence("all")
    const unheard = new pg.Client({ connectionString: wire.url, connectionTimeoutMillis: 100 })
    unheard.on("error", () => undefined)
    await expect(unheard.connect()).rejects.toThrow(/timeout/)
    expect(wire.made()).toBe(1)
    await wire.restore()
    await (await connectTo(wire.url)).query("SELECT 1")
  })

  it("takes its time each way, and keeps the order of what it carries", async () => {
    const [client, outside] = [await connectTo(wire.url), await connectTo(databaseUrl)]
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] })
    wire.delay(60_000)
    const heard: string[] = []
    const carried = client.query("SELECT pg_sleep(0)").then(() => heard.push("with a delay"))
    for (let n = 0; n < 20; n++) await outside.query("SELECT 1")
    heard.push("without one")
    wire.delay(0)
    await vi.waitFor(() => {
      vi.advanceTimersByTime(60_000)
      expect(heard).toEqual(["without one", "with a delay"])
    })
    await carried
  })
})

describe("the wire to a web server", () => {
  it("loses the answer to one request that the server has seen", async () => {
    const seen: string[] = []
    const server = createServer((asked, answer) => {
      seen.push(`${asked.method} ${asked.url}`)
      answer.end("yes")
    }).listen(0, "127.0.0.1")
    await vi.waitFor(() => expect(server.listening).toBe(true))
    const address = server.address()
    const toServer = await layWire(
      `http://127.0.0.1:${typeof address === "object" ? address?.port : undefined}`,
    )
    const post = () => request(new URL("/1/messages", toServer.url), { method: "POST", body: "{}" })
    const lost = toServer.loseAnswer(/^POST \/1\/messages /)
    await request(new URL("/other", toServer.url)).then(({ body }) => body.dump())
    await expect(post()).rejects.toThrow()
    await lost
    expect(await (await post()).body.text()).toBe("yes")
    expect(seen).toEqual(["GET /other", "POST /1/messages", "POST /1/messages"])
    await toServer.close()
    server.closeAllConnections()
    server.close()
  })
})
