import { readdir, readFile } from "node:fs/promises"
import { Kysely, sql } from "kysely"
import { type Migration, Migrator } from "kysely/migration"
import pg from "pg"
import { CannotStart } from "../cannot-start.ts"
import { createClient, createPool } from "./connection.ts"
import { migrationMs } from "./timeouts.ts"
import { watchedDialect } from "./watched-driver.ts"

const purpose = { name: "migration", statementMs: migrationMs }
const folder = new URL("../../../migrations/", import.meta.url)

/**
 * Brings a database to the newest schema: every file of `migrations/`, in the order of their names, once, under a lock
 * that lets one process do it while others wait. Creates the database when the server has none of that name.
 * @throws CannotStart, and changes nothing, when another version made the database and this one does not know its schema
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await createIfAbsent(databaseUrl)
  const db = new Kysely<unknown>({ dialect: watchedDialect(createPool(databaseUrl, { ...purpose, max: 2 })) })
  try {
    const migrations = await readMigrations()
    refuseOtherVersion(await appliedTo(db), Object.keys(migrations))
    const provider = { getMigrations: async () => migrations }
    const { error } = await new Migrator({ db, provider }).migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
}

/**
 * Makes room for the messages and events of the months around an instant of the platform's clock: on every start, daily in a process that
 * runs for months, and before the clock is moved.
 */
export async function preparePartitions(databaseUrl: string, at: Date): Promise<void> {
  const client = createClient(databaseUrl, purpose)
  await client.connect()
  try {
    await client.query("CALL prepare_message_partitions($1)", [at])
    await client.query("CALL prepare_event_partitions($1)", [at])
  } finally {
    await client.end()
  }
}

/** A later version has added migrations to all of ours; before the present ones there were others. */
function refuseOtherVersion(applied: readonly string[], ours: readonly string[]): void {
  if (applied.every((name) => ours.includes(name))) return
  const empty = "with an empty data folder (DATA_DIR) or an empty database (DATABASE_URL)"
  throw new CannotStart(
    ours.every((name) => applied.includes(name))
      ? `This database was made by a later version of Parley. Start that version, or this one ${empty}.`
      : `This database was made by an earlier version of Parley, whose data cannot be carried over. Start ${empty}.`,
  )
}

const hasApplied = "SELECT WHERE to_regclass('kysely_migration') IS NOT NULL"
const allApplied = 'SELECT name FROM kysely_migration ORDER BY name COLLATE "C"'

async function appliedTo(db: Kysely<unknown>): Promise<string[]> {
  const { rows: tables } = await sql.raw(hasApplied).execute(db)
  if (tables.length === 0) return []
  const { rows } = await sql.raw<{ name: string }>(allApplied).execute(db)
  return rows.map(({ name }) => name)
}

/** The migrations that a database has, in their order; none where it is empty. */
export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rowCount } = await client.query(hasApplied)
  if (!rowCount) return []
  const { rows } = await client.query<{ name: string }>(allApplied)
  return rows.map(({ name }) => name)
}

/** The migrations of this version, in their order. */
export const ownMigrations = async (): Promise<string[]> => Object.keys(await readMigrations()).toSorted()

async function readMigrations(): Promise<Record<string, Migration>> {
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
