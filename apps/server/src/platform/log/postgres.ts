import { createHash } from "node:crypto"
import { type Database, sql, troubleOf } from "../database/index.ts"
import { startLeasedWork } from "../leased-work.ts"
import type { Logger } from "../telemetry.ts"
import { Waker } from "../waker.ts"
import type { ApplyEntries, DurableLog } from "./index.ts"
import { pack, unpack } from "./packing.ts"

const partitionCount = 8
const channel = "parley_log"
/** An append takes along whatever arrived while the one before was being written. */
const appendBatch = 500
const readEntries = 500
const readBytes = 4_000_000
/** How long a partition sleeps when nothing woke it: what a lost notification costs at most. */
const idleMs = 1_000

interface Pending {
  topic: string
  partition: number
  payload: string
  written: () => void
  failed: (error: unknown) => void
}

interface Entry {
  position: number
  payload: string
}

/**
 * The durable log in the database's own tables: appends are grouped into few statements, partitions are leased to one
 * consumer at a time, and an entry is deleted after it was applied.
 */
export class PostgresLog implements DurableLog {
  readonly #db: Database
  readonly #url: string
  readonly #logger: Logger
  #pending: Pending[] = []
  #writing: Promise<void> | undefined

  constructor(options: { db: Database; url: string; logger: Logger }) {
    this.#db = options.db
    this.#url = options.url
    this.#logger = options.logger
  }

  append(topic: string, key: string, payload: string): Promise<void> {
    return new Promise((written, failed) => {
      this.#pending.push({ topic, partition: partitionOf(key), payload, written, failed })
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined
      })
    })
  }

  consume(topic: string, apply: ApplyEntries): { stop(): Promise<void> } {
    const wakers = new Map<string, Waker>()
    const partitions = Array.from({ length: partitionCount }, (_, partition) => ({
      id: `${topic}:${partition}`,
      partition,
    }))
    return startLeasedWork(
      { databaseUrl: this.#url, logger: this.#logger },
      {
        name: "partition",
        pollMs: idleMs,
        channel,
        due: async () => partitions,
        heard(partition) {
          if (partition !== "") wakers.get(partition)?.wake()
          else for (const waker of wakers.values()) waker.wake()
          return partition !== ""
        },
        run: async ({ partition }, signal) => {
          const waker = new Waker()
          signal.addEventListener("abort", () => waker.wake())
          wakers.set(String(partition), waker)
          await this.#drain({ topic, partition, apply, waker, signal })
        },
      },
    )
  }

  async close(): Promise<void> {
    await this.#writing
  }

  async #write(): Promise<void> {
    await Promise.resolve() // lets the requests of this turn of the event loop join
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0, appendBatch)
      try {
        const rows = batch.map(({ topic, partition, payload }) => {
          const packed = pack(payload)
          return sql`(${topic}, ${partition}, ${payload.length}, ${packed})`
        })
        await this.#db.statement(sql`
          WITH entry AS (
            INSERT INTO log_entries (topic, partition, bytes, payload) VALUES ${sql.join(rows)} RETURNING partition
          )
          SELECT pg_notify(${channel}, partition::text) FROM (SELECT DISTINCT partition FROM entry) AS touched
        `)
        for (const one of batch) one.written()
      } catch (error) {
        for (const one of batch) one.failed(error)
      }
    }
  }

  /** Applies batch after batch for as long as the partition is held. */
  async #drain(held: {
    topic: string
    partition: number
    apply: ApplyEntries
    waker: Waker
    signal: AbortSignal
  }): Promise<void> {
    let applied: number[] = []
    while (!held.signal.aborted) {
      const entries = await this.#forgetAndRead(held.topic, held.partition, applied)
      if (entries.length === 0) await held.waker.sleep(idleMs)
      else await this.#apply(held.topic, entries, held.apply)
      applied = entries.map((entry) => entry.position)
    }
    await this.#forgetAndRead(held.topic, held.partition, applied)
  }

  /** Forgets what was applied and reads what comes next, in one round trip. */
  async #forgetAndRead(topic: string, partition: number, applied: readonly number[]): Promise<Entry[]> {
    const rows = await this.#db.statement(sql<{ position: number; payload: Buffer }>`
      WITH forgotten AS (
        DELETE FROM log_entries
        WHERE topic = ${topic} AND partition = ${partition} AND position = ANY(${applied}::bigint[])
      )
      SELECT position, payload FROM (
        SELECT position, payload, sum(bytes) OVER (ORDER BY position) - bytes AS bytes_before
        FROM (
          SELECT position, payload, bytes FROM log_entries
          WHERE topic = ${topic} AND partition = ${partition} AND position <> ALL(${applied}::bigint[])
          ORDER BY position LIMIT ${readEntries}
        ) AS oldest
      ) AS measured
      WHERE bytes_before < ${readBytes}
      ORDER BY position
    `)
    return rows.map(({ position, payload }) => ({ position, payload: unpack(payload) }))
  }

  /** Halves a batch that fails until the entry at fault stands alone, and sets that one aside. */
  async #apply(topic: string, entries: Entry[], apply: ApplyEntries): Promise<void> {
    try {
      await apply(entries.map((entry) => entry.payload))
    } catch (error) {
      if (troubleOf(error) === "passing") throw error
      const [first] = entries
      if (entries.length > 1 || !first) {
        const middle = entries.length >> 1
        await this.#apply(topic, entries.slice(0, middle), apply)
        await this.#apply(topic, entries.slice(middle), apply)
        return
      }
      this.#logger.error({ err: error, topic }, "a log entry cannot be applied and was set aside")
      await this.#db.system((tx) =>
        tx
          .insertInto("log_set_aside")
          .values({ topic, payload: first.payload, failure: String(error) })
          .execute(),
      )
    }
  }
}

function partitionOf(key: string): number {
  return (createHash("md5").update(key).digest()[0] ?? 0) % partitionCount
}
