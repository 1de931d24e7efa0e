import { once } from "node:events"

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
