/** The local times at which a recurring campaign is sent. Pure; days are counted by a library. */
import type { RecurringDelivery } from "@parley/model"
import { RRuleTemporal } from "rrule-temporal"

/** A date and a time that clocks show, such as 2026-12-24T09:00. */
export type LocalTime = string

/**
 * The first occurrence after a local time, which need not be one; null: there is none any more. What a month does not have is on its
 * last day. Clocks that are put forward or back change nothing of it, as it names what they show.
 */
export function nextOccurrence(delivery: RecurringDelivery, after: LocalTime): LocalTime | null {
  const { starts_on, time } = delivery
  const first = asUtc(`${starts_on}T${time}`)
  const next = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${basic(`${starts_on}T${time}`)}\nRRULE:${ruleOf(delivery)}`,
  }).next(new Date(Math.max(asUtc(after).getTime(), first.getTime() - 1)), false)
  return next === null ? null : next.toPlainDateTime().toString().slice(0, 16)
}

function ruleOf({ frequency, interval, weekdays, day_of_month, time, ends_on, count }: RecurringDelivery) {
  const parts = [`FREQ=${frequency.toUpperCase()}`, `INTERVAL=${interval}`, "WKST=MO"]
  if (weekdays.length > 0)
    parts.push(`BYDAY=${weekdays.map((day) => day.slice(0, 2).toUpperCase()).join(",")}`)
  if (day_of_month !== undefined) parts.push(...monthDay(day_of_month))
  if (count !== null) parts.push(`COUNT=${count}`)
  if (ends_on !== null) parts.push(`UNTIL=${basic(`${ends_on}T${time}`)}Z`)
  return parts.join(";")
}

/** Every month has 28 days: of those from there to the day, the last one that the month has. */
function monthDay(day: number): string[] {
  if (day <= 28) return [`BYMONTHDAY=${day}`]
  const days = Array.from({ length: day - 27 }, (_, index) => 28 + index)
  return [`BYMONTHDAY=${days.join(",")}`, "BYSETPOS=-1"]
}

/** As iCalendar writes it: 20261224T090000. */
const basic = (local: LocalTime) => `${local.replaceAll(/[-:]/g, "")}00`

/** The instant at which clocks of UTC show it. */
export const asUtc = (local: LocalTime): Date => new Date(`${local}Z`)
