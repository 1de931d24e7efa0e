/** How fast a launch goes, from what was read of it. Pure. */

export interface Reading {
  at: string
  accepted: number
}

/** Older readings tell of what was. */
const keptMs = 30_000

/** @returns messages a second; undefined until there are two readings */
export function rateOf(
  before: readonly Reading[],
  latest: Reading,
): { readings: Reading[]; rate: number | undefined } {
  const readings = [
    ...before.filter(({ at }) => Date.parse(latest.at) - Date.parse(at) <= keptMs && at < latest.at),
    latest,
  ]
  const [first] = readings
  if (first === undefined || first === latest) return { readings, rate: undefined }
  const seconds = (Date.parse(latest.at) - Date.parse(first.at)) / 1_000
  return { readings, rate: Math.max(0, (latest.accepted - first.accepted) / seconds) }
}

/** When so many are sent at that rate. */
export const endsAt = (at: string, waiting: number, rate: number): string =>
  new Date(Date.parse(at) + (waiting / rate) * 1_000).toISOString()
