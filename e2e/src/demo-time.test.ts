/** The demo on an installation that somebody goes on using: it ends now, and leaves nothing in the future. */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"

const parley = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url))
const clock = z.object({ offset_ms: z.number(), speed: z.number(), paused: z.boolean() })
const hourMs = 3_600_000

/** What says when something will be. */
const ofTheFuture = [
  "access_token_expires_at",
  "category_changes_at",
  "corrected_until",
  "delete_after",
  "due_at",
  "expires_at",
  "filled_at", // of what sends failures once more: until when it does
  "gone_at",
  "held_until",
  "locked_until",
  "refresh_token_expires_at",
  "retry_at",
  "send_after",
  "token_expires_at",
  "try_after",
  "until",
]

let installation: Installation
let database: pg.Client
let told: string

beforeAll(async () => {
  const url = await freshDatabase()
  installation = await startInstallation({ environment: { DATABASE_URL: url } })
  database = new pg.Client({ connectionString: url })
  await database.connect()
  const environment = {
    ...process.env,
    NO_COLOR: "1",
    PARLEY_URL: installation.apiUrl,
    PARLEY_API_KEY: installation.apiKey,
    SANDBOX_URL: installation.sandboxUrl,
  }
  const { stdout } = await promisify(execFile)(process.execPath, [parley, "demo"], {
    env: environment,
    maxBuffer: 10_000_000,
  })
  told = stdout
}, 240_000)
afterAll(async () => {
  await database?.end()
  await installation?.stop()
})

describe("after the demo", () => {
  it("the sandbox's clock is where it was, and everything adds up", async () => {
    expect(told).toContain("Everything adds up")
    expect(await installation.sandbox.get("/_sandbox/clock", clock)).toEqual({
      offset_ms: 0,
      speed: 1,
      paused: false,
    })
  })

  it("it began a day ago", async () => {
    const { rows } = await database.query<{ first: Date }>("SELECT min(created_at) AS first FROM contacts")
    const agoMs = Date.now() - (rows[0]?.first.getTime() ?? 0)
    expect(agoMs).toBeGreaterThan(24 * hourMs)
    expect(agoMs).toBeLessThan(26 * hourMs)
  })

  it("no record is dated later than now, by its times or its id", async () => {
    const { rows: columns } = await database.query<{ table: string; column: string; type: string }>(`
      SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type
      FROM information_schema.columns AS c JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND (c.data_type = 'timestamp with time zone'
        OR c.data_type = 'uuid' AND c.column_name = 'id')`)
    const dated = columns.filter(({ column }) => !ofTheFuture.includes(column))
    const latest = await database.query<{ place: string; at: Date | null }>(
      dated
        .map(({ table, column, type }) => {
          const at = type === "uuid" ? `uuid_extract_timestamp(${column})` : column
          return `SELECT '${table}.${column}' AS place, max(${at}) AS at FROM ${table}`
        })
        .join(" UNION ALL "),
    )
    const filled = latest.rows.filter(({ at }) => at !== null)
    expect(filled.length).toBeGreaterThan(40)
    const now = Date.now()
    expect(filled.filter(({ at }) => (at?.getTime() ?? 0) > now)).toEqual([])
  })
})
