/** kill -9 of the server in the middle of work on many contacts: once it is back, all ends as if nothing had happened. */
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { call } from "../../apps/server/src/testing/call.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { until } from "./launch-results.ts"
import { stopAt } from "./stop-at.ts"

/** Three batches of an import. */
const people = 2_500
/** Two bytes each, so that a file of everybody has two parts. */
const note = "ñ".repeat(1_000)

const anImport = z.object({
  id: z.string(),
  state: z.string(),
  rows_read: z.number(),
  rows_created: z.number(),
  rows_updated: z.number(),
  rows_unchanged: z.number(),
  rows_refused: z.number(),
  events_recorded: z.number(),
  subscriptions_changed: z.number(),
  rows_undone: z.number(),
  rows_kept: z.number(),
})
type Import = z.output<typeof anImport>

let installation: Installation
let database: pg.Client
let groupId: string

beforeAll(async () => {
  const url = await freshDatabase()
  installation = await startInstallation({ environment: { DATABASE_URL: url } })
  database = new pg.Client({ connectionString: url })
  await database.connect()
  ;({ groupId } = await installation.connectNumber())
}, 300_000)
afterAll(async () => {
  await database.end()
  await installation.stop()
})

/** How many rows there are, of how many contacts. */
async function counted(table: string, of = "true") {
  const { rows } = await database.query(
    `SELECT count(*)::int AS rows, count(DISTINCT contact_id)::int AS contacts FROM ${table} WHERE ${of}`,
  )
  return rows[0]
}

async function crash(stopped: Awaited<ReturnType<typeof stopAt>>, duringIt = async () => {}): Promise<void> {
  await stopped.isThere()
  await duringIt()
  await installation.server.kill()
  await stopped.goOn()
  installation.server = await installation.startServer({ PORT: new URL(installation.apiUrl).port })
}

async function upload(text: string, settings: Record<string, unknown>): Promise<string> {
  const body = { file_name: "people.csv", ...settings }
  const { id } = await installation.api.post("/v1/imports", body, z.object({ id: z.string() }))
  await installation.api.upload(`/v1/imports/${id}/file`, text, z.unknown())
  return id
}

const ended = (id: string, state: string): Promise<Import> =>
  until(
    () => installation.api.get(`/v1/imports/${id}`, anImport),
    (now) => now.state === state,
  )

const inTheMiddle = "EXISTS (SELECT FROM imports WHERE state = 'running' AND rows_read > 0)"
const sumOf = (one: Import) => one.rows_created + one.rows_updated + one.rows_unchanged + one.rows_refused
const ofImport = (id: string) => `contact_id IN (SELECT id FROM contacts WHERE import_id = '${id}')`

/** Who agreed, and behind them a row without a phone, one who comes again, and one who comes again with another name. */
function fileOf(country: string): string {
  const row = (n: number, name: string) => `${country}${10_000_000 + n},${name},yes,${note}\n`
  const rows = Array.from({ length: people }, (_, n) => row(n, `Ana ${n}`))
  return `phone,first_name,subscription_state,note\n${rows.join("")}nobody,Ana,yes,\n${row(7, "Ana 7")}${row(8, "Bo")}`
}
const consent = () => ({ subscription_group_id: groupId, consent_source: "web form" })

