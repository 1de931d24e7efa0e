import { setTimeout as sleep } from "node:timers/promises"
import type pg from "pg"
import { createClient } from "./connection.ts"

/** So long what is said is collected for the other processes: one NOTIFY for all of it. */
const collectMs = 20
/** What waits to be told; beyond that the oldest is forgotten, as those it concerns look by themselves. */
const mostWaiting = 10_000
const retryMs = 1_000
/** A connection that only hears notices nothing when it is dead: it is asked so often, and may take so long to answer. */
const beatMs = 10_000
const answerMs = 5_000

interface Wake {
  channel: string
  payload: string
}

type Hear = (payload: string) => void

/**
 * Tells those who wait for something that it may be there: at once in this process, and within some 20 ms in the others, by
 * NOTIFY. A NOTIFY makes the commits of all databases of the server wait for each other, so none is in a transaction of
 * ours: they are said together, on a connection of their own that does not wait for the disk either.
 *
 * It is not kept. A process that dies right after its commit tells nobody, so who is woken looks from time to time as well.
 */
export class Wakes {
  readonly #url: string
  readonly #hearing = new Map<string, Set<Hear>>()
  /** What the other processes have not been told, each once. */
  readonly #waiting = new Map<string, Wake>()
  readonly #closing = new AbortController()
  /** The telling that collects at the moment, and the one before it. */
  #next: Promise<void> | undefined
  #telling: Promise<void> = Promise.resolve()
  /** The connection, and the same once it can be used. */
  #client: pg.Client | undefined
  #open: pg.Client | undefined
  #retry: NodeJS.Timeout | undefined
  #beat: NodeJS.Timeout | undefined

  constructor(databaseUrl: string) {
    this.#url = databaseUrl
  }

  /**
   * Calls `heard` with every payload on a channel, and with "" once it is listened to and again after each connection that
   * was lost, as what was said meanwhile is gone. What this process says itself is heard during its `wake`.
   * @returns what ends that
   */
  hear(channel: string, heard: Hear): () => void {
    const hearing = this.#hearing.get(channel) ?? new Set()
    this.#hearing.set(channel, hearing.add(heard))
    if (this.#open) {
      this.#listen(this.#open, [channel]).then(
        () => hearing.has(heard) && heard(""),
        () => undefined, // it is listened to on the next connection
      )
    } else this.#connect()
    return () => hearing.delete(heard)
  }

  /** Wakes who hears a channel. For what is committed already; within a transaction: `wakeAfterCommit`. */
  wake(channel: string, payload: string): void {
    if (this.#closing.signal.aborted) return
    for (const heard of this.#hearing.get(channel) ?? []) heard(payload)
    this.#keep({ channel, payload })
    this.#tellSoon()
  }

  /** Resolves when the other processes were told what was said so far. @throws when they could not be; they will be later */
  told(): Promise<void> {
    return this.#next ?? this.#telling
  }

  /** Tells what is still to be told, if that can be done now. */
  async close(): Promise<void> {
    this.#closing.abort()
    clearTimeout(this.#retry)
    clearInterval(this.#beat)
    await this.told().catch(() => undefined)
    await this.#client?.end().catch(() => undefined)
  }

  #keep(wake: Wake): void {
    this.#waiting.set(`${wake.channel} ${wake.payload}`, wake)
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size > mostWaiting && oldest !== undefined) this.#waiting.delete(oldest)
  }

  #tellSoon(): void {
    if (this.#next) return
    this.#next = this.#tell()
    this.#next.catch(() => undefined) // it is told on the next connection
  }

  async #tell(): Promise<void> {
    await sleep(collectMs, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    this.#telling = this.#next ?? this.#telling
    this.#next = undefined
    const wakes = [...this.#waiting.values()]
    this.#waiting.clear()
    const client = this.#open
    try {
      if (!client) throw new Error("Other processes cannot be told at the moment.")
      await client.query(
        "SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS said (channel, payload)",
        [wakes.map(({ channel }) => channel), wakes.map(({ payload }) => payload)],
      )
    } catch (error) {
      for (const wake of wakes) this.#keep(wake)
      if (client) this.#lose(client)
      else this.#connect()
      throw error
    }
  }

  #connect(): void {
    if (this.#client || this.#closing.signal.aborted) return
    clearTimeout(this.#retry)
    const client = createClient(this.#url, { name: "wakes", statementMs: answerMs })
    this.#client = client
    client.on("error", () => this.#lose(client))
    client.on("end", () => this.#lose(client))
    this.#start(client).catch(() => this.#lose(client))
  }

  async #start(client: pg.Client): Promise<void> {
    await client.connect()
    await client.query("SET synchronous_commit = off") // what is said is not kept
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")
    client.on("notification", ({ processId, channel, payload = "" }) => {
      // What this process said it has heard already.
      if (processId === rows[0]?.pid) return
      for (const heard of this.#hearing.get(channel) ?? []) heard(payload)
    })
    await this.#listen(client, [...this.#hearing.keys()])
    if (this.#client !== client) return
    this.#open = client
    this.#beat = setInterval(() => client.query("SELECT").catch(() => this.#lose(client)), beatMs)
    for (const hearing of this.#hearing.values()) for (const heard of hearing) heard("")
    if (this.#waiting.size > 0) this.#tellSoon()
  }

  async #listen(client: pg.Client, channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return
    await client.query(channels.map((channel) => `LISTEN ${client.escapeIdentifier(channel)}`).join("; "))
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#open = undefined
    clearInterval(this.#beat)
    void client.end().catch(() => undefined)
    if (!this.#closing.signal.aborted) this.#retry = setTimeout(() => this.#connect(), retryMs)
  }
}
