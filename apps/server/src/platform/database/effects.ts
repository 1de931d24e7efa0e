import { AsyncLocalStorage } from "node:async_hooks"
import type { Tx } from "./tx.ts"

/** Is told of everything that work does for good, before it is done, and can prevent it by throwing. */
export interface EffectWatch {
  /** The last thing in each transaction before it commits. Resolves to what is called once it has. */
  beforeCommit(tx: Tx): Promise<() => void>
  /** Before something outside the database is asked to change. Resolves to what is told whether it may have changed. */
  beforeCall(): Promise<(mayBeDone: boolean) => void>
}

const watches = new AsyncLocalStorage<EffectWatch | undefined>()

/** Has `watch` told of whatever `work` does; undefined: nobody is. */
export function watchedBy<T>(watch: EffectWatch | undefined, work: () => T): T {
  return watches.run(watch, work)
}

/** Who is to be told of what is done here. */
export const currentWatch = (): EffectWatch | undefined => watches.getStore()
