/** When a webhook that was not answered 200 is tried again. */
const firstRetryMs = 1_000
const longestWaitMs = 60 * 60 * 1000
export const retryForMs = 7 * 24 * 60 * 60 * 1000

/** Wait after `attempts` failed attempts (1 or more): 1 s, 2 s, 4 s … up to an hour. */
export function retryWaitMs(attempts: number): number {
  return Math.min(longestWaitMs, firstRetryMs * 2 ** Math.min(attempts - 1, 30))
}
