import { type Database, promptly, rows, sql } from "../database/index.ts"
import type { Entry } from "./apply-entries.ts"
import type { Topic } from "./durable-log.ts"
import { unpackAll } from "./packing.ts"

/** Of all partitions that are read at once. */
const readBytes = 4_000_000

/** What one partition asks for: forget what was applied, and give what comes next. */
interface Request {
  partition: number
  applied: readonly number[]
  most: number
}

interface Waiting extends Request {
  answer: (entries: Entry[]) => void
  fail: (error: unknown) => void
}

/**
 * Reads the partitions of one topic that this process holds. What several of them ask for in one turn of the event loop is
 * one statement: an import touches all partitions with every batch, and each reading for itself would be hundreds of
 * statements a second.
 */
export class EntryReader {
  readonly #db: Database
  readonly #topic: Topic
  #waiting: Waiting[] = []

  constructor(db: Database, topic: Topic) {
    this.#db = db
    this.#topic = topic
  }

  /** Forgets the applied entries of a partition and reads the next ones, the oldest first. */
  forgetAndRead(request: Request): Promise<Entry[]> {
    return new Promise((answer, fail) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#read())
      this.#waiting.push({ ...request, answer, fail })
    })
  }

  /** The partitions that have entries, whichever process holds them: a look into an index for each. */
  async withEntries(): Promise<number[]> {
    const { name, partitions } = this.#topic
    const rows = await promptly(() =>
      this.#db.statement(sql<{ partition: number }>`
        SELECT possible.partition FROM generate_series(0, ${partitions - 1}::integer) AS possible (partition)
        WHERE EXISTS (SELECT FROM log_entries AS e WHERE e.topic = ${name} AND e.partition = possible.partition)
      `),
    )
    return rows.map(({ partition }) => partition)
  }

  async #read(): Promise<void> {
    const requests = this.#waiting.splice(0)
    try {
      const entries = await this.#forgetAndRead(requests)
      for (const { partition, answer } of requests) answer(entries.get(partition) ?? [])
    } catch (error) {
      for (const { fail } of requests) fail(error)
    }
  }

  async #forgetAndRead(requests: readonly Request[]): Promise<Map<number, Entry[]>> {
    const { name } = this.#topic
    const partitions = requests.map(({ partition }) => partition)
    const applied = requests.flatMap((request) => request.applied)
    const found = await promptly(() =>
      this.#db.statement(sql<{ partition: number; position: number; payload: Buffer; received_at: Date }>`
        WITH forgotten AS (
          DELETE FROM log_entries
          WHERE topic = ${name} AND partition = ANY(${partitions}::smallint[]) AND position = ANY(${applied}::bigint[])
        )
        SELECT asked.partition, entry.*
        FROM ${rows("asked", requests, { partition: "smallint", most: "integer" })}
        CROSS JOIN LATERAL (
          SELECT position, payload, received_at FROM (
            SELECT position, payload, received_at, sum(bytes) OVER (ORDER BY position) - bytes AS bytes_before
            FROM (
              SELECT position, payload, received_at, bytes FROM log_entries
              WHERE topic = ${name} AND partition = asked.partition AND position <> ALL(${applied}::bigint[])
              ORDER BY position LIMIT asked.most
            ) AS oldest
          ) AS measured
          WHERE bytes_before < ${Math.ceil(readBytes / requests.length)}
        ) AS entry
        ORDER BY asked.partition, entry.position
      `),
    )
    const entries = found.map(({ partition, position, payload, received_at }) => ({
      partition,
      entry: { position, payloads: unpackAll(payload), receivedAt: received_at },
    }))
    const grouped = Map.groupBy(entries, ({ partition }) => partition)
    return new Map([...grouped].map(([partition, all]) => [partition, all.map(({ entry }) => entry)]))
  }
}
