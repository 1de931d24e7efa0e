/** When a webhook that was not answered 200 is tried again. */
const FIRST_RETRY_MS = 1_000
const LONGEST_WAIT_MS = 60 * 60 * 1000
export const RETRY_FOR_MS = 7 * 24 * 60 * 60 * 1000

/** Wait after `attempts` failed attempts (1 or more): 1 s, 2 s, 4 s … up to an hour. */
export function retryWaitMs(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 30))
}
