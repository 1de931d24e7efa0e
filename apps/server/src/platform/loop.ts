import { Waker } from "./waker.ts"

export interface Loop {
  /** Has the next round begin now, or right after the present one. */
  wake(): void
  /** Resolves when the round under way is over; none starts after it. */
  stop(): Promise<void>
}

/**
 * Does rounds of work until it is stopped. `round` tells whether there may be more to do at once; otherwise the next one
 * comes when someone wakes the loop, or after `everyMs`. A round that throws is reported to `broke`, and the loop continues:
 * what is meant to happen happens when the database is back.
 */
export function startLoop(work: {
  everyMs: number
  round(): Promise<boolean>
  broke(error: unknown): void
}): Loop {
  const waker = new Waker()
  let stopped = false
  const ended = (async () => {
    while (!stopped) {
      const mayHaveMore = await work.round().catch((error) => {
        work.broke(error)
        return false
      })
      if (!mayHaveMore && !stopped) await waker.sleep(work.everyMs)
    }
  })()
  return {
    wake: () => waker.wake(),
    async stop() {
      stopped = true
      waker.wake()
      await ended
    },
  }
}
