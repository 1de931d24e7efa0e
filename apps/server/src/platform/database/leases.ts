import type pg from "pg"
import { createClient } from "./connection.ts"

/**
 * How often the connection of the leases is asked whether it still is, and how long an answer may take. What was held on
 * one that has not answered for `staleMs` is given up here; the server ends a session that has asked nothing for
 * `idleSessionMs`, and only then another can have it. So nobody holds what another has, and what a machine held that lost
 * its power or its network, or stands still, is free within 20 seconds.
 */
const beatMs = 4_000
const answerMs = 4_000
const staleMs = 12_000
const idleSessionMs = 16_000
/** How often is looked whether it is time. */
const tickMs = 1_000

/** The sole right to something, held for as long as `signal` is not aborted. */
export interface Lease {
  /**
   * Aborted when the right may have been lost; its holder stops what the lease guards. Reading `aborted` compares
   * the clocks of this moment: a process that stood still learns it before anything else that it does. What it asks of
   * others right after may reach them later than that, so what must not be done twice needs a guard where it is done, such
   * as a claim token.
   */
  signal: AbortSignal
  /** Has the holder stop. Nobody else can have it before `release`. */
  abort(): void
  release(): Promise<void>
}

/** How work of one kind is shared out at the moment. */
export interface Survey {
  /** How many pieces each other worker holds. */
  others: number[]
  /** Pieces held by processes that take no more of this kind. */
  leaving: number
  /** Those of the pieces asked about that another connection holds. */
  elsewhere: Set<string>
}

/** When something was last asked that was answered: by a clock that nobody sets, and by one that goes on while the machine sleeps. */
interface Heard {
  monotonicMs: number
  wallMs: number
}

/**
 * Leases as PostgreSQL session advisory locks, all on one connection of this process. The server gives them back the
 * moment the process or its connection ends, and within {@link idleSessionMs} where neither could say so. A process that
 * shares work holds a lock on its kind as well, together with the others: so each knows how many they are, and one that is
 * gone is counted no longer than its leases are kept.
 */
export class Leases {
  readonly #url: string
  readonly #held = new Map<string, AbortController>()
  /** Keys that are being asked for: a session could take its own lock twice. */
  readonly #asked = new Set<string>()
  #client: Promise<pg.Client> | undefined
  /** The connection that the leases held now are on. */
  #open: pg.Client | undefined
  #heard: Heard = now()
  /** The kinds of work of which this connection's process is known to take its share. */
  readonly #shared = new Set<string>()
  #last: Promise<unknown> = Promise.resolve()
  #isBeating = false
  #ticking: NodeJS.Timeout | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** The lease on a piece, or undefined while someone (this process included) has it. @throws when the database is away */
  async tryAcquire(kind: string, piece: string): Promise<Lease | undefined> {
    return (await this.acquireFree(kind, [piece], 1)).get(piece)
  }

  /**
   * The leases on the first `most` of these pieces that nobody has: one statement, however many are asked for.
   * @throws when the database is away
   */
  async acquireFree(kind: string, pieces: readonly string[], most: number): Promise<Map<string, Lease>> {
    const keyOf = (piece: string) => `${kind}:${piece}`
    const asked = [...new Set(pieces)].filter(
      (piece) => !this.#held.has(keyOf(piece)) && !this.#asked.has(keyOf(piece)),
    )
    if (asked.length === 0 || most <= 0) return new Map()
    for (const piece of asked) this.#asked.add(keyOf(piece))
    try {
      return await this.#onGoodConnection(() => this.#acquire(kind, asked, most))
    } finally {
      for (const piece of asked) this.#asked.delete(keyOf(piece))
    }
  }

