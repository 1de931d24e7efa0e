import { Kysely, type RawBuilder, sql } from "kysely"
import pg from "pg"
import type { Clock } from "../clock.ts"
import { keepingWakes, type WantedWakes } from "./after-commit.ts"
import { actorScope } from "./audit-actor.ts"
import { createPool } from "./connection.ts"
import { currentWatch } from "./effects.ts"
import type { DB } from "./tables.generated.ts"
import { chosenMs, ordinaryMs, promptly } from "./timeouts.ts"
import { readingScope, type Tx } from "./tx.ts"
import type { Wakes } from "./wakes.ts"
import { type WatchedDriver, watchedDialect } from "./watched-driver.ts"

export { type RawBuilder, sql } from "kysely"
export { wakeAfterCommit } from "./after-commit.ts"
export { applyFacts, type FactTable } from "./apply-facts.ts"
export { actingAs } from "./audit-actor.ts"
export { createClient } from "./connection.ts"
export { ConnectionLost, isRace, troubleOf } from "./connection-errors.ts"
export { currentWatch, type EffectWatch, watchedBy } from "./effects.ts"
export { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/embedded.ts"
export { jsonText, storableText } from "./json-text.ts"
export { keepingPlans } from "./kept-plans.ts"
export { type Lease, Leases } from "./leases.ts"
export { appliedMigrations, migrate, ownMigrations, preparePartitions } from "./migrate.ts"
export { columnsOf, rows } from "./rows.ts"
export { bestFitting, type Hit, type Search } from "./search.ts"
export type { DB } from "./tables.generated.ts"
export { migrationMs, patiently, promptly } from "./timeouts.ts"
export { readWithin, type Tx } from "./tx.ts"
export { Wakes } from "./wakes.ts"

// Counts are far below 2^53, and a number is what every caller wants of them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export interface DatabaseOptions {
  /** At most, made when they are needed. */
  connections: number
  onConnectionLost: (error: Error) => void
  /** What the connections are for, as pg_stat_activity shows it. Default: work */
  name?: string
  /** How long a statement may take, unless its work is done `promptly` or `patiently`. */
  statementMs?: number
  /** How long a transaction may ask nothing. */
  idleInTransactionMs?: number
  /** By which the database makes ids and times. Default: the machine's */
  clock?: Clock
  /** How its transactions wake who waits for what they commit. Default: nobody is woken */
  wakes?: Wakes
  /** Under which the database hashes what must not be readable in it: 32 bytes in hexadecimal. Default: it cannot */
  hashKey?: string
}

/**
 * The database, entered only through a transaction with a scope. Row-level security applies to every query: inside
 * `workspace` nothing of another workspace can be read or written, whatever the query says.
 */
export class Database {
  readonly #kysely: Kysely<DB>
  /**
   * Queries in the system's scope for a library that writes its own statements and transactions, and for a single statement that
   * every request asks: a transaction around it is two round trips more. Its connections are few and its own: they start in that
   * scope and never leave it.
   */
  readonly systemQueries: Kysely<DB>
  /** How many there may be. */
  readonly connections: number
  readonly #driver: WatchedDriver
  readonly #statementMs: number
  readonly #wakes: Wakes | undefined
  #closed = false

  constructor(url: string, options: DatabaseOptions) {
    const { connections, name = "work", statementMs = ordinaryMs, idleInTransactionMs, clock } = options
    const hashPads = options.hashKey === undefined ? {} : { hashPads: hmacPads(options.hashKey) }
    const patience = {
      statementMs,
      ...hashPads,
      ...(idleInTransactionMs !== undefined && { idleInTransactionMs }),
    }
    const lost = (error: Error) => {
      if (!this.#closed) options.onConnectionLost(error)
    }
    this.connections = connections
    this.#statementMs = statementMs
    this.#wakes = options.wakes
    this.#driver = createPool(url, { name, ...patience, max: connections, clock }, lost)
    this.#kysely = new Kysely({ dialect: watchedDialect(this.#driver) })
    const system = createPool(
      url,
      { name: "authentication", statementMs, role: "parley_system", max: 4, clock },
      lost,
    )
    this.systemQueries = new Kysely({ dialect: watchedDialect(system) })
  }

  /** Runs `work` in a transaction that sees one workspace. @throws what `work` throws, after rolling back */
  workspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#within(workspaceScope(workspaceId), work)
  }

