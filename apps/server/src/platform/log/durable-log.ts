/** What happened outside and must not be lost: acknowledged once it is durable, applied once, in order per partition. */
export interface DurableLog {
  /** Resolves when the entry is durable. Entries with the same key keep their order. @throws when the store is away */
  append(topic: string, key: string, payload: string): Promise<void>
  /** Whether an entry could be appended now; leaves nothing behind. @throws what would keep it from that */
  tryAppend(): Promise<void>
  /** Begins to apply a topic's entries in this process, as far as no other process does; resolves at once. */
  consume(topic: string, consumer: Consumer): { stop(): Promise<void> }
  close(): Promise<void>
}

/** Applies what a topic's entries say. */
export interface Consumer {
  /**
   * Applies a batch. When it throws the batch comes again, so what it does must bear repetition. What the payload itself is
   * to blame for (`troubleOf`: data) is tried some times and then set aside by the log; anything else is tried until it
   * passes, and what came after waits.
   */
  apply(payloads: readonly string[]): Promise<void>
  /** Two payloads that say the same as one, so that only the part at fault is set aside; undefined when it has no parts. */
  halve?(payload: string): readonly [string, string] | undefined
}
