/**
 * A process that applies a topic's entries as its parent lets it: it tells of a batch, and has applied it once the parent
 * answers with the batch's number. It goes on until somebody ends it.
 */
import { Database, Leases, Wakes } from "../../database/index.ts"
import { createLogger } from "../../telemetry.ts"
import type { Topic } from "../durable-log.ts"
import { PostgresLog } from "../postgres.ts"

/** What the process tells of a batch that it is about to apply. */
export interface ToldBatch {
  batch: number
  payloads: readonly string[]
}

/** What the process is started with, as JSON. */
export interface Task {
  url: string
  topic: Topic
}

if (import.meta.main) {
  const { url, topic }: Task = JSON.parse(process.argv[2] ?? "")
  const db = new Database(url, { connections: 4, onConnectionLost: () => {} })
  const parts = { leases: new Leases(url), wakes: new Wakes(url), logger: createLogger("silent") }
  const log = new PostgresLog({ db, intake: db, ...parts })
  const waiting = new Map<number, () => void>()
  let batches = 0
  process.on("message", (batch: number) => waiting.get(batch)?.())
  log.consume(topic, {
    apply: (payloads) =>
      new Promise((applied) => {
        batches += 1
        waiting.set(batches, applied)
        const told: ToldBatch = { batch: batches, payloads }
        process.send?.(told)
      }),
  })
}
