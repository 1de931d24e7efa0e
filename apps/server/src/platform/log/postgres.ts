import { setTimeout as sleep } from "node:timers/promises"
import { type Database, type Leases, sql, type Wakes } from "../database/index.ts"
import { startLeasedWork } from "../leased-work/index.ts"
import type { Logger } from "../telemetry.ts"
import { Waker } from "../waker.ts"
import { applyEntries } from "./apply-entries.ts"
import type { Consumer, DurableLog, Topic } from "./durable-log.ts"
import { EntryReader } from "./entry-reader.ts"
import { packTogether } from "./packing.ts"
import { logChannel, nameOf, partitionOf } from "./partitions.ts"
import { setAside } from "./set-aside.ts"

/** An append takes along whatever arrived while the one before was being written. */
const appendBatch = 500
/**
 * An append that takes longer than a moment is not waited for by the next, which goes over a new connection: the one before
 * may have gone silent.
 */
const momentMs = 1_000
/** Where several come at once, an append waits so long for more: a statement costs as much for twenty as for two. */
const gatherMs = 5
/** Characters of payloads in one entry, if it has several: it is applied as a whole, and what takes too long is tried with fewer entries. */
const mostTogether = 64_000
const readEntries = 500
/** So long after a batch of several the next one is read, unless that is full already: the same, for what is applied. */
const applyEveryMs = 100
/** How often all partitions are looked into: what an entry costs at most of which this process was not told. */
const lookMs = 1_000
/** How long a partition sleeps that nothing wakes: were a look to miss it, it would read all the same. */
const idleMs = 60_000
/** Between two tries of what cannot be applied at the moment, doubling. */
const firstBackOffMs = 250
const longestBackOffMs = 15_000

interface Pending {
  topic: Topic
  partition: number
  payload: string
  written: () => void
  failed: (error: unknown) => void
}

/** One partition of a topic, held by this process. */
interface Held {
  topic: string
  partition: number
  reader: EntryReader
  consumer: Consumer
  waker: Waker
  signal: AbortSignal
}

/**
 * The durable log in the database's own tables: appends are grouped into few statements, partitions are leased to one
 * consumer at a time, and an entry is deleted after it was applied. What comes together for one partition is one entry.
 */
export class PostgresLog implements DurableLog {
  readonly #db: Database
  readonly #leases: Leases
  readonly #wakes: Wakes
  readonly #logger: Logger
  readonly #intake: Database
  readonly #underWay = new Set<Promise<void>>()
  #pending: Pending[] = []
  #writing: Promise<void> | undefined
  #comeTogether = false

  /** @param intake connections for appends alone, which nothing else keeps busy */
  constructor(options: { db: Database; intake: Database; leases: Leases; wakes: Wakes; logger: Logger }) {
    this.#db = options.db
    this.#intake = options.intake
    this.#leases = options.leases
    this.#wakes = options.wakes
    this.#logger = options.logger
  }

