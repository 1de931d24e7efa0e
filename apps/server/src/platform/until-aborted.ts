import { once } from "node:events"

/** Waits for `work` for so long, and no longer. @returns whether it was over by then @throws what `work` throws until then */
export async function waitAtMost(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ms)
  await untilAborted(work, late.signal).finally(() => clearTimeout(timer))
  return !late.signal.aborted
}

/**
 * Waits for `work` until the signal is aborted, and no longer. Leaves nothing behind on the signal, which may live for as
 * long as the process does.
 */
export async function untilAborted(work: Promise<unknown> | undefined, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const over = new AbortController()
  try {
    await Promise.race([work, once(signal, "abort", { signal: over.signal })])
  } finally {
    over.abort()
  }
}
