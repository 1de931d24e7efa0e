import type { Occurrence } from "@parley/model"
import type { Tx } from "../platform/database/index.ts"
import { appendWithin, partitionOf, type Topic } from "../platform/log/index.ts"

/** The durable log's topic of what happens to contacts, each contact's in its order. An entry is a JSON array of occurrences. */
export const contactTopic: Topic = { name: "contacts", partitions: 8 }

/**
 * Records what happened to contacts, in the transaction that made it: it is heard of if that commits, and only then. To be
 * called once the rows concerned are changed, as their locks are what keeps a contact's occurrences in order (see
 * `appendWithin`). One statement with one row for each partition concerned, however many occurrences; none without any.
 */
export async function record(tx: Tx, occurrences: readonly Occurrence[]): Promise<void> {
  const kept = together.get(tx)
  if (kept) {
    for (const occurrence of occurrences) kept.push(occurrence)
    return
  }
  const entries = new Map<number, Occurrence[]>()
  for (const [contactId, those] of Map.groupBy(occurrences, ({ contact_id }) => contact_id)) {
    const partition = partitionOf(contactTopic, contactId)
    const known = entries.get(partition)
    if (known) known.push(...those)
    else entries.set(partition, [...those])
  }
  await appendWithin(
    tx,
    contactTopic,
    [...entries].map(([partition, those]) => ({ partition, payload: JSON.stringify(those) })),
  )
}

/** What is recorded in transactions that record it together. */
const together = new WeakMap<Tx, Occurrence[]>()

/**
 * Records at its end, in one statement, whatever `work` records: for work of several steps over many contacts, which would
 * append an entry to each partition with each step. The work takes nothing back by a savepoint.
 */
export async function recordTogether<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const kept: Occurrence[] = []
  together.set(tx, kept)
  const result = await work().finally(() => together.delete(tx))
  await record(tx, kept)
  return result
}
