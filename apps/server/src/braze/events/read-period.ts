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
  const { length, unit = "day" } = input
  const count = readLength(length, mostUnits)
  if (unit !== "day" && unit !== "hour") throw new Fatal("'unit' must be 'day' or 'hour'")
  return periodOf(unit, readInstant(input, "ending_at") ?? now, count)
}

const mostDays = 14

/**
 * The days from `starting_at` to `ending_at`, or the last `length` up to that: 14 at most.
 * @throws Fatal 400
 */
export function readDays(input: Readonly<Record<string, unknown>>, now: Date): Period {
  const endingAt = readInstant(input, "ending_at") ?? now
  const startingAt = readInstant(input, "starting_at")
  if (startingAt === undefined) return periodOf("day", endingAt, readLength(input.length, mostDays))
  const count = dayOf(endingAt) - dayOf(startingAt) + 1
  if (count < 1 || count > mostUnits)
    throw new Fatal(`'starting_at' must be before 'ending_at', by ${mostUnits} days at most`)
  return periodOf("day", endingAt, count)
}

const dayOf = (at: Date) => Math.floor(at.getTime() / unitMs.day)

function readLength(length: unknown, most: number): number {
  const count = typeof length === "string" && /^\d{1,3}$/.test(length) ? Number(length) : 0
  if (count >= 1 && count <= most) return count
  throw new Fatal(`'length' must be between 1 and ${most} (inclusive)`)
}

function readInstant(input: Readonly<Record<string, unknown>>, name: string): Date | undefined {
  const value = input[name]
  if (value === undefined) return undefined
  // A + in an address is a blank once it was read.
  const at = readTime(typeof value === "string" ? value.replace(/ (?=\d{1,2}:?\d{0,2}$)/, "+") : value)
  if (at) return at
  throw new Fatal(`'${name}' must be a datetime in ISO 8601`)
}

/** The last `count` units, the one that `endingAt` is in among them. */
function periodOf(unit: Unit, endingAt: Date, count: number): Period {
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
