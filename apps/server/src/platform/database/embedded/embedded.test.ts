import { chmod, mkdtemp, readFile, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { Database, type EmbeddedPostgres, sql, startEmbeddedPostgres } from "../index.ts"

let folder: string
const cleanups: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-embedded-"))
  await chmod(folder, 0o755)
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  await rm(folder, { recursive: true, force: true })
})

async function start(
  more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder, ...more })
  cleanups.push(() => postgres.stop())
  return postgres
}
function open({ url }: EmbeddedPostgres): Database {
  const server = new URL(url)
  server.pathname = "/postgres"
  const db = new Database(server.href, { connections: 2, onConnectionLost: () => undefined })
  cleanups.push(() => db.close())
  return db
}
const pid = async () =>
  Number((await readFile(join(folder, "data", "postmaster.pid"), "utf8")).split("\n")[0])
const isAlive = (process_: number) => {
  try {
    return process.kill(process_, 0)
  } catch {
    return false
  }
}
const notes = (db: Database) => db.statement(sql<{ text: string }>`SELECT text FROM note`)

it("is started again where it was when someone kills it, with everything that was committed", async () => {
  const events: string[] = []
  const postgres = await start({ onRestart: (event) => events.push(event) })
  const db = open(postgres)
  await db.statement(sql`CREATE TABLE note (text text)`)
  await db.statement(sql`INSERT INTO note VALUES ('kept')`)
  const killed = await pid()
  process.kill(killed, "SIGKILL")
  await vi.waitFor(() => expect(events).toEqual(["stopped", "running"]), 60_000)
  await vi.waitFor(async () => expect(await notes(db)).toEqual([{ text: "kept" }]), 20_000)
  expect(postgres.isRunning()).toBe(true)
  const restarted = await pid()
  expect(restarted).not.toBe(killed)
  await postgres.stop()
  expect(isAlive(restarted)).toBe(false)
})

it("is started by one of two processes that use it, and used by both", async () => {
  const first = await start()
  const second = await start()
  const [one, other] = [open(first), open(second)]
  await one.statement(sql`CREATE TABLE note (text text)`)
  process.kill(await pid(), "SIGKILL")
  await vi.waitFor(() => expect([first.isRunning(), second.isRunning()]).toContain(false), 10_000)
  await vi.waitFor(() => expect([first.isRunning(), second.isRunning()]).toEqual([true, true]), 60_000)
  for (const db of [one, other]) await vi.waitFor(async () => expect(await notes(db)).toEqual([]), 20_000)
})

it("tells why when it cannot be started again", async () => {
  const lost = Promise.withResolvers<Error>()
  const postgres = await start({ restartWithinMs: 2_000, onLost: lost.resolve })
  const killed = await pid()
  await rename(join(folder, "data", "global"), join(folder, "data", "elsewhere"))
  process.kill(killed, "SIGKILL")
  expect((await lost.promise).message).toContain("stopped at its start")
  expect(postgres.isRunning()).toBe(false)
})

it("is not started again by one who stops it meanwhile", async () => {
  const postgres = await start()
  const killed = await pid()
  process.kill(killed, "SIGKILL")
  await vi.waitFor(() => expect(postgres.isRunning()).toBe(false), 10_000)
  await postgres.stop()
  await vi.waitFor(async () => {
    const left = await pid().catch(() => 0)
    expect(left === 0 || !isAlive(left)).toBe(true)
  })
})
