/**
 * The state file: one SQLite database, written behind.
 *
 * Writers keep their news in memory and hand it over in one transaction (20,000 single commits a second
 * are out of reach; 100,000 rows a second in batches are not). What was answered in the last QUIET_MS to
 * BUSY_MS may therefore be missing when the process is killed; a regular end writes everything.
 */
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync, type StatementSync } from "node:sqlite"

/** Wait before a write when there is little to do, and the longest wait when there is much. */
const quietMs = 10
const busyMs = 150
/**
 * A write may take this share of the time: after one of 3 ms the next waits 100 ms. What is told within that
 * wait, most of it, is never written as still to be told.
 */
const writingShare = 0.03
const applicationId = 0x50_53_42_58
const schemaVersion = 1

const schema = `
  CREATE TABLE documents(kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
  CREATE TABLE messages(
    id INTEGER PRIMARY KEY, number INTEGER NOT NULL, person INTEGER NOT NULL, outbound INTEGER NOT NULL,
    at_ms INTEGER NOT NULL, stage INTEGER NOT NULL, fail_code INTEGER NOT NULL,
    sent_at_ms INTEGER, delivered_at_ms INTEGER, read_at_ms INTEGER, reply_at_ms INTEGER, blocks INTEGER NOT NULL,
    pricing TEXT, callback_data TEXT, content TEXT NOT NULL);
  CREATE INDEX messages_by_chat ON messages(person, number, outbound);
  CREATE TABLE windows(number INTEGER NOT NULL, person INTEGER NOT NULL, opened_at_ms INTEGER NOT NULL, PRIMARY KEY(number, person)) WITHOUT ROWID;
  CREATE TABLE updates(
    id INTEGER PRIMARY KEY, channel TEXT NOT NULL, entry_id TEXT NOT NULL, field TEXT NOT NULL, number_id TEXT NOT NULL,
    slot TEXT NOT NULL, json TEXT NOT NULL, contact TEXT, at_ms INTEGER NOT NULL);
  CREATE TABLE deliveries(
    id INTEGER PRIMARY KEY, channel TEXT NOT NULL, state TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL, next_attempt_at_ms INTEGER, updates INTEGER NOT NULL, last_status INTEGER, last_error TEXT, body BLOB NOT NULL);
  CREATE TABLE blobs(id TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
`

/** Tables that came later; a state without them gets them when it is opened. */
const additions = `
  CREATE TABLE IF NOT EXISTS reach(business INTEGER NOT NULL, person INTEGER NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY(business, person)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS held(message INTEGER PRIMARY KEY, template INTEGER NOT NULL);
`

/**
 * One process owns the file: with an exclusive lock SQLite keeps its WAL index in memory, and with a longer
 * WAL a page that many batches touch is copied once (12 → 8 µs a row, measured with batches of 100).
 */
const pragmas = `
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -65536`

/** Something that keeps news in memory until the next transaction. */
export interface Writer {
  write(): void
}

export class StateFileError extends Error {}

export class Store {
  readonly database: DatabaseSync
  readonly #writers: Writer[] = []
  readonly #statements = new Map<string, StatementSync>()
  #timer: NodeJS.Timeout | undefined
  #lastFlushMs = 0
  #closed = false
  #fault: StateFileError | undefined
  #tellFault: (fault: StateFileError) => void = () => undefined
  readonly #file: string

  /**
   * Opens the state in `folder` (created when missing), or in memory for ":memory:".
   * Throws StateFileError when a file is there that is not this program's or cannot be read: it is never overwritten.
   */
  constructor(folder: string) {
    const inMemory = folder === ":memory:"
    const file = inMemory ? folder : join(folder, "state.db")
    this.#file = file
    if (!inMemory) keepPrivate(folder, file)
    this.database = openState(file)
  }

  /** Why nothing is written any more; undefined while all is well. */
  get fault(): StateFileError | undefined {
    return this.#fault
  }

