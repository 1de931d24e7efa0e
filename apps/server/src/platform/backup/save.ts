import { createReadStream, createWriteStream } from "node:fs"
import { open, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { constants, createZstdCompress } from "node:zlib"
import pg from "pg"
import copyStreams from "pg-copy-streams"
import tar from "tar-stream"
import type { BackupPlace } from "../config.ts"
import { appliedMigrations, ownMigrations } from "../database/index.ts"
import {
  type ArchiveEnd,
  endName,
  fileEntry,
  layout,
  type Manifest,
  manifestName,
  partName,
} from "./archive.ts"
import { type BackupTable, partitionsOf, tablesOf } from "./catalog.ts"
import { connectForBackup } from "./connect.ts"
import { type InstallationKeys, markOf, sealKeys } from "./keys.ts"
import { filesFolder, filesIn, hasEmbedded, openDatabase, readKeys, refuse } from "./place.ts"

/** A part of a table in the archive: as much as is in memory of it at a time. */
const partBytes = 4 * 1024 * 1024
/** With a checksum, by which a restore notices what a disk or a copy has changed. */
const compression = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
}

/** What a backup contains. */
interface Saved {
  madeAt: Date
  rows: number
  files: number
  bytes: number
  hasKeys: boolean
}

/**
 * Writes an installation into one file, while it runs or not: the database as it is at one instant, the files, and the
 * keys where there is a passphrase. Memory does not grow with the database.
 * @param passphrase seals the keys; undefined: they are left out
 * @throws CannotStart when there is no installation, or another version's
 */
export async function saveBackup(
  place: BackupPlace,
  { file, passphrase }: { file: string; passphrase: string | undefined },
): Promise<Saved> {
  const { encryption_key, ...others } = await readKeys(place)
  if (encryption_key === undefined || (place.databaseUrl === undefined && !hasEmbedded(place)))
    refuse(`There is no installation in ${place.dataDir}: DATA_DIR and DATABASE_URL say where it is.`)
  const keys: InstallationKeys = { encryption_key, ...others }
  const database = await openDatabase(place)
  const arriving = `${file}.part`
  try {
    const client = await connectForBackup(database.url)
    try {
      const content = await write(client, { place, keys, passphrase, to: arriving })
      await rename(arriving, file)
      return { ...content, bytes: (await stat(file)).size, hasKeys: passphrase !== undefined }
    } finally {
      await client.end()
    }
  } finally {
    await rm(arriving, { force: true })
    await database.stop()
  }
}

async function write(
  client: pg.Client,
  {
    place,
    keys,
    passphrase,
    to,
  }: { place: BackupPlace; keys: InstallationKeys; passphrase: string | undefined; to: string },
): Promise<Pick<Saved, "madeAt" | "rows" | "files">> {
  const pack = tar.pack()
  const written = pipeline(pack, createWriteStream(to, { mode: 0o600, flush: true }))
  written.catch(() => undefined) // told by who awaits it below
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    const described = await describe(client, { keys, passphrase })
    await add(pack, manifestName, JSON.stringify(described, null, 2))
    const rows: ArchiveEnd["rows"] = {}
    for (const table of described.tables) rows[table.name] = await addTable(client, pack, table)
    await client.query("COMMIT") // as early as can be: while it is open, nothing that was deleted is cleaned up
    const files = await addFiles(pack, filesFolder(place))
    await add(pack, endName, JSON.stringify({ rows, files } satisfies ArchiveEnd))
    pack.finalize()
    await written
    return {
      madeAt: new Date(described.made_at),
      rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
      files,
    }
  } catch (error) {
    pack.destroy(new Error("the backup ended early"))
    await written.catch(() => undefined)
    throw error
  }
}

async function describe(
  client: pg.Client,
  { keys, passphrase }: { keys: InstallationKeys; passphrase: string | undefined },
): Promise<Manifest> {
  const applied = await appliedMigrations(client)
  const ours = await ownMigrations()
  if (applied.length !== ours.length || applied.some((name, index) => name !== ours[index]))
    refuse(
      "This database is of another version of Parley than this program: back it up by the version that it runs with.",
    )
  const { rows } = await client.query<{ now: Date }>("SELECT now()")
  return {
    layout,
    made_at: (rows[0]?.now ?? new Date()).toISOString(),
    migrations: ours,
    tables: await tablesOf(client),
    partitions: await partitionsOf(client),
    key_mark: markOf(keys.encryption_key),
    keys: passphrase === undefined ? null : sealKeys(keys, passphrase),
  }
}

/** @returns how many rows the table has */
async function addTable(client: pg.Client, pack: tar.Pack, { name, columns }: BackupTable): Promise<number> {
  const listed = columns.map((column) => pg.escapeIdentifier(column)).join(", ")
  const copy = client.query(
    copyStreams.to(`COPY (SELECT ${listed} FROM ${pg.escapeIdentifier(name)}) TO STDOUT`),
  )
  await pipeline(copy, createZstdCompress(compression), async (compressed: AsyncIterable<Buffer>) => {
    let part: Buffer[] = []
    let bytes = 0
    let parts = 0
    const flush = async () => {
      await add(pack, partName(name, ++parts), Buffer.concat(part))
      part = []
      bytes = 0
    }
    for await (const chunk of compressed) {
      part.push(chunk)
      bytes += chunk.length
      if (bytes >= partBytes) await flush()
    }
    if (bytes > 0) await flush()
  })
  return copy.rowCount
}

/** The files as they are now: one that came after the rows were read is not missed, and one that went is left out. */
async function addFiles(pack: tar.Pack, folder: string): Promise<number> {
  let added = 0
  for (const path of await filesIn(folder)) {
    const handle = await open(join(folder, path)).catch(() => undefined)
    if (!handle) continue
    const { size } = await handle.stat()
    await handle.close()
    if (size === 0) await add(pack, fileEntry(path), "")
    else {
      const entry = pack.entry({ name: fileEntry(path), size, mode: 0o600 })
      await pipeline(createReadStream(join(folder, path), { end: size - 1 }), entry)
    }
    added++
  }
  return added
}

function add(pack: tar.Pack, name: string, content: string | Buffer): Promise<void> {
  return new Promise((done, failed) => {
    pack.entry({ name, mode: 0o600 }, content, (error) => (error ? failed(error) : done()))
  })
}
