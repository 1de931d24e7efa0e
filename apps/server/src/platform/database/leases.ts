import pg from "pg"

/** The sole right to something, held for as long as `signal` is not aborted. */
export interface Lease {
  /** Aborted when the right may have been lost; whoever holds the lease stops what it guards. */
  signal: AbortSignal
  release(): Promise<void>
}

interface Held {
  controller: AbortController
}

/**
 * Leases as PostgreSQL session advisory locks, all on one connection of this process. The server gives them back the
 * moment the process or its connection dies, so there is no timeout to choose and no clock to trust.
 */
export class Leases {
  readonly #url: string
  readonly #held = new Map<string, Held>()
  #client: Promise<pg.Client> | undefined
  /** The connection that the leases held now are on. */
  #open: pg.Client | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(url: string) {
    this.#url = url
  }

  /** The lease called `key`, or undefined while somebody (this process included) has it. @throws when the database is away */
  async tryAcquire(key: string): Promise<Lease | undefined> {
    if (this.#held.has(key)) return undefined
    const held: Held = { controller: new AbortController() }
    this.#held.set(key, held)
    try {
      const acquired = await this.#ask("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS done", key)
      if (!acquired) {
        this.#held.delete(key)
        return undefined
      }
      return { signal: held.controller.signal, release: () => this.#release(key, held) }
    } catch (error) {
      this.#held.delete(key)
      throw error
    }
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    this.#open = undefined
    this.#abandon()
    if (client) await client.then((open) => open.end()).catch(() => undefined)
  }

  async #release(key: string, held: Held): Promise<void> {
    if (this.#held.get(key) !== held) return
    this.#held.delete(key)
    held.controller.abort()
    await this.#ask("SELECT pg_advisory_unlock(hashtextextended($1, 0)) AS done", key)
  }

  /** One statement at a time: that is what a connection can do. */
  #ask(statement: string, key: string): Promise<boolean> {
    const answer = this.#last.then(async () => {
      const client = await this.#connection()
      const { rows } = await client.query<{ done: boolean }>(statement, [key])
      return rows[0]?.done === true
    })
    this.#last = answer.catch(() => undefined)
    return answer
  }

  #connection(): Promise<pg.Client> {
    this.#client ??= this.#connect()
    return this.#client
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    })
    // A connection that broke may say so twice, and the second time when another has taken its place already.
    const lost = () => {
      if (this.#open !== client) return
      this.#open = undefined
      this.#client = undefined
      this.#abandon()
      void client.end().catch(() => undefined)
    }
    client.on("error", lost)
    client.on("end", lost)
    try {
      await client.connect()
    } catch (error) {
      this.#client = undefined
      throw error
    }
    this.#open = client
    return client
  }

  #abandon(): void {
    for (const held of this.#held.values()) held.controller.abort()
    this.#held.clear()
  }
}