  /** `listener` is told once, when a write fails. */
  onFault(listener: (fault: StateFileError) => void): void {
    this.#tellFault = listener
  }

  /** The statement, prepared once. For fixed SQL only: nothing is ever released. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  enlist(writer: Writer): void {
    this.#writers.push(writer)
  }

  /** Says that some writer has news; it will be on disk within BUSY_MS. */
  touch(): void {
    if (this.#timer !== undefined || this.#closed || this.#fault !== undefined) return
    const waitMs = Math.min(busyMs, Math.max(quietMs, this.#lastFlushMs / writingShare))
    this.#timer = setTimeout(() => {
      try {
        this.flush()
      } catch (error) {
        // Listeners have been told of the fault.
        if (!(error instanceof StateFileError)) throw error
      }
    }, waitMs)
  }

  /**
   * Throws StateFileError when it cannot be written, as on a full disk, and from then on: what the writers had
   * handed over is gone from memory, so that a later write would leave a gap nobody sees.
   */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#closed) return
    if (this.#fault !== undefined) throw this.#fault
    const began = performance.now()
    try {
      this.database.exec("BEGIN")
      for (const writer of this.#writers) writer.write()
      this.database.exec("COMMIT")
    } catch (error) {
      throw this.#giveUp(error)
    }
    this.#lastFlushMs = performance.now() - began
  }

  #giveUp(error: unknown): StateFileError {
    if (this.database.isTransaction) this.database.exec("ROLLBACK")
    const reason = error instanceof Error ? error.message : String(error)
    const fault = new StateFileError(
      `The state file ${this.#file} cannot be written: ${reason}. It holds everything up to a moment ago; what was answered within the last ${busyMs} ms may be missing. Make room and start again.`,
    )
    this.#fault = fault
    this.#tellFault(fault)
    return fault
  }

  /** Empties every table; the caller forgets what is in memory. */
  erase(): void {
    for (const table of [
      "documents",
      "messages",
      "windows",
      "updates",
      "deliveries",
      "blobs",
      "reach",
      "held",
    ]) {
      this.database.exec(`DELETE FROM ${table}`)
    }
  }

  close(): void {
    if (this.#closed) return
    try {
      if (this.#fault === undefined) this.flush()
    } finally {
      this.#closed = true
      this.database.close()
    }
  }
}

/**
 * The state holds secrets of apps, and people use the sandbox with real contacts: its file, whose mode SQLite's other files
 * take, is for its owner alone, and so is the folder unless it is someone else's or everyone's, as /tmp is.
 */
function keepPrivate(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  closeSync(openSync(file, "a", 0o600))
  const ours = process.getuid?.()
  if (statSync(file).uid === ours) chmodSync(file, 0o600)
  const { uid, mode } = statSync(folder)
  if (uid === ours && (mode & 0o1000) === 0) chmodSync(folder, 0o700)
}

function openState(file: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    const isEmpty = numberOf(database, "SELECT count(*) AS n FROM sqlite_schema") === 0
    if (isEmpty) {
      database.exec(
        `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; ${schema}`,
      )
    }
    const owner = numberOf(database, "SELECT application_id AS n FROM pragma_application_id")
    const version = numberOf(database, "SELECT user_version AS n FROM pragma_user_version")
    if (owner !== applicationId) throw new StateFileError("it was not written by this sandbox")
    if (version !== schemaVersion) {
      throw new StateFileError(`it has version ${version}, this sandbox reads version ${schemaVersion}`)
    }
    database.exec(pragmas)
    database.exec(additions)
    return database
  } catch (error) {
    database?.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new StateFileError(
      `The state file ${file} cannot be used: ${reason}. Move it away or set SANDBOX_DATA to another folder; it has not been changed.`,
    )
  }
}

function numberOf(database: DatabaseSync, sql: string): number {
  const value = database.prepare(sql).get()?.n
  return typeof value === "number" ? value : Number.NaN
}
