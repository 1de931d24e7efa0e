import { rows, sql, type Tx, wakeAfterCommit } from "../database/index.ts"
import type { Topic } from "./durable-log.ts"
import { pack } from "./packing.ts"
import { logChannel, nameOf } from "./partitions.ts"

/** One entry, for one partition of a topic. */
export interface PartitionEntry {
  partition: number
  payload: string
}

/**
 * Appends entries in a transaction: they are durable with what it wrote, or never were. One statement. Consumers are
 * woken once it commits.
 *
 * Of two transactions that change the same row the second gets it when the first has committed, so what it appends after
 * that is behind what the first one appended before. Transactions that share no row have no order to keep.
 */
export async function appendWithin(tx: Tx, topic: Topic, entries: readonly PartitionEntry[]): Promise<void> {
  if (entries.length === 0) return
  const appended = entries.map(({ partition, payload }) => ({
    partition,
    bytes: payload.length,
    payload: pack(payload),
  }))
  await sql`
    INSERT INTO log_entries (topic, partition, bytes, payload)
    SELECT ${topic.name}, partition, bytes, payload
    FROM ${rows("t", appended, { partition: "smallint", bytes: "integer", payload: "bytea" })}`.execute(tx)
  for (const { partition } of entries) wakeAfterCommit(logChannel, nameOf(topic, partition))
}
