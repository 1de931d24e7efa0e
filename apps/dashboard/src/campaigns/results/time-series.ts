/** Series of results as they are plotted. Pure. */

const stepMs = { hour: 3_600_000, day: 86_400_000 } as const
/** Of what is years apart the hours between are not drawn. */
const mostPoints = 2_000

/**
 * The points of a series with those in which nothing happened, so that a plot shows time as it passed.
 * @param points in their order; `at` is a day, or an hour such as `2026-11-22T12:00`
 */
export function withoutGaps<Point extends { at: string }>(
  points: readonly Point[],
  unit: keyof typeof stepMs,
  nothing: Omit<Point, "at">,
): Point[] {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return []
  const instant = (at: string) => Date.parse(unit === "day" ? `${at}T00:00Z` : `${at}Z`)
  const known = new Map(points.map((point) => [point.at, point]))
  const [start, end] = [instant(first.at), instant(last.at)]
  if ((end - start) / stepMs[unit] > mostPoints) return [...points]
  const all: Point[] = []
  for (let at = start; at <= end; at += stepMs[unit]) {
    const name = new Date(at).toISOString().slice(0, unit === "day" ? 10 : 16)
    all.push(known.get(name) ?? ({ ...nothing, at: name } as Point))
  }
  return all
}
