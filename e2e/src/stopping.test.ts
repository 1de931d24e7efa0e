/**
 * A stop ends although something hangs. What hangs does so for longer than any test lasts, so a stop that waited would fail it; and
 * a server that does not come to its end within 10 s by itself ends with another code than 0.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { connect } from "node:net"
import { setInterval as atPace } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { Database, sql } from "../../apps/server/src/platform/database/index.ts"
import { hasClosed } from "../../apps/server/src/testing/has-closed.ts"
import { freshDatabase, testEnvironment } from "../../apps/server/src/testing/platform.ts"
import { layWire } from "../../apps/server/src/testing/wire.ts"
import { type Installation, programEnvironment, startInstallation } from "./installation/index.ts"
import { readyToLaunch, until } from "./launch-results.ts"

const contacts = 20
const hits = z.object({ data: z.array(z.object({ hits: z.number() })) })
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A server whose posts Meta never answers, all of them under way. @param by its way to the database */
async function startHanging(
  url: string,
  by = url,
): Promise<{ installation: Installation; database: Database }> {
  const installation = await startInstallation({
    environment: { DATABASE_URL: by, META_TIMEOUT_SECONDS: "600" },
  })
  cleanups.push(() => installation.stop())
  const database = new Database(url, { connections: 2, onConnectionLost: () => undefined })
  cleanups.push(() => database.close())
  const { number, templateId } = await readyToLaunch(installation, contacts)
  await installation.sandbox.post(
    "/_sandbox/failures",
    { kind: "accept_then_timeout", match: { phone_number_id: number.phoneNumberId } },
    z.unknown(),
  )
  await installation.sandbox.post("/_sandbox/clock", { paused: true }, z.unknown()) // no status comes
  await installation.launchToEverybody(number, templateId)
  await until(
    () => installation.sandbox.get("/_sandbox/failures", hits),
    ({ data }) => data[0]?.hits === contacts,
  )
  return { installation, database }
}

const states = (database: Database) =>
  database.system(
    async (tx) =>
      (
        await sql`
          SELECT state, claim IS NOT NULL AS is_claimed, unanswered, count(*)::int FROM outbox GROUP BY 1, 2, 3
        `.execute(tx)
      ).rows,
  )

describe("a server that is asked to stop", () => {
  it("while Meta answers nothing ends, and leaves every post in doubt", async () => {
    const { installation, database } = await startHanging(await freshDatabase())
    expect(await installation.server.stop()).toBe(0)
    expect(await states(database)).toEqual([
      { state: "in_doubt", is_claimed: false, unanswered: 1, count: contacts },
    ])
  })

  it("while its database answers nothing either ends, and leaves every post as a crash would", async () => {
    const { installation, database } = await startHanging(await freshDatabase())
    await database.system(async (tx) => {
      await sql`LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE`.execute(tx)
      expect(await installation.server.stop()).toBe(0)
    })
    expect(await states(database)).toEqual([
      { state: "due", is_claimed: true, unanswered: 0, count: contacts },
    ])
  })

  it("while its database stands still ends as well", async () => {
    const url = await freshDatabase()
    const wire = await layWire(url)
    cleanups.push(() => wire.close())
    const { installation, database } = await startHanging(url, wire.url)
    wire.silence("all")
    expect(await installation.server.stop()).toBe(0)
    expect(await states(database)).toEqual([
      { state: "due", is_claimed: true, unanswered: 0, count: contacts },
    ])
  })

  it("while clients send without end and read nothing ends as well", async () => {
    const installation = await startInstallation({ environment: { DATABASE_URL: await freshDatabase() } })
    cleanups.push(() => installation.stop())
    const { port } = new URL(installation.apiUrl)
    const head = `Host: x\r\nAuthorization: Bearer ${installation.apiKey}\r\n`
    const upload = connect(Number(port), "127.0.0.1")
    const stream = connect(Number(port), "127.0.0.1").pause()
    const cut = [upload, stream].map(hasClosed)
    upload.write(
      `POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4000000\r\n\r\n`,
    )
    stream.write(`GET /v1/events HTTP/1.1\r\n${head}\r\n`)
    await once(stream, "readable")
    const dripping = (async () => {
      for await (const _ of atPace(50)) {
        if (upload.destroyed) return
        upload.write(" ".repeat(200)) // as fast as it has to be in order not to be cut for its slowness
      }
    })()
    expect(await installation.server.stop()).toBe(0)
    stream.resume()
    await Promise.all([...cut, dripping])
  })

  it("while it has not started yet, and cannot, ends as well", async () => {
    const url = await freshDatabase()
    const database = new Database(url, { connections: 2, onConnectionLost: () => undefined })
    cleanups.push(() => database.close())
    await database.system(async (tx) => {
      await sql`RESET ROLE`.execute(tx)
      await sql`LOCK TABLE kysely_migration IN ACCESS EXCLUSIVE MODE`.execute(tx)
      const environment = { ...programEnvironment(), ...(await testEnvironment({ DATABASE_URL: url })) }
      const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url))
      const child = spawn(process.execPath, [main], { env: environment, stdio: "ignore" })
      cleanups.push(async () => child.kill("SIGKILL"))
      const ended = once(child, "exit")
      await until(
        async () =>
          database.statement(
            sql`SELECT FROM pg_stat_activity WHERE datname = current_database()
              AND application_name = 'parley migration' AND wait_event_type = 'Lock'`,
          ),
        (waiting) => waiting.length > 0,
      )
      child.kill("SIGTERM")
      expect(await ended).toEqual([1, null])
    })
  })
})
