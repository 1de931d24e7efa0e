/** How many members a segment had, as a line. Pure. */

export interface DayCount {
  day: string
  people: number
}

/** A line across a box, its days as far apart as they were; what is highest touches the top, and what is lowest the bottom. */
export interface Line {
  least: number
  most: number
  /** The `points` of an SVG polyline. */
  points: string
}

const dayMs = 86_400_000
const dayOf = ({ day }: DayCount) => Date.parse(`${day}T00:00:00Z`) / dayMs

/** @returns undefined where fewer than two days were counted, the oldest first */
export function lineOf(
  counts: readonly DayCount[],
  { width, height }: { width: number; height: number },
): Line | undefined {
  const [first] = counts
  const last = counts.at(-1)
  if (first === undefined || last === undefined || dayOf(first) === dayOf(last)) return undefined
  const people = counts.map((one) => one.people)
  const [least, most] = [Math.min(...people), Math.max(...people)]
  const across = (one: DayCount) => ((dayOf(one) - dayOf(first)) / (dayOf(last) - dayOf(first))) * width
  const down = (one: DayCount) =>
    most === least ? height / 2 : height - ((one.people - least) / (most - least)) * height
  const short = (number: number) => String(Math.round(number * 10) / 10)
  return { least, most, points: counts.map((one) => `${short(across(one))},${short(down(one))}`).join(" ") }
}
