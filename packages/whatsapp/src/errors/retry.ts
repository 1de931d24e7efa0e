/** When to try again, if at all. */
import type { ErrorEntry } from "./entry.ts"

const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 5 * 60_000
const MAX_BACKOFFS = 6
/** 4^5 s: a pair that is still refused after 17 minutes has another problem. */
const MAX_PAIR_BACKOFFS = 6
const MAX_WAITS = 3

/**
 * Milliseconds to wait before the next attempt, or null when there should be none.
 *
 * Back-off doubles from one second to at most five minutes, of which a random half is taken off so that many
 * messages refused at once do not return at once. `pair_backoff` waits 4^attempt seconds as Meta prescribes for
 * 131056, and never less.
 *
 * @param attempt retries made so far, from 0
 * @param random uniform in [0, 1)
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
      return attempt < MAX_WAITS ? retry.waitMs : null
    case "pair_backoff":
      return attempt < MAX_PAIR_BACKOFFS ? Math.round(1000 * 4 ** attempt * (1 + 0.25 * random())) : null
    case "backoff": {
      if (attempt >= (retry.maxAttempts ?? MAX_BACKOFFS)) return null
      const full = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt)
      return Math.round(full * (1 - 0.5 * random()))
    }
  }
}
