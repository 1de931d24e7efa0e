import type { Tx } from "./index.ts"

/** What each open transaction has to say in this process once it is committed. */
const signals = new WeakMap<Tx, Set<string>>()

/** Begins to keep what `tx` has to say. @returns what it has said so far */
export function keepSignals(tx: Tx): ReadonlySet<string> {
  const said = new Set<string>()
  signals.set(tx, said)
  return said
}

/**
 * Has this process hear `signal` once `tx` is committed, and not if it is rolled back: see `Database.onSignal`. Costs a
 * commit nothing, where a NOTIFY makes those of the whole database wait for each other; other processes hear nothing.
 */
export function signalAfterCommit(tx: Tx, signal: string): void {
  const said = signals.get(tx)
  if (said === undefined) throw new TypeError("A signal needs a transaction that a Database began.")
  said.add(signal)
}
