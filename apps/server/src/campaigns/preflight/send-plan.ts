/** How long an audience takes, and which part of it goes on which day. Pure. */
import { endOfSending, type SendingBounds } from "../launches/duration.ts"

const dayMs = 24 * 60 * 60_000
/** Days that are told one by one. */
const mostDays = 60

interface SendingDay {
  /** By the clock of a zone, such as 2026-12-24. */
  date: string
  people: number
}

/** How many people are written to on each day, in the zone; what is left after 60 days is told with the last. */
export function sendingDays(
  people: number,
  starts: Date,
  bounds: SendingBounds,
  zone: string,
): { ends: Date; days: SendingDay[] } {
  const ends = endOfSending(people, starts, bounds)
  const days: SendingDay[] = []
  const dayOf = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" })
  let told = 0
  let at = starts
  while (told < people && days.length < mostDays) {
    const date = dayOf.format(at)
    const nextDay = startOfNextDay(at, dayOf)
    const sent = days.length === mostDays - 1 ? people : sentUntil(people, starts, nextDay, bounds)
    if (sent > told) days.push({ date, people: sent - told })
    told = Math.max(told, sent)
    if (nextDay >= ends) {
      if (told < people) days.push({ date: dayOf.format(ends), people: people - told })
      break
    }
    at = nextDay
  }
  return { ends, days }
}

/** Of so many people how many have a message at an instant: the largest number that is done by then. */
function sentUntil(people: number, starts: Date, at: Date, bounds: SendingBounds): number {
  let [done, undone] = [0, people + 1]
  while (undone - done > 1) {
    const middle = Math.floor((done + undone) / 2)
    if (endOfSending(middle, starts, bounds) <= at) done = middle
    else undone = middle
  }
  return done
}

/** The first instant of the next day, to the minute: days have 23 to 25 hours, or are left out. */
function startOfNextDay(at: Date, dayOf: Intl.DateTimeFormat): Date {
  const today = dayOf.format(at)
  let [same, other] = [at.getTime(), at.getTime() + 2 * dayMs]
  while (other - same > 1_000) {
    const middle = (same + other) / 2
    if (dayOf.format(new Date(middle)) === today) same = middle
    else other = middle
  }
  return new Date(Math.round(other / 60_000) * 60_000)
}