  /**
   * Counts this process among the workers that share work of a kind, from now until `leave`, and tells how they hold it.
   * @param pieces those of which is asked whether another holds them
   * @throws when the database is away
   */
  async survey(kind: string, pieces: readonly string[]): Promise<Survey> {
    return this.#onGoodConnection(async () => {
      if (!this.#shared.has(kind)) {
        const { client } = await this.#ask("SELECT pg_advisory_lock_shared(lease_key($1, ''))", [kind])
        if (client === this.#open) this.#shared.add(kind)
      }
      const { rows } = await this.#ask<Holder>(survey, [kind, pieces])
      const others = rows.filter((row) => !row.is_me)
      return {
        others: others.filter((row) => row.is_worker).map((row) => row.held),
        leaving: others.reduce((sum, row) => sum + (row.is_worker ? 0 : row.held), 0),
        elsewhere: new Set(others.flatMap((row) => row.pieces)),
      }
    })
  }

  /** This process takes no more work of a kind; what it holds it keeps. @throws when the database is away */
  async leave(kind: string): Promise<void> {
    if (!this.#shared.delete(kind)) return
    await this.#ask("SELECT pg_advisory_unlock_shared(lease_key($1, ''))", [kind])
  }

  async #acquire(kind: string, pieces: readonly string[], most: number): Promise<Map<string, Lease>> {
    const values = [kind, pieces, Math.min(most, pieces.length)]
    const { rows, client } = await this.#ask<{ piece: string }>(acquire, values)
    if (client !== this.#open) throw new Error("The connection of the leases was lost as it gave some.")
    return new Map(rows.map(({ piece }) => [piece, this.#hold(kind, piece)]))
  }

  #hold(kind: string, piece: string): Lease {
    const held = new AbortController()
    const { signal } = held
    Object.defineProperty(signal, "aborted", {
      get: () => {
        this.#giveUpStale()
        return Reflect.get(AbortSignal.prototype, "aborted", signal)
      },
    })
    this.#held.set(`${kind}:${piece}`, held)
    return { signal, abort: () => held.abort(), release: () => this.#release(kind, piece, held) }
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    this.#forgetConnection()
    if (client) await client.then((open) => open.end()).catch(() => undefined)
  }

  async #release(kind: string, piece: string, held: AbortController): Promise<void> {
    const key = `${kind}:${piece}`
    held.abort()
    // A broken connection may have ended it, and another may have it by now.
    if (this.#held.get(key) !== held) return
    this.#held.delete(key)
    await this.#ask("SELECT pg_advisory_unlock(lease_key($1, $2))", [kind, piece])
  }

  /** A connection that was there before may have died unnoticed; a new one tells whether the database is away. */
  async #onGoodConnection<T>(ask: () => Promise<T>): Promise<T> {
    const known = this.#open
    return ask().catch((error) => {
      if (known === undefined || known === this.#open) throw error
      return ask()
    })
  }

  /** One statement at a time: that is what a connection can do. */
  #ask<Row extends pg.QueryResultRow>(
    statement: string,
    values: unknown[],
  ): Promise<{ rows: Row[]; client: pg.Client }> {
    const answer = this.#last.then(async () => {
      const client = await this.#connection()
      const askedAt = now()
      try {
        const { rows } = await client.query<Row>(statement, values)
        this.#hear(client, askedAt)
        return { rows, client }
      } catch (error) {
        // Whether a lock was given is not known; with its session it goes.
        this.#lose(client)
        throw error
      }
    })
    this.#last = answer.catch(() => undefined)
    return answer
  }

  #connection(): Promise<pg.Client> {
    this.#client ??= this.#connect()
    return this.#client
  }

  async #connect(): Promise<pg.Client> {
    const client = createClient(this.#url, { name: "leases", statementMs: answerMs, idleSessionMs })
    // A connection that broke may say so twice, and the second time when another has taken its place already.
    client.on("error", () => this.#lose(client))
    client.on("end", () => this.#lose(client))
    const askedAt = now()
    try {
      await client.connect()
    } catch (error) {
      this.#client = undefined
      throw error
    }
    this.#open = client
    this.#hear(client, askedAt)
    clearInterval(this.#ticking)
    this.#ticking = setInterval(() => this.#tick(client), tickMs)
    return client
  }

  #hear(client: pg.Client, askedAt: Heard): void {
    if (this.#open === client) this.#heard = askedAt
  }

  /** Asks a connection in its turn whether it still is, when it has answered nothing for a while; none is made for that. */
  #tick(client: pg.Client): void {
    this.#giveUpStale()
    if (this.#open !== client || this.#isBeating || msSince(this.#heard) < beatMs) return
    this.#isBeating = true
    this.#last = this.#last.then(async () => {
      if (this.#open === client) {
        const askedAt = now()
        await client.query("SELECT").then(
          () => this.#hear(client, askedAt),
          () => this.#lose(client),
        )
      }
      this.#isBeating = false
    })
  }

  /** Whether or not anything was noticed: what has not been confirmed for so long another may soon have. */
  #giveUpStale(): void {
    if (this.#open && msSince(this.#heard) > staleMs) this.#lose(this.#open)
  }

  /** What was held on this connection is held no more. */
  #lose(client: pg.Client): void {
    if (this.#open !== client) return
    this.#client = undefined
    this.#forgetConnection()
    void client.end().catch(() => undefined)
  }

  #forgetConnection(): void {
    this.#open = undefined
    clearInterval(this.#ticking)
    this.#shared.clear()
    const held = [...this.#held.values()]
    this.#held.clear()
    for (const one of held) one.abort()
  }
}

const now = (): Heard => ({ monotonicMs: performance.now(), wallMs: Date.now() })
/** By whichever clock says more: the monotonic one stands still while a machine sleeps, and the other one can be set. */
const msSince = ({ monotonicMs, wallMs }: Heard) =>
  Math.max(performance.now() - monotonicMs, Date.now() - wallMs)

/** Tries one piece after the other, and no further once there are enough: a lock taken without need would be kept from others. */
const acquire = `
  WITH RECURSIVE tried (place, piece, acquired, so_far) AS (
    SELECT 0, NULL::text, false, 0
    UNION ALL
    SELECT place + 1, next.piece, next.acquired, so_far + next.acquired::int
    FROM tried CROSS JOIN LATERAL (
      SELECT ($2::text[])[place + 1] AS piece,
        pg_try_advisory_lock(lease_key($1, ($2::text[])[place + 1])) AS acquired
    ) AS next
    WHERE place < cardinality($2::text[]) AND so_far < $3
  )
  SELECT piece FROM tried WHERE acquired`

/** One connection that has to do with a kind of work. */
interface Holder {
  is_me: boolean
  is_worker: boolean
  held: number
  /** Those that were asked about. */
  pieces: string[]
}

const survey = `
  WITH lease AS MATERIALIZED (
    SELECT pid, mode, classid::bigint << 32 | objid::bigint AS key FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  )
  SELECT pid = pg_backend_pid() AS is_me, bool_or(mode = 'ShareLock') AS is_worker,
    count(*) FILTER (WHERE mode = 'ExclusiveLock')::int AS held,
    coalesce(array_agg(asked.piece) FILTER (WHERE mode = 'ExclusiveLock' AND asked.piece IS NOT NULL), '{}') AS pieces
  FROM lease LEFT JOIN unnest($2::text[]) AS asked (piece) ON lease_key($1, asked.piece) = key
  WHERE key >> 48 = lease_key($1, '') >> 48
  GROUP BY pid`
