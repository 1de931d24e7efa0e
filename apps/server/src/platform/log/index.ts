export { PostgresLog } from "./postgres.ts"

/** What happened outside and must not be lost: acknowledged once it is durable, applied once, in order per partition. */
export interface DurableLog {
  /** Resolves when the entry is durable. Entries with the same key keep their order. @throws when the store is away */
  append(topic: string, key: string, payload: string): Promise<void>
  /** Begins to apply a topic's entries in this process, as far as no other process does; resolves at once. */
  consume(topic: string, apply: ApplyEntries): { stop(): Promise<void> }
  close(): Promise<void>
}

/**
 * Applies a batch. When it throws the batch comes again, so what it does must bear repetition; a batch of one that
 * throws for another reason than an absent database is set aside by the log and reported.
 */
export type ApplyEntries = (payloads: readonly string[]) => Promise<void>
