import { execFile } from "node:child_process"
import { readdir } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { freshDatabase, testEnvironment } from "../../testing/platform.ts"

/**
 * The migrations that databases have applied. They keep their names and their order, and others are added after them:
 * a database whose migrations are not among those of the version that starts is refused.
 */
const applied = [
  "0001_platform.sql",
  "0002_workspaces.sql",
  "0003_members.sql",
  "0004_authentication.sql",
  "0005_idempotency.sql",
  "0006_connect.sql",
  "0007_contacts.sql",
  "0008_subscriptions.sql",
  "0009_imports.sql",
  "0010_conversations.sql",
  "0011_templates.sql",
  "0012_messaging.sql",
  "0013_campaigns.sql",
  "0014_retention.sql",
]

it("the migrations begin with those that databases have applied", async () => {
  const folder = new URL("../../../migrations/", import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted()
  expect(names.slice(0, applied.length)).toEqual(applied)
})

describe("a database of another version is refused, and left as it is:", () => {
  let databaseUrl: string
  let client: pg.Client
  beforeEach(async () => {
    databaseUrl = await freshDatabase()
    client = new pg.Client(databaseUrl)
    await client.connect()
  })
  afterEach(() => client.end())

  const migrations = async () =>
    (await client.query<{ name: string }>("SELECT name FROM kysely_migration ORDER BY name")).rows

  it("an earlier one, whose migrations were others", async () => {
    await client.query("DELETE FROM kysely_migration")
    await client.query("INSERT INTO kysely_migration VALUES ('0001_foundation.sql', now())")
    expect(await startOn(databaseUrl)).toEqual({
      code: 78,
      stderr:
        "This database was made by an earlier version of Parley, whose data cannot be carried over. " +
        "Start with an empty data folder (DATA_DIR) or an empty database (DATABASE_URL).\n",
    })
    expect(await migrations()).toEqual([{ name: "0001_foundation.sql" }])
  })

  it("a later one, which has added migrations", async () => {
    await client.query("INSERT INTO kysely_migration VALUES ('9999_later.sql', now())")
    const before = await migrations()
    expect(await startOn(databaseUrl)).toEqual({
      code: 78,
      stderr:
        "This database was made by a later version of Parley. " +
        "Start that version, or this one with an empty data folder (DATA_DIR) or an empty database (DATABASE_URL).\n",
    })
    expect(await migrations()).toEqual(before)
  })
})

/** Starts the server as a process, which is to end by itself. */
async function startOn(databaseUrl: string): Promise<{ code: unknown; stderr: string }> {
  const main = fileURLToPath(new URL("../../main.ts", import.meta.url))
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const env = { PATH, NODE_COMPILE_CACHE, ...(await testEnvironment({ DATABASE_URL: databaseUrl })) }
  return await new Promise((ended) => {
    execFile(process.execPath, [main], { env, timeout: 150_000 }, (error, _, stderr) =>
      ended({ code: error?.code, stderr }),
    )
  })
}
