import type pg from "pg"
import { createClient } from "./connection.ts"

/**
 * How often the connection of the leases is asked whether it still is, and how long an answer may take. The server ends a
 * session that has asked nothing for much longer than both, so a lease that is given up here is free there soon after,
 * and never before: also where a machine lost its power, or a firewall forgot the connection, and nobody is told.
 */
const beatMs = 5_000
const answerMs = 5_000
const idleSessionMs = 20_000

/** The sole right to something, held for as long as `signal` is not aborted. */
export interface Lease {
  /** Aborted when the right may have been lost; its holder stops what the lease guards. */
  signal: AbortSignal
  release(): Promise<void>
}

/**
 * Leases as PostgreSQL session advisory locks, all on one connection of this process. The server gives them back the
 * moment the process or its connection ends, and within {@link idleSessionMs} where neither could say so.
 */
export class Leases {
  readonly #url: string
  readonly #held = new Map<string, AbortController>()
  /** Keys that are being asked for: a session could take its own lock twice. */
  readonly #asked = new Set<string>()
  #client: Promise<pg.Client> | undefined
  /** The connection that the leases held now are on. */
  #open: pg.Client | undefined
  #last: Promise<unknown> = Promise.resolve()
  #beat: NodeJS.Timeout | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** The lease called `key`, or undefined while someone (this process included) has it. @throws when the database is away */
  async tryAcquire(key: string): Promise<Lease | undefined> {
    return (await this.acquireFree([key], 1)).get(key)
  }

  /**
   * The first `most` of these leases that nobody has, by their keys: one statement, however many are asked for.
   * @throws when the database is away
   */
  async acquireFree(keys: readonly string[], most: number): Promise<Map<string, Lease>> {
    const asked = [...new Set(keys)].filter((key) => !this.#held.has(key) && !this.#asked.has(key))
    if (asked.length === 0) return new Map()
    for (const key of asked) this.#asked.add(key)
    const known = this.#open
    try {
      return await this.#acquire(asked, most).catch((error) => {
        // A connection that was there before may have died unnoticed; a new one tells whether the database is away.
        if (known === undefined || known === this.#open) throw error
        return this.#acquire(asked, most)
      })
    } finally {
      for (const key of asked) this.#asked.delete(key)
    }
  }

  async #acquire(keys: readonly string[], most: number): Promise<Map<string, Lease>> {
    const { rows, client } = await this.#ask<{ key: string }>(acquire, [keys, Math.min(most, keys.length)])
    if (client !== this.#open) throw new Error("The connection of the leases was lost as it gave some.")
    return new Map(
      rows.map(({ key }) => {
        const held = new AbortController()
        this.#held.set(key, held)
        return [key, { signal: held.signal, release: () => this.#release(key, held) }]
      }),
    )
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    this.#open = undefined
    clearInterval(this.#beat)
    this.#abandon()
    if (client) await client.then((open) => open.end()).catch(() => undefined)
  }

  async #release(key: string, held: AbortController): Promise<void> {
    if (!this.#forget(key, held)) return
    held.abort()
    await this.#ask("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key])
  }

  /** @returns whether it was there; a broken connection may have ended it, and another may have it by now */
  #forget(key: string, held: AbortController): boolean {
    return this.#held.get(key) === held && this.#held.delete(key)
  }

  /** One statement at a time: that is what a connection can do. */
  #ask<Row extends pg.QueryResultRow>(
    statement: string,
    values: unknown[],
  ): Promise<{ rows: Row[]; client: pg.Client }> {
    const answer = this.#last.then(async () => {
      const client = await this.#connection()
      try {
        const { rows } = await client.query<Row>(statement, values)
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
    try {
      await client.connect()
    } catch (error) {
      this.#client = undefined
      throw error
    }
    this.#open = client
    clearInterval(this.#beat)
    this.#beat = setInterval(() => this.#askWhether(client), beatMs)
    return client
  }

  /** Asks a connection whether it still is, in its turn; none is made for that. */
  #askWhether(client: pg.Client): void {
    this.#last = this.#last.then(async () => {
      if (this.#open !== client) return
      await client.query("SELECT").catch(() => this.#lose(client))
    })
  }

  /** What was held on this connection is held no more. */
  #lose(client: pg.Client): void {
    if (this.#open !== client) return
    this.#open = undefined
    this.#client = undefined
    clearInterval(this.#beat)
    this.#abandon()
    void client.end().catch(() => undefined)
  }

  #abandon(): void {
    for (const held of this.#held.values()) held.abort()
    this.#held.clear()
  }
}

/** Tries one key after the other, and no further once there are enough: a lock taken without need would be kept from others. */
const acquire = `
  WITH RECURSIVE tried (place, key, acquired, so_far) AS (
    SELECT 0, NULL::text, false, 0
    UNION ALL
    SELECT place + 1, next.key, next.acquired, so_far + next.acquired::int
    FROM tried CROSS JOIN LATERAL (
      SELECT ($1::text[])[place + 1] AS key,
        pg_try_advisory_lock(hashtextextended(($1::text[])[place + 1], 0)) AS acquired
    ) AS next
    WHERE place < cardinality($1::text[]) AND so_far < $2
  )
  SELECT key FROM tried WHERE acquired`
