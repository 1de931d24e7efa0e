/** When what failed is tried again, and when no more. All of it pure. */

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** After its first try, its second, and so on: as Standard Webhooks recommends, three days in all. */
const pausesMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]

/** Given up after that even where its turn did not come, as its endpoint was at fault or off. */
export const endsAfterMs = pausesMs.reduce((sum, ms) => sum + ms, hourMs)

/**
 * When a delivery is tried again whose so-manieth try failed; undefined: no more.
 * @param askedSeconds what the receiver asked for
 */
export function nextTry(tries: number, now: Date, askedSeconds = 0): Date | undefined {
  const pauseMs = pausesMs[tries - 1]
  if (pauseMs === undefined) return undefined
  const askedMs = Math.min(askedSeconds * secondMs, 24 * hourMs)
  return new Date(now.getTime() + Math.max(pauseMs, askedMs))
}

/** So many failures one after the other are the endpoint's and not the deliveries': from then on one at a time finds out. */
export const mostFailures = 5
const longestRestMs = 10 * minuteMs

/** How long an endpoint is left alone after so many failures one after the other; 0: not at all. */
export function restMs(failures: number): number {
  if (failures < mostFailures) return 0
  return Math.min(5 * secondMs * 2 ** Math.min(failures - mostFailures, 20), longestRestMs)
}

/** An endpoint that has done nothing but fail for so long is turned off. */
export const failsForMs = 5 * 24 * hourMs
