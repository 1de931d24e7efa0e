import { createServer } from "node:net"
import pg from "pg"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { layWire, type Wire } from "../../testing/wire.ts"
import { ConnectionLost, Database, isRace, sql, type Tx, troubleOf } from "./index.ts"

let databaseUrl: string
let admin: pg.Client
let wire: Wire
let db: Database
const opened: Database[] = []

beforeAll(async () => {
  databaseUrl = await freshDatabase()
  admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  await admin.query("CREATE TABLE note (id int PRIMARY KEY, of int REFERENCES note, text text)")
  await admin.query("GRANT ALL ON note TO parley_system")
})
afterAll(() => admin.end())

beforeEach(async () => {
  wire = await layWire(databaseUrl)
  db = open(wire.url)
})
afterEach(async () => {
  await wire.close()
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

function open(url: string, more: { connections?: number; statementMs?: number } = {}): Database {
  const database = new Database(url, { connections: 1, onConnectionLost: () => undefined, ...more })
  opened.push(database)
  return database
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  )
const at = (place: Partial<URL>) => Object.assign(new URL(databaseUrl), place).href
const ask = (database: Database) => database.system((tx) => sql`SELECT 1`.execute(tx))
const pidOf = async (tx: Tx) =>
  (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)).rows[0]?.pid
const asleep = async (pid: number | undefined) => {
  const { rows } = await admin.query("SELECT wait_event FROM pg_stat_activity WHERE pid = $1", [pid])
  return rows[0]?.wait_event
}
/** Does something to a transaction whose statement is under way. */
async function during(act: (pid: number | undefined) => Promise<unknown>) {
  await db.system(async (tx) => {
    const pid = await pidOf(tx)
    const statement = sql`SELECT pg_sleep(60)`.execute(tx)
    statement.catch(() => undefined)
    await vi.waitFor(async () => expect(await asleep(pid)).toBe("PgSleep"), 10_000)
    await act(pid)
    await statement
  })
}
/** Does something to a transaction between two of its statements. */
async function between(act: (pid: number | undefined) => Promise<unknown>) {
  await db.system(async (tx) => {
    await act(await pidOf(tx))
    await sql`SELECT 1`.execute(tx)
  })
}
/** Does something to a connection that waits for its next transaction. */
async function idle(act: (pid: number | undefined) => Promise<unknown>) {
  await act(await db.system(pidOf))
  await ask(db)
}
const terminate = (pid: number | undefined) => admin.query("SELECT pg_terminate_backend($1)", [pid])
const gone = async (pid: number | undefined) => {
  await terminate(pid)
  await vi.waitFor(async () => expect(await asleep(pid)).toBeUndefined(), 10_000)
}
const raise = (code: string) => () =>
  db.system((tx) => sql.raw(`DO $$ BEGIN RAISE SQLSTATE '${code}'; END $$`).execute(tx))

async function onSilentPort<T>(work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(() => undefined)
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  try {
    return await work(typeof address === "object" && address ? address.port : 0)
  } finally {
    server.close()
  }
}

describe("trouble that passes", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["the backend ended during a statement", () => during(terminate)],
    ["the backend ended between two statements", () => between(gone)],
    ["the connection broken during a statement", () => during(() => wire.sever())],
    ["the connection broken between two statements", () => between(() => wire.sever())],
    ["the connection broken while idle, and nothing listens", () => idle(() => wire.sever())],
    ["nobody listens", () => ask(open(at({ port: "1" })))],
    ["a name that nobody knows", () => ask(open(at({ hostname: "nobody.invalid" })))],
    [
      "a statement without an answer",
      () => {
        db = open(wire.url, { statementMs: 300 })
        return between(async () => wire.silence())
      },
    ],
    ["no such database yet", () => ask(open(at({ pathname: "/none" })))],
    [
      "a statement that was canceled",
      () => during((pid) => admin.query("SELECT pg_cancel_backend($1)", [pid])),
    ],
    [
      "a statement that took too long",
      () => open(databaseUrl, { statementMs: 50 }).system((tx) => sql`SELECT pg_sleep(60)`.execute(tx)),
    ],
    [
      "a lock that another has",
      () =>
        open(databaseUrl).system(async (other) => {
          await sql`SELECT pg_advisory_xact_lock(7)`.execute(other)
          await db.system(async (tx) => {
            await sql`SET LOCAL lock_timeout = 50`.execute(tx)
            await sql`SELECT pg_advisory_xact_lock(7)`.execute(tx)
          })
        }),
    ],
    ["a deadlock", raise("40P01")],
    ["a serialization failure", raise("40001")],
    ["too many connections", raise("53300")],
    ["a full disk", raise("53100")],
    ["no memory", raise("53200")],
    ["a shutdown", raise("57P01")],
    ["a start", raise("57P03")],
    ["a fail-over to a reading copy", raise("25006")],
    ["an error of the operating system", raise("58030")],
    ["what a later version may say", raise("ZZ001")],
  ])("%s", async (_what, work) => {
    const error = await failureOf(work())
    expect([troubleOf(error), error]).toEqual(["passing", expect.any(Error)])
  })

  it("no connection in time, as none is free or none is answered", async () => {
    const errors = await Promise.all([
      failureOf(db.system(() => ask(db))),
      failureOf(onSilentPort((port) => ask(open(at({ port: `${port}` }))))),
    ])
    const passing = ["passing", expect.any(Error)]
    expect(errors.map((error) => [troubleOf(error), error])).toEqual([passing, passing])
  })

  it("is told by one name where the connection is to blame, and leaves the next transaction a sound one", async () => {
    expect(await failureOf(between(() => wire.sever()))).toBeInstanceOf(ConnectionLost)
    await wire.restore()
    await ask(db)
    db = open(wire.url, { statementMs: 300 })
    expect(await failureOf(between(async () => wire.silence()))).toBeInstanceOf(ConnectionLost)
    await ask(db)
  })
})

