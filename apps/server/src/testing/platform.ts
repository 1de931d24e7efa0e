import { randomUUID } from "node:crypto"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { inject } from "vitest"
import { readConfig } from "../platform/config.ts"
import { openPlatform, type Platform } from "../platform/index.ts"
import { rooms } from "../rooms.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../workspaces/index.ts"

/** A database of a test's own, cloned from the migrated template. */
export async function freshDatabase(): Promise<string> {
  const template = new URL(inject("templateDatabaseUrl"))
  const name = `test_${randomUUID().replaceAll("-", "")}`
  const server = new URL(template)
  server.pathname = "/postgres"
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
  await client.end()
  server.pathname = `/${name}`
  return server.href
}

/** The environment of a server under test; `more` wins. */
export async function testEnvironment(more: Record<string, string> = {}): Promise<Record<string, string>> {
  return {
    DATABASE_URL: more.DATABASE_URL ?? (await freshDatabase()),
    DATA_DIR: await mkdtemp(join(tmpdir(), "parley-data-")),
    META_APP_ID: "1",
    META_APP_SECRET: "test-app-secret",
    META_GRAPH_URL: "http://127.0.0.1:1",
    LOG_LEVEL: "silent",
    PORT: "0",
    ...more,
  }
}

/** A real platform on a fresh database, with one workspace and a key to it. */
export async function testPlatform(
  options: { environment?: Record<string, string>; clock?: Platform["clock"] } = {},
): Promise<Platform & { workspaceId: string; apiKey: string; close(): Promise<void> }> {
  const config = readConfig(await testEnvironment(options.environment))
  const platform = await openPlatform(config, rooms, options.clock)
  const apiKey = generateApiKey()
  const now = platform.clock.now()
  const workspaceId = await platform.db.system(async (tx) => {
    const { id } = await createWorkspace(tx, "Test", now)
    await storeApiKey(tx, { workspaceId: id, name: "Test", secret: apiKey, now })
    return id
  })
  return { ...platform, workspaceId, apiKey }
}
