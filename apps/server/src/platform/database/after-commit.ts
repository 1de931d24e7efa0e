import { AsyncLocalStorage } from "node:async_hooks"

const open = new AsyncLocalStorage<Set<string>>()

/** Does the work of a transaction, and keeps in `signals` what it has to say once it is committed. */
export function keepingSignals<T>(signals: Set<string>, work: () => T): T {
  return open.run(signals, work)
}

/**
 * Has this process hear `signal` once the transaction at work is committed, and not if it is rolled back: see
 * `Database.onSignal`. Costs a commit nothing, where a NOTIFY makes those of the whole database wait for each other; other
 * processes hear nothing.
 */
export function signalAfterCommit(signal: string): void {
  open.getStore()?.add(signal)
}
