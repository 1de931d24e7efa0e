import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely"
import pg from "pg"
import type { Clock } from "../clock.ts"
import { ConnectionLost, troubleOf } from "./connection-errors.ts"
import { planName } from "./kept-plans.ts"
import { answerMarginMs, chosenMs, promptMs } from "./timeouts.ts"

/**
 * Kysely's driver over a pool whose connections are watched. A connection that broke, or did not answer in time, is closed
 * and not given to the next; and once one has gone silent, the idle ones that were last heard before that are not trusted
 * either: what forgot one connection (a firewall, a fail-over) has mostly forgotten all.
 */
export class WatchedDriver extends PostgresDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #statementMs: number
  readonly #clock: Clock
  readonly #connections = new WeakMap<pg.PoolClient, WatchedConnection>()
  #trustedSinceMs = Number.NEGATIVE_INFINITY

  /**
   * @param statementMs how long a statement may take, by the settings of the pool's connections
   * @param clock by which the database makes ids and times
   */
  constructor(pool: pg.Pool, { statementMs, clock }: { statementMs: number; clock: Clock }) {
    super({ pool })
    this.#pool = pool
    this.#statementMs = statementMs
    this.#clock = clock
  }

  override async acquireConnection(): Promise<WatchedConnection> {
    for (;;) {
      const client = await this.#pool.connect().catch((error: unknown) => {
        throw asLost(error)
      })
      const known = this.#connections.get(client)
      if (known && known.heardMs < this.#trustedSinceMs) {
        client.release(true)
        continue
      }
      const connection =
        known ?? new WatchedConnection(client, this.#statementMs, (sinceMs) => this.distrust(sinceMs))
      this.#connections.set(client, connection)
      try {
        await connection.tellTime(this.#clock.aheadMs())
      } catch (error) {
        connection.release()
        throw error
      }
      return connection
    }
  }

  /** Connections that were last heard before `sinceMs` (monotonic) are closed instead of used again. */
  distrust(sinceMs: number): void {
    this.#trustedSinceMs = Math.max(this.#trustedSinceMs, sinceMs)
  }

  /** @throws AbortedTransactionError where the server rolled back instead, as a statement before had failed */
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (!(connection instanceof WatchedConnection)) return super.commitTransaction(connection)
    const { command } = await connection.ask("commit", [])
    if (command === "ROLLBACK") throw new AbortedTransactionError()
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"))
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof WatchedConnection) connection.release()
  }
}

class WatchedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #statementMs: number
  readonly #silent: (sinceMs: number) => void
  #lost: ConnectionLost | undefined
  #aheadMs = 0
  /** When something last came from it, monotonic. */
  heardMs = performance.now()

  constructor(client: pg.PoolClient, statementMs: number, silent: (sinceMs: number) => void) {
    this.#client = client
    this.#statementMs = statementMs
    this.#silent = silent
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.ask(sql, parameters)
    return isWriting.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows: rows ?? [] }
  }

  /** Says by how much the platform's clock is ahead, where that is not known yet: once for each move of it, and mostly never. */
  async tellTime(aheadMs: number): Promise<void> {
    if (aheadMs === this.#aheadMs) return
    await this.ask(`SET parley.clock_ahead_ms = ${Math.round(aheadMs)}`, [])
    this.#aheadMs = aheadMs
  }

  /** @throws pg.DatabaseError what the server said; ConnectionLost when it said nothing */
  async ask(text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    if (this.#lost) throw this.#lost
    const askedMs = performance.now()
    const query_timeout = this.#longestMs(text) + answerMarginMs
    const name = parameters.length > 0 ? planName(text) : undefined
    const question = { text, values: [...parameters], query_timeout, ...(name !== undefined && { name }) }
    try {
      const answer = await this.#client.query(question)
      this.heardMs = performance.now()
      return answer
    } catch (error) {
      const known = asLost(error)
      if (known instanceof ConnectionLost) this.#lost = known
      else this.heardMs = performance.now()
      if (known instanceof ConnectionLost && known.message === silence) this.#silent(askedMs)
      throw known
    }
  }

  /**
   * What only starts or ends a transaction takes no longer for what is between. The start is where most silence is met, and
   * nothing is lost with it: there even those who have patience with their statements have none.
   */
  #longestMs(text: string): number {
    const chosen = chosenMs() ?? this.#statementMs
    if (isStart.test(text)) return Math.min(chosen, this.#statementMs, promptMs)
    return isEnd.test(text) ? Math.min(chosen, this.#statementMs) : chosen
  }

  // biome-ignore lint/correctness/useYield: nothing here reads through a cursor, which would need another library
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Queries are not streamed; read in pages.")
  }

  release(): void {
    this.#client.release(this.#lost)
  }
}

const isStart = /^begin\b/i
const isEnd = /^(commit|rollback)\b/i
const isWriting: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"])
/** The driver's words for an answer that did not come in time. */
const silence = "Query read timeout"

/**
 * What the driver throws that the server did not say and that is not a value it cannot write is the connection's: a list of its
 * words for that would never be whole.
 */
function asLost(error: unknown): unknown {
  const said = error instanceof pg.DatabaseError || error instanceof ConnectionLost
  return said || troubleOf(error) === "data" ? error : new ConnectionLost(error)
}

/** PostgreSQL as Kysely knows it, by a driver of ours. */
export function watchedDialect(driver: WatchedDriver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
