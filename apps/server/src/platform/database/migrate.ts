import { readdir, readFile } from "node:fs/promises"
import { Kysely, sql } from "kysely"
import { type Migration, Migrator } from "kysely/migration"
import pg from "pg"
import { createClient, createPool } from "./connection.ts"
import { migrationMs } from "./timeouts.ts"
import { watchedDialect } from "./watched-driver.ts"

const purpose = { name: "migration", statementMs: migrationMs }
const folder = new URL("../../../migrations/", import.meta.url)

/**
 * Brings a database to the newest schema: every file of `migrations/`, in the order of their names, once, under a lock
 * that lets one process do it while others wait. Creates the database when the server has none of that name.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await createIfAbsent(databaseUrl)
  const db = new Kysely<unknown>({ dialect: watchedDialect(createPool(databaseUrl, { ...purpose, max: 2 })) })
  try {
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
  await prepareMessagePartitions(databaseUrl)
}

/** Makes room for the messages of the coming months; on every start, and daily in a process that runs for months. */
export async function prepareMessagePartitions(databaseUrl: string): Promise<void> {
  const client = createClient(databaseUrl, purpose)
  await client.connect()
  try {
    await client.query("CALL prepare_message_partitions()")
  } finally {
    await client.end()
  }
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql"))
  const files = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, folder), "utf8")
    return [name, { up: async (db) => void (await sql.raw(text).execute(db)) }]
  })
  return Object.fromEntries(await Promise.all(files))
}

async function createIfAbsent(databaseUrl: string): Promise<void> {
  const client = createClient(databaseUrl, purpose)
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "3D000") throw error
    const server = new URL(databaseUrl)
    const name = decodeURIComponent(server.pathname.slice(1))
    server.pathname = "/postgres"
    const admin = createClient(server.href, purpose)
    await admin.connect()
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`)
    await admin.end()
  }
}
