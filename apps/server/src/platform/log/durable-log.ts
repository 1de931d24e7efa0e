/** One stream of entries. Those of a partition are applied in order, by one process at a time. */
export interface Topic {
  name: string
  /** How many can be applied at the same time. Fewer than before would strand what waits in the others. */
  partitions: number
}

/**
 * What happened and must not be lost: acknowledged once it is durable, applied at least once, in order per partition.
 *
 * What happens within a transaction of ours enters the log in it, by `appendWithin`, which is beside this interface:
 * it is a statement of that transaction whatever the log is. Of PostgreSQL the row is the entry itself. An adapter of
 * another store keeps it as an outbox, and moves its rows, in the order of their positions, to the store's partitions once
 * they are committed.
 */
export interface DurableLog {
  /** Resolves when the entry is durable. Entries with the same key keep their order. @throws when the store is away */
  append(topic: Topic, key: string, payload: string): Promise<void>
  /** Whether an entry could be appended now; leaves nothing behind. @throws what would keep it from that */
  tryAppend(): Promise<void>
  /** Starts to apply a topic's entries in this process, as far as no other process does; resolves at once. */
  consume(topic: Topic, consumer: Consumer): { stop(): Promise<void> }
  close(): Promise<void>
}

/** What applies a topic's entries. */
export interface Consumer {
  /**
   * Applies a batch. When it throws the batch comes again, so what it does must be repeatable. What the payload itself is
   * to blame for (`troubleOf`: data) is tried some times and then set aside by the log; anything else is tried until it
   * passes, and what came after waits.
   */
  apply(payloads: readonly string[]): Promise<void>
  /** Two payloads that say the same as one, so that only the part at fault is set aside; undefined when it has no parts. */
  halve?(payload: string): readonly [string, string] | undefined
}