describe("kill -9 in the middle of", { timeout: 600_000 }, () => {
  let contactsImport: string

  it("an import of contacts: each row counts once, and nobody agreed twice", async () => {
    const stopped = await stopAt(database, "INSERT ON contacts FOR EACH STATEMENT", inTheMiddle)
    contactsImport = await upload(fileOf("+49151"), consent())
    await crash(stopped)
    const done = await ended(contactsImport, "completed")
    expect(done).toMatchObject({
      rows_read: people + 3,
      rows_created: people,
      rows_unchanged: 1,
      rows_refused: 2,
      subscriptions_changed: people,
    })
    expect(sumOf(done)).toBe(done.rows_read)
    for (const table of ["subscriptions", "consent_records"])
      expect(await counted(table, ofImport(contactsImport))).toEqual({ rows: people, contacts: people })
  })

  it("an import of events: each happened once", async () => {
    const stopped = await stopAt(database, "INSERT ON events FOR EACH STATEMENT", inTheMiddle)
    const rows = Array.from(
      { length: people },
      (_, n) => `+49152${10_000_000 + (n % 2_000)},visited,2026-04-15 09:30,${n},3\n`,
    )
    const text = `phone,event_name,event_at,place,event_value\n${rows.join("")}${rows[0]}nobody,visited,2026-04-15,1,1\n`
    const id = await upload(text, { kind: "events" })
    await crash(stopped)
    const done = await ended(id, "completed")
    expect(done).toMatchObject({
      rows_read: people + 2,
      rows_created: 2_000,
      rows_updated: 500,
      rows_unchanged: 1,
      rows_refused: 1,
      events_recorded: people,
    })
    expect(await counted("events")).toEqual({ rows: people, contacts: 2_000 })
    const totals = "SELECT sum(count)::int AS count, sum(total)::int AS total FROM"
    for (const table of ["contact_events", "contact_event_days"])
      expect((await database.query(`${totals} ${table}`)).rows).toEqual([
        { count: people, total: 3 * people },
      ])
  })

  it("an export: there is no file before all of it is written, and then it has everybody once", async () => {
    const stopped = await stopAt(
      database,
      "UPDATE ON contact_exports FOR EACH ROW",
      "OLD.state = 'running' AND OLD.parts = 1 AND NEW.parts = 2",
    )
    const asked = { columns: ["phone", "attributes.note"] }
    const created = await installation.api.post(
      "/v1/contact-exports",
      asked,
      z.object({ id: z.string(), state: z.string() }),
    )
    const path = `/v1/contact-exports/${created.id}`
    const file = () =>
      fetch(`${installation.apiUrl}${path}/file`, {
        headers: { authorization: `Bearer ${installation.apiKey}` },
      })
    await crash(stopped, async () => {
      const answer = await file()
      expect([answer.status, await answer.json()]).toEqual([
        409,
        { error: expect.objectContaining({ help: "Wait until it is completed." }) },
      ])
    })
    const anExport = z.object({ state: z.string(), rows_written: z.number(), bytes: z.number() })
    const all = people + 2_000
    const done = await until(
      () => installation.api.get(path, anExport),
      ({ state }) => state === "completed",
    )
    const bytes = Buffer.from(await (await file()).arrayBuffer())
    const [, ...lines] = bytes.toString().trimEnd().split("\n")
    expect([done.rows_written, done.bytes]).toEqual([all, bytes.length])
    expect([lines.length, new Set(lines).size]).toEqual([all, all])
  })

  it("a bulk action: nothing of it is done, and repeated under its key it is done once", async () => {
    const stopped = await stopAt(database, "INSERT ON consent_records FOR EACH STATEMENT")
    const body = {
      matching: {},
      subscription_group_id: groupId,
      state: "unsubscribed",
      source: "letter",
    }
    const unsubscribe = () =>
      call("POST", `${installation.apiUrl}/v1/contacts/bulk/subscriptions`, body, {
        authorization: `Bearer ${installation.apiKey}`,
        "idempotency-key": "everybody",
      })
    const first = unsubscribe().catch(() => "cut off")
    await crash(stopped)
    expect(await first).toBe("cut off")
    expect(await counted("consent_records", "state = 'unsubscribed'")).toEqual({ rows: 0, contacts: 0 })
    const all = people + 2_000
    for (const _ of ["repeated", "repeated once more"])
      expect((await unsubscribe()).body).toMatchObject({ contacts: all, changed: all, next: null })
    expect(await counted("consent_records", "state = 'unsubscribed'")).toEqual({ rows: all, contacts: all })
  })

  it("the undoing of an import: everybody it created is gone, and counted once", async () => {
    const id = await upload(fileOf("+49157"), consent())
    await ended(id, "completed")
    const stopped = await stopAt(
      database,
      "DELETE ON contacts FOR EACH STATEMENT",
      "EXISTS (SELECT FROM imports WHERE state = 'undoing' AND rows_undone > 0)",
    )
    await installation.api.post(`/v1/imports/${id}/undo`, {}, z.unknown())
    await crash(stopped)
    expect(await ended(id, "undone")).toMatchObject({ rows_undone: people, rows_kept: 0 })
    expect((await database.query(`SELECT FROM contacts WHERE import_id = '${id}'`)).rowCount).toBe(0)
    expect(await counted("consent_records", "true")).toMatchObject({ contacts: people + 2_000 })
  })
})