describe("trouble that stays", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["a value of no such type", () => db.system((tx) => sql`SELECT ${"x"}::int`.execute(tx))],
    [
      "a time that PostgreSQL cannot keep",
      () => db.system((tx) => sql`SELECT ${"+275760-09-13T00:00:00Z"}::timestamptz`.execute(tx)),
    ],
    ["a row twice", () => db.system((tx) => sql`INSERT INTO note VALUES (1), (1)`.execute(tx))],
    [
      "a row that refers to nothing",
      () => db.system((tx) => sql`INSERT INTO note VALUES (2, 77)`.execute(tx)),
    ],
    ["a value too long for an index", raise("54000")],
    ["invalid JSON", async () => JSON.parse("{")],
    ["a shape that nobody expected", async () => Reflect.get(Object(null), "x").y],
  ])("%s is the data's", async (_what, work) => {
    expect(troubleOf(await failureOf(work()))).toBe("data")
  })

  it.each<[string, () => Promise<unknown>]>([
    ["a table that is not there", () => db.system((tx) => sql`SELECT * FROM moon`.execute(tx))],
    ["a right that is missing", raise("42501")],
    ["an error of our own", async () => Promise.reject(new Error("Something went wrong."))],
    [
      "an address of someone else that is not reached",
      () => fetch("http://127.0.0.1:1").catch(({ cause }) => Promise.reject(cause)),
    ],
  ])("%s is ours", async (_what, work) => {
    expect(troubleOf(await failureOf(work()))).toBe("ours")
  })
})

it("what another transaction may have caused is a race", async () => {
  const codes = ["23505", "23503", "40P01", "40001", "22001", "57014"]
  const races = await Promise.all(codes.map(async (code) => isRace(await failureOf(raise(code)()))))
  expect(races).toEqual([true, true, true, true, false, false])
})
