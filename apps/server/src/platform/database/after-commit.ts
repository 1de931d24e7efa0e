import { AsyncLocalStorage } from "node:async_hooks"

/** What wakes are wanted, as channel and payload, each once by both. */
export type WantedWakes = Map<string, readonly [channel: string, payload: string]>

const open = new AsyncLocalStorage<WantedWakes>()

/** Does the work of a transaction, and keeps in `wanted` who is to be woken once it is committed. */
export function keepingWakes<T>(wanted: WantedWakes, work: () => T): T {
  return open.run(wanted, work)
}

/**
 * Wakes who hears a channel (`Wakes`) once the transaction at work is committed, and not if it is rolled back. Costs a commit
 * nothing, where a NOTIFY in it would make those of the whole database wait for each other.
 * @throws Error outside of a transaction
 */
export function wakeAfterCommit(channel: string, payload: string): void {
  const wanted = open.getStore()
  if (!wanted) throw new Error("Nothing is committed here after which to wake anyone.")
  wanted.set(`${channel} ${payload}`, [channel, payload])
}