  /**
   * As `workspace`, for statements on tables that are empty one moment and full the next, of which the planner's picture
   * is always wrong: left alone, it reads and sorts every due row of an outbox for each claim (80 ms at 50,000 rows,
   * measured) where the index gives the first 500 in 18 ms. Plans are not kept for them: one for any number of rows compares each
   * row of a batch with each (500 statuses took ten times as long, measured).
   */
  hotWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return promptly(() => this.#within(`${workspaceScope(workspaceId)}; ${walkIndexes}`, work))
  }

  /** Runs `work` in a transaction that sees every workspace; for the machinery that serves all of them. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#within(systemScope, work)
  }

  /** As `hotWorkspace`, for what serves all workspaces. */
  hotSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return promptly(() => this.#within(`${systemScope}; ${walkIndexes}`, work))
  }

  /**
   * Runs `work` in a transaction that only reads, beneath no policy: one of row-level security hides the statistics of a table from the
   * planner even where it lets everything through (it expected 1 row of 3,953). What runs here names the workspace for every table.
   * With memory for the hashes of a million rows, and without JIT, which costs more than it gives below a second. Workers are started
   * where they save a tenth of a second: each costs 10 ms and more of processor before it does anything. There are as many as there are
   * cores for, as each counts for itself what is counted before a join.
   */
  reading<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#within(readingScope, work)
  }

  /** Runs one statement on its own, in one round trip. For tables that belong to no workspace only. */
  async statement<T>(statement: RawBuilder<T>): Promise<T[]> {
    return (await statement.execute(this.#kysely)).rows
  }

  /** From now on no connection is used that has been idle since; new ones are made instead. */
  renewConnections(): void {
    this.#driver.distrust(performance.now())
  }

  /** The transaction starts and takes its scope in one round trip: a trip costs more than most statements. */
  #within<T>(scope: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#kysely.connection().execute(async (tx) => {
      try {
        await sql.raw(`BEGIN; ${scope}${actorScope()}${this.#patienceScope()}`).execute(tx)
        const wanted: WantedWakes = new Map()
        const result = await keepingWakes(wanted, () => work(tx))
        const committed = await currentWatch()?.beforeCommit(tx)
        await commit.execute(tx)
        committed?.()
        for (const wake of wanted.values()) this.#wakes?.wake(...wake)
        return result
      } catch (error) {
        // Where the connection is gone so is the transaction, and what went wrong first is what matters.
        await rollback.execute(tx).catch(() => undefined)
        throw error
      }
    })
  }

  #patienceScope(): string {
    const ms = chosenMs()
    return ms === undefined || ms === this.#statementMs ? "" : `; SET LOCAL statement_timeout = ${ms}`
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([this.#kysely.destroy(), this.systemQueries.destroy()])
  }
}

/** HMAC (RFC 2104) is two hashes, the key under a pad before each: with the two pads, SQL that can only hash can do it. */
function hmacPads(keyHex: string): string {
  const key = Buffer.concat([Buffer.from(keyHex, "hex")], 64)
  return [0x36, 0x5c].map((pad) => Buffer.from(key.map((byte) => byte ^ pad)).toString("hex")).join("")
}

const commit = sql.raw("COMMIT")
const rollback = sql.raw("ROLLBACK")
const systemScope = "SET LOCAL ROLE parley_system"
const walkIndexes =
  "SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off"

function workspaceScope(workspaceId: string): string {
  if (!uuid.test(workspaceId)) throw new TypeError("A workspace id is a UUID.")
  return `SET LOCAL ROLE parley_workspace; SET LOCAL parley.workspace_id = '${workspaceId}'`
}
