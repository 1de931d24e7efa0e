import { type RecurringDelivery, recurringDelivery, weekdays } from "@parley/model"
import fc from "fast-check"
import rrule, { type RRule } from "rrule"
import { describe, expect, it } from "vitest"
import { asUtc, nextOccurrence } from "./occurrences.ts"

const recurring = (more: object): RecurringDelivery =>
  recurringDelivery.parse({
    kind: "recurring",
    frequency: "daily",
    time: "09:00",
    starts_on: "2026-01-31",
    ...more,
  })

/** The first of them, from the day before it starts. */
function first(count: number, more: object): string[] {
  const delivery = recurring(more)
  const found: string[] = []
  let after: string | null = "2000-01-01T00:00"
  while (found.length < count) {
    after = nextOccurrence(delivery, after)
    if (after === null) break
    found.push(after)
  }
  return found
}

describe("a campaign that recurs", () => {
  it.each([
    ["each day", 3, {}, ["2026-01-31T09:00", "2026-02-01T09:00", "2026-02-02T09:00"]],
    ["every third day", 3, { interval: 3 }, ["2026-01-31T09:00", "2026-02-03T09:00", "2026-02-06T09:00"]],
    [
      "on days of each week, of the first what is left of it",
      4,
      { frequency: "weekly", weekdays: ["sunday", "wednesday"] },
      ["2026-02-01T09:00", "2026-02-04T09:00", "2026-02-08T09:00", "2026-02-11T09:00"],
    ],
    [
      "every other week, counted from the week of its start",
      3,
      { frequency: "weekly", interval: 2, weekdays: ["monday"] },
      ["2026-02-09T09:00", "2026-02-23T09:00", "2026-03-09T09:00"],
    ],
    [
      "on a day of each month",
      3,
      { frequency: "monthly", day_of_month: 15 },
      ["2026-02-15T09:00", "2026-03-15T09:00", "2026-04-15T09:00"],
    ],
    [
      "on the 31st, or the last day there is",
      4,
      { frequency: "monthly", day_of_month: 31 },
      ["2026-01-31T09:00", "2026-02-28T09:00", "2026-03-31T09:00", "2026-04-30T09:00"],
    ],
    [
      "on the 29th, in February of leap years, too",
      3,
      { frequency: "monthly", day_of_month: 29, starts_on: "2028-01-30", interval: 1 },
      ["2028-02-29T09:00", "2028-03-29T09:00", "2028-04-29T09:00"],
    ],
    [
      "until a day, itself included",
      9,
      { ends_on: "2026-02-02" },
      ["2026-01-31T09:00", "2026-02-01T09:00", "2026-02-02T09:00"],
    ],
    ["so many times", 9, { count: 2 }, ["2026-01-31T09:00", "2026-02-01T09:00"]],
  ])("%s", (_what, count, more, expected) => {
    expect(first(count, more)).toEqual(expected)
  })

  it("is over after the last", () => {
    expect(nextOccurrence(recurring({ count: 2 }), "2026-02-01T09:00")).toBeNull()
    expect(nextOccurrence(recurring({ ends_on: "2026-02-02" }), "2026-02-02T08:59")).toBe("2026-02-02T09:00")
  })

  it("is what counting day by day comes to", () => {
    fc.assert(
      fc.property(anyRecurrence, ({ delivery, after }) => {
        expect(nextOccurrence(delivery, after)).toBe(countDays(delivery, after))
      }),
      { numRuns: 1_000 }, // each looks at up to 3,000 days
    )
  })

  it("is what another library of recurrences says", () => {
    fc.assert(
      fc.property(anyRecurrence, ({ delivery, after }) => {
        const next = otherRule(delivery).after(asUtc(after))
        expect(nextOccurrence(delivery, after)).toBe(next?.toISOString().slice(0, 16) ?? null)
      }),
      { numRuns: 10_000 },
    )
  })
})

