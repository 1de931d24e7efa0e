import type { Occurrence } from "@parley/model"
import type { Tx } from "../platform/database/index.ts"
import { appendWithin, partitionOf, type Topic } from "../platform/log/index.ts"

/** The durable log's topic of what happens to contacts, each contact's in its order. An entry is a JSON array of occurrences. */
export const contactTopic: Topic = { name: "contacts", partitions: 64 }

/**
 * Records what happened to contacts, in the transaction that made it: it is heard of if that commits, and only then. To be
 * called once the rows concerned are changed, as their locks are what keeps a contact's occurrences in order (see
 * `appendWithin`). One statement with one row for each partition concerned, however many occurrences; none without any.
 */
export async function record(tx: Tx, occurrences: readonly Occurrence[]): Promise<void> {
  const byPartition = Map.groupBy(occurrences, ({ contact_id }) => partitionOf(contactTopic, contact_id))
  const entries = [...byPartition].map(([partition, those]) => ({
    partition,
    payload: JSON.stringify(those),
  }))
  await appendWithin(tx, contactTopic, entries)
}
