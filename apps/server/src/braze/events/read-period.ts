import { Fatal } from "../frame/fatal.ts"
import { readTime } from "../users/track/time.ts"

const hourMs = 3_600_000
const unitMs = { hour: hourMs, day: 24 * hourMs } as const
export type Unit = keyof typeof unitMs
const mostUnits = 100

/** Days or hours one after the other, in UTC. */
export interface Period {
  unit: Unit
  /** When each begins, the oldest first. */
  starts: Date[]
  /** When the last one is over. */
  end: Date
}

/**
 * The last `length` units up to `ending_at`, the one it is in among them.
 * @throws Fatal 400
 */
export function readPeriod(input: Readonly<Record<string, unknown>>, now: Date): Period {
  const { length, unit = "day", ending_at } = input
  const count = typeof length === "string" && /^\d{1,3}$/.test(length) ? Number(length) : 0
  if (count < 1 || count > mostUnits)
    throw new Fatal(`'length' must be between 1 and ${mostUnits} (inclusive)`)
  if (unit !== "day" && unit !== "hour") throw new Fatal("'unit' must be 'day' or 'hour'")
  // A + in an address is a blank once it was read.
  const given = typeof ending_at === "string" ? ending_at.replace(/ (?=\d{1,2}:?\d{0,2}$)/, "+") : ending_at
  const endingAt = ending_at === undefined ? now : readTime(given)
  if (!endingAt) throw new Fatal("'ending_at' must be a datetime in ISO 8601")
  const ms = unitMs[unit]
  const last = Math.floor(endingAt.getTime() / ms) * ms
  const starts = Array.from({ length: count }, (_, index) => new Date(last - (count - 1 - index) * ms))
  return { unit, starts, end: new Date(last + ms) }
}

/** When a unit begins, as Braze writes it: a date, or an hour in ISO 8601. */
export function timeOf(start: Date, unit: Unit): string {
  const text = start.toISOString()
  return unit === "day" ? text.slice(0, 10) : `${text.slice(0, 19)}+00:00`
}

/** What is known by the start of each unit as a series, with 0 where nothing is. */
export function seriesOf<Name extends string>(
  { unit, starts }: Period,
  name: Name,
  known: readonly { start: Date; amount: number }[],
): ({ time: string } & Record<Name, number>)[] {
  const amounts = new Map(known.map(({ start, amount }) => [start.getTime(), amount]))
  return starts.map((start) => {
    const amount = { [name]: amounts.get(start.getTime()) ?? 0 } as Record<Name, number>
    return { time: timeOf(start, unit), ...amount }
  })
}