  append(topic: Topic, key: string, payload: string): Promise<void> {
    return new Promise((written, failed) => {
      this.#pending.push({ topic, partition: partitionOf(topic, key), payload, written, failed })
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined
      })
    })
  }

  async tryAppend(): Promise<void> {
    await this.#intake.system((tx) => appendNothing.execute(tx))
  }

  consume(topic: Topic, consumer: Consumer): { stop(): Promise<void> } {
    const reader = new EntryReader(this.#db, topic)
    /** Of the partitions held here, by their names. */
    const wakers = new Map<string, Waker>()
    const pieces = Array.from({ length: topic.partitions }, (_, partition) => ({
      id: nameOf(topic, partition),
      partition,
    }))
    return startLeasedWork(
      { leases: this.#leases, wakes: this.#wakes, logger: this.#logger },
      {
        name: "partition",
        kind: `partition of ${topic.name}`,
        pollMs: lookMs,
        channel: logChannel,
        due: async () => {
          for (const partition of await reader.withEntries()) wakers.get(nameOf(topic, partition))?.wake()
          return pieces
        },
        heard(name) {
          wakers.get(name)?.wake()
          return name !== ""
        },
        run: async ({ id, partition }, signal) => {
          const waker = new Waker()
          signal.addEventListener("abort", () => waker.wake())
          wakers.set(id, waker)
          await this.#drain({ topic: topic.name, partition, reader, consumer, waker, signal })
        },
      },
    )
  }

  async close(): Promise<void> {
    await this.#writing
    await Promise.all(this.#underWay)
  }

  /** One batch after the other, which keeps their order; beside one that takes longer than a moment the next starts. */
  async #write(): Promise<void> {
    await Promise.resolve() // lets the requests of this turn of the event loop join
    while (this.#pending.length > 0) {
      if (this.#comeTogether && this.#pending.length < appendBatch) await sleep(gatherMs)
      const batch = this.#pending.splice(0, appendBatch)
      const written = this.#writeBatch(batch).finally(() => this.#underWay.delete(written))
      this.#underWay.add(written)
      this.#comeTogether = batch.length > 1
      if (!(await isOverWithin(momentMs, written))) this.#intake.renewConnections()
      while (this.#underWay.size >= this.#intake.connections) await Promise.race(this.#underWay)
    }
  }

  async #writeBatch(batch: readonly Pending[]): Promise<void> {
    try {
      const byPartition = Map.groupBy(batch, ({ topic, partition }) => nameOf(topic, partition))
      const rows = [...byPartition.values()]
        .flatMap(inEntries)
        .map(
          ({ first: { topic, partition }, payloads, characters }) =>
            sql`(${topic.name}, ${partition}, ${characters}, ${packTogether(payloads)})`,
        )
      await this.#intake.statement(
        sql`INSERT INTO log_entries (topic, partition, bytes, payload) VALUES ${sql.join(rows)}`,
      )
      for (const one of batch) one.written()
      for (const name of byPartition.keys()) this.#wakes.wake(logChannel, name)
    } catch (error) {
      for (const one of batch) one.failed(error)
    }
  }

  /**
   * Applies batch after batch for as long as the partition is held. What fails is tried again in smaller batches, as the
   * trouble may be their size, and after a while that grows; nothing that came later is applied before it.
   */
  async #drain(held: Held): Promise<void> {
    const { reader, partition } = held
    const applied: number[] = []
    let most = readEntries
    let failures = 0
    while (!held.signal.aborted) {
      const readMs = performance.now()
      const entries = await reader.forgetAndRead({ partition, applied: applied.splice(0), most })
      if (entries.length === 0) {
        await held.waker.sleep(idleMs)
        continue
      }
      try {
        await applyEntries(entries, {
          ...held.consumer,
          signal: held.signal,
          applied: ({ position }) => applied.push(position),
          setAside: (entry, faults) => setAside(this.#db, held, entry, faults),
          told: (error, entry) =>
            this.#logger.error({ err: error, topic: held.topic, ...entry }, asideMessage),
        })
        failures = 0
        if (entries.length > 1 && entries.length < most) {
          const waitMs = readMs + applyEveryMs - performance.now()
          await sleep(Math.max(0, waitMs), undefined, { signal: held.signal }).catch(() => undefined)
        }
        most = Math.min(most * 2, readEntries)
      } catch (error) {
        failures += 1
        most = Math.max(entries.length >> 1, 1)
        const { topic, signal } = held
        if (signal.aborted) break
        this.#logger.warn(
          { err: error, topic, partition, failures },
          "entries cannot be applied now; trying again",
        )
        const backOffMs = Math.min(firstBackOffMs * 2 ** (failures - 1), longestBackOffMs)
        await sleep(backOffMs, undefined, { signal }).catch(() => undefined)
      }
    }
    await reader.forgetAndRead({ partition, applied, most: 0 })
  }
}

interface Together {
  first: Pending
  payloads: string[]
  characters: number
}

/** What came for one partition, in its order, as entries that have {@link mostTogether} characters, or one payload. Pure. */
function inEntries(all: readonly Pending[]): Together[] {
  const entries: Together[] = []
  for (const pending of all) {
    const { payload } = pending
    const last = entries.at(-1)
    if (last && last.characters + payload.length <= mostTogether) {
      last.payloads.push(payload)
      last.characters += payload.length
    } else entries.push({ first: pending, payloads: [payload], characters: payload.length })
  }
  return entries
}

const asideMessage = "a part of a log entry cannot be applied and was set aside; see `parley log`"

/**
 * Writes an entry of some pages and takes it back, which needs what an append needs: a table that may be written to, and
 * room on the disk.
 */
const appendNothing = sql.raw(`
  SAVEPOINT probe;
  INSERT INTO log_entries (topic, partition, bytes, payload) VALUES ('probe', -1, 0, decode(repeat('00', 16384), 'hex'));
  ROLLBACK TO SAVEPOINT probe`)

async function isOverWithin(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  const isOver = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return isOver
}