const dayMs = 86_400_000
const dayOf = (days: number) => new Date(Date.UTC(2024, 0, 1) + days * dayMs).toISOString().slice(0, 10)
const shift = (day: string, days: number) =>
  new Date(asUtc(`${day}T00:00`).getTime() + days * dayMs).toISOString().slice(0, 10)

/** One that may be asked for, and the time after which it is asked. */
const anyRecurrence = fc
  .record({
    frequency: fc.constantFrom("daily", "weekly", "monthly"),
    interval: fc.integer({ min: 1, max: 5 }),
    days: fc.subarray([...weekdays], { minLength: 1 }),
    day: fc.integer({ min: 1, max: 31 }),
    start: fc.integer({ min: 0, max: 3_000 }).map((days) => dayOf(days)),
    length: fc.integer({ min: 0, max: 400 }),
    ends: fc.constantFrom("never", "on a day", "by count"),
    count: fc.integer({ min: 1, max: 30 }),
    asked: fc.integer({ min: -10, max: 450 }),
    time: fc.constantFrom("00:00", "09:00", "12:00", "23:59"),
  })
  .map(({ frequency, interval, days, day, start, length, ends, count, asked, time }) => ({
    delivery: recurring({
      frequency,
      interval,
      time,
      starts_on: start,
      ...(frequency === "weekly" && { weekdays: days }),
      ...(frequency === "monthly" && { day_of_month: day }),
      ...(ends === "on a day" && { ends_on: shift(start, length) }),
      ...(ends === "by count" && { count }),
    }),
    after: `${shift(start, asked)}T12:00`,
  }))

const frequencies = { daily: rrule.RRule.DAILY, weekly: rrule.RRule.WEEKLY, monthly: rrule.RRule.MONTHLY }
const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const

/** As a library reads it that is not used for it. */
function otherRule(delivery: RecurringDelivery): RRule {
  const { frequency, interval, starts_on, ends_on, count, time, day_of_month = 1 } = delivery
  return new rrule.RRule({
    freq: frequencies[frequency],
    interval,
    dtstart: asUtc(`${starts_on}T${time}`),
    wkst: rrule.RRule.MO,
    ...(frequency === "weekly" && {
      byweekday: delivery.weekdays.map((name) => rrule.RRule[days[weekdays.indexOf(name)] ?? "MO"]),
    }),
    // Of the days up to that one, the last that the month has.
    ...(frequency === "monthly" && {
      bymonthday: Array.from({ length: day_of_month }, (_, index) => index + 1),
      bysetpos: -1,
    }),
    ...(count !== null && { count }),
    ...(ends_on !== null && { until: asUtc(`${ends_on}T${time}`) }),
  })
}

/** The same, by looking at each day from the first. */
function countDays(delivery: RecurringDelivery, after: string): string | null {
  const { frequency, interval, starts_on, ends_on, count, time, day_of_month = 0 } = delivery
  const start = asUtc(`${starts_on}T00:00`)
  const monday = start.getTime() - ((start.getUTCDay() + 6) % 7) * dayMs
  let found = 0
  for (let passed = 0; passed < 3_000; passed++) {
    const at = new Date(start.getTime() + passed * dayMs)
    const day = at.toISOString().slice(0, 10)
    if (ends_on !== null && day > ends_on) return null
    const months =
      (at.getUTCFullYear() - start.getUTCFullYear()) * 12 + at.getUTCMonth() - start.getUTCMonth()
    const lastOfMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
    const isOne = {
      daily: passed % interval === 0,
      weekly:
        Math.floor((at.getTime() - monday) / (7 * dayMs)) % interval === 0 &&
        delivery.weekdays.some((name) => weekdays.indexOf(name) === (at.getUTCDay() + 6) % 7),
      monthly: months % interval === 0 && at.getUTCDate() === Math.min(day_of_month, lastOfMonth),
    }[frequency]
    if (!isOne) continue
    found++
    if (count !== null && found > count) return null
    if (`${day}T${time}` > after) return `${day}T${time}`
  }
  return null
}
