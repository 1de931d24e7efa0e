/** When to try again, if at all. */
import type { ErrorEntry } from "./entry.ts"

const firstBackoffMs = 1_000
const longestBackoffMs = 5 * 60_000
/** 4^5 s: a pair that is still refused then is asked for every 17 minutes. */
const longestPairExponent = 5

/**
 * Milliseconds to wait before the next attempt, or null when no later one will fare better. How often something was refused
 * is no reason to give up what Meta may still take: when it is no longer wanted, the caller knows.
 *
 * Back-off doubles from one second to at most five minutes, of which a random half is taken off so that many
 * messages refused at once do not return at once. `pair_backoff` waits 4^attempt seconds as Meta prescribes for
 * 131056, up to 17 minutes, and never less.
 *
 * @param attempt retries made so far, from 0
 * @param random uniform in [0, 1)
 * @example
 * retryDelayMs(explainError(131056), 0, () => 0) // 1000
 * retryDelayMs(explainError(131056), 2, () => 0) // 16000
 * retryDelayMs(explainError(131047), 0) // null
 */
export function retryDelayMs(
  entry: ErrorEntry,
  attempt: number,
  random: () => number = Math.random,
): number | null {
  const retry = entry.retry
  switch (retry.kind) {
    case "never":
    case "fix":
      return null
    case "wait":
      return retry.waitMs
    case "pair_backoff":
      return Math.round(1000 * 4 ** Math.min(attempt, longestPairExponent) * (1 + 0.25 * random()))
    case "backoff": {
      if (retry.maxAttempts !== undefined && attempt >= retry.maxAttempts) return null
      const full = Math.min(longestBackoffMs, firstBackoffMs * 2 ** attempt)
      return Math.round(full * (1 - 0.5 * random()))
    }
  }
}

const leastLateRetryMs = 10 * 60_000

/**
 * Milliseconds to wait before a message that Meta took goes once more, when a status says that it failed; null when it should
 * not. The same reasons as {@link retryDelayMs}, at longer intervals: Meta has tried for a while by then.
 * @example
 * lateRetryMs(explainError(131000)) // 600000
 * lateRetryMs(explainError(131047)) // null
 */
export function lateRetryMs({ retry }: ErrorEntry): number | null {
  switch (retry.kind) {
    case "never":
    case "fix":
      return null
    case "wait":
      return retry.waitMs
    case "pair_backoff":
    case "backoff":
      return leastLateRetryMs
  }
}
