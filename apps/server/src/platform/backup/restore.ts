import { once } from "node:events"
import { createReadStream } from "node:fs"
import { mkdir, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { PassThrough, Readable } from "node:stream"
import { json } from "node:stream/consumers"
import { pipeline } from "node:stream/promises"
import { createZstdDecompress } from "node:zlib"
import pg from "pg"
import copyStreams from "pg-copy-streams"
import tar from "tar-stream"
import type { BackupPlace } from "../config.ts"
import { migrate, ownMigrations } from "../database/index.ts"
import type { Room } from "../define-room.ts"
import { writeStream } from "../private-files.ts"
import {
  type ArchiveEnd,
  archiveEnd,
  endName,
  fileOfEntry,
  type Manifest,
  manifest,
  manifestName,
  tableOfPart,
} from "./archive.ts"
import { type BackupTable, continueCounting, createPartition, tablesOf } from "./catalog.ts"
import { connectForBackup } from "./connect.ts"
import { type InstallationKeys, markOf, openKeys } from "./keys.ts"
import { filesFolder, filesIn, openDatabase, readKeys, refuse, writeKeys } from "./place.ts"
import { txOf } from "./tx-of.ts"

interface Restored {
  madeAt: Date
  rows: number
  files: number
  /** What does not go on by itself, in sentences. */
  held: string[]
}

/**
 * Brings an installation back from a backup, where there is none: all of it or, when anything is wrong, nothing. Whatever was
 * on its way when the backup was made waits for a person, as it may have been sent since.
 * @param loadRooms imports all of the server, which takes a second: a backup that is refused does not wait for it
 * @throws CannotStart when there is an installation, the backup is another version's or not whole, or its keys cannot be had
 */
export async function restoreBackup(
  place: BackupPlace,
  {
    file,
    passphrase,
    loadRooms,
  }: { file: string; passphrase: string | undefined; loadRooms: () => Promise<readonly Room[]> },
): Promise<Restored> {
  const described = await readManifest(file)
  const ours = await ownMigrations()
  if (described.migrations.join() !== ours.join())
    refuse(
      "This backup was made by another version of Parley: restore it with that version, and update then.",
    )
  const keys = await keysFor(place, described, passphrase)
  const folder = filesFolder(place)
  if ((await filesIn(folder)).length > 0)
    refuse(`There are files in ${folder} already: a backup is restored into an empty folder.`)
  const database = await openDatabase(place)
  try {
    await requireEmpty(database.url)
    await migrate(database.url)
    const client = await connectForBackup(database.url)
    try {
      const restored = await load(client, {
        file,
        described,
        folder,
        loadRooms,
        keep: () => writeKeys(place, keys),
      })
      await client.query("ANALYZE")
      return restored
    } finally {
      await client.end()
    }
  } finally {
    await database.stop()
  }
}

async function readManifest(file: string): Promise<Manifest> {
  try {
    for await (const { name, content } of entriesOf(file)) {
      if (name !== manifestName) break
      return manifest.parse(await json(content))
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      refuse(`There is no file ${file}.`)
  }
  refuse(`${file} is not a backup of Parley, or not of a layout that this version knows.`)
}

async function keysFor(
  place: BackupPlace,
  { keys: sealed, key_mark }: Manifest,
  passphrase: string | undefined,
): Promise<InstallationKeys> {
  const found = await readKeys(place)
  if (found.encryption_key !== undefined && markOf(found.encryption_key) !== key_mark)
    refuse(
      "The encryption key here (ENCRYPTION_KEY, or encryption.key in DATA_DIR) is not the one of this backup, whose secrets could not be read with it.",
    )
  if (sealed === null) {
    const { encryption_key, ...others } = found
    if (encryption_key === undefined)
      refuse(
        "This backup is without its keys: set ENCRYPTION_KEY to the one of the installation, and WEBHOOK_VERIFY_TOKEN.",
      )
    return { encryption_key, ...others }
  }
  if (passphrase === undefined)
    refuse("PARLEY_BACKUP_PASSPHRASE is not set; expected the passphrase that this backup was made with.")
  return openKeys(sealed, passphrase)
}

/** A database that any installation has started on has a workspace. */
async function requireEmpty(url: string): Promise<void> {
  const client = await connectForBackup(url).catch((error: unknown) => {
    if (error instanceof pg.DatabaseError && error.code === "3D000") return undefined // it is made
    throw error
  })
  if (!client) return
  try {
    const { rows } = await client.query<{ relation: string | null }>(
      "SELECT to_regclass('public.workspaces')::text AS relation",
    )
    if (rows[0]?.relation) await refuseInstallation(client)
  } finally {
    await client.end()
  }
}

async function refuseInstallation(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM workspaces LIMIT 1")
  if (rowCount)
    refuse(
      "There is an installation already: a backup is restored into an empty folder (DATA_DIR) or an empty database (DATABASE_URL).",
    )
}

async function load(
  client: pg.Client,
  {
    file,
    described,
    folder,
    loadRooms,
    keep,
  }: {
    file: string
    described: Manifest
    folder: string
    loadRooms: () => Promise<readonly Room[]>
    /** Keeps what belongs to the rows and is not in the database, before they are there. */
    keep: () => Promise<void>
  },
): Promise<Restored> {
  const { tables, partitions } = described
  // The manifest says what is there, and so what is looked for at the end: of fewer tables all would seem to be there.
  if (namesOf(tables) !== namesOf(await tablesOf(client))) refuse(isChanged)
  const named = tables.map(({ name }) => pg.escapeIdentifier(name))
  const triggers = (verb: "ENABLE" | "DISABLE") =>
    client.query(named.map((table) => `ALTER TABLE ${table} ${verb} TRIGGER USER`).join("; "))
  let restored: Restored
  await client.query("BEGIN")
  try {
    await client.query(partitions.map(createPartition).join("; "))
    // Locks out a server that starts meanwhile, until all of it is there.
    await client.query(`LOCK TABLE ${named.join(", ")} IN ACCESS EXCLUSIVE MODE`)
    await refuseInstallation(client)
    await client.query(`TRUNCATE ${named.join(", ")}`)
    // They tell and record what people do, which was told and recorded.
    await triggers("DISABLE")
    const loaded = await loadEntries(client, { file, tables, folder })
    await continueCounting(client)
    const held = await holdAll(client, await loadRooms(), new Date(described.made_at))
    await triggers("ENABLE")
    await keep()
    const rows = Object.values(loaded.rows).reduce((sum, count) => sum + count, 0)
    restored = { madeAt: new Date(described.made_at), rows, files: loaded.files, held }
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  // Whether this succeeded is not known when its answer is lost: from here on nothing is taken away.
  await client.query("COMMIT")
  return restored
}

async function loadEntries(
  client: pg.Client,
  { file, tables, folder }: { file: string; tables: readonly BackupTable[]; folder: string },
): Promise<ArchiveEnd> {
  const loaded: ArchiveEnd = { rows: {}, files: 0 }
  let end: ArchiveEnd | undefined
  let copy: TableCopy | undefined
  const finishTable = async () => {
    if (copy) loaded.rows[copy.table] = await copy.end()
    copy = undefined
  }
  try {
    for await (const { name, content } of entriesOf(file)) {
      const tableName = tableOfPart(name)
      if (tableName !== undefined) {
        if (copy?.table !== tableName) {
          await finishTable()
          copy = startCopy(client, tables, tableName)
        }
        await copy.add(content)
        continue
      }
      await finishTable()
      const path = fileOfEntry(name)
      if (path !== undefined) {
        await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 })
        await pipeline(content, writeStream(join(folder, path)))
        loaded.files++
      } else if (name === endName) end = archiveEnd.parse(await json(content))
      else content.resume()
    }
    if (!end) refuse(isCut)
    return requireAll(loaded, end, tables)
  } catch (error) {
    await copy?.abort() // or nothing more could be said on this connection
    if (error instanceof Error && error.message === "Unexpected end of data") refuse(isCut)
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ZSTD")) refuse(isChanged)
    throw error
  }
}

/** @throws CannotStart where something is missing */
function requireAll(loaded: ArchiveEnd, end: ArchiveEnd, tables: readonly BackupTable[]): ArchiveEnd {
  const different = tables.filter(({ name }) => (loaded.rows[name] ?? 0) !== end.rows[name])
  if (different.length > 0 || loaded.files !== end.files) refuse(isCut)
  return loaded
}

const isChanged = "This backup is damaged: it is not as it was written."
const isCut = "This backup is not whole: it was cut off while it was written or copied."

/** Tables with their columns, in no order that matters. */
const namesOf = (tables: readonly BackupTable[]) =>
  JSON.stringify(tables.map(({ name, columns }) => [name, ...columns.toSorted()].join(" ")).toSorted())

interface TableCopy {
  table: string
  add(part: Readable): Promise<void>
  /** @returns how many rows came in */
  end(): Promise<number>
  abort(): Promise<void>
}

function startCopy(client: pg.Client, tables: readonly BackupTable[], name: string): TableCopy {
  const table = tables.find((known) => known.name === name)
  if (!table) refuse(isCut)
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(", ")
  const copy = client.query(copyStreams.from(`COPY ${pg.escapeIdentifier(name)} (${columns}) FROM STDIN`))
  const compressed = new PassThrough()
  const loaded = pipeline(compressed, createZstdDecompress(), copy)
  const failed = loaded.then(() => undefined)
  failed.catch(() => undefined) // told where a part is added, or at the end
  return {
    table: name,
    async add(part) {
      for await (const chunk of part)
        if (!compressed.write(chunk)) await Promise.race([once(compressed, "drain"), failed])
    },
    async end() {
      compressed.end()
      await loaded
      return copy.rowCount
    },
    async abort() {
      compressed.destroy(new Error("the restore ended early"))
      await loaded.catch(() => undefined)
    },
  }
}

/** Has every room hold what may have been done since the backup was made, in the transaction that brings it back. */
async function holdAll(client: pg.Client, rooms: readonly Room[], madeAt: Date): Promise<string[]> {
  const tx = txOf(client)
  const held: string[] = []
  for (const room of rooms) held.push(...((await room.afterRestore?.(tx, madeAt)) ?? []))
  return held
}

interface Entry {
  name: string
  content: Readable
}

async function* entriesOf(file: string): AsyncGenerator<Entry> {
  const extract = tar.extract()
  const source = createReadStream(file)
  source.on("error", (error) => extract.destroy(error))
  source.pipe(extract)
  try {
    for await (const entry of extract) yield { name: entry.header.name, content: Readable.from(entry) }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Invalid tar header")) refuse(isChanged)
    throw error
  } finally {
    source.destroy()
  }
}
