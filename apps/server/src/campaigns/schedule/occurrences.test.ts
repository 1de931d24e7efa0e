import { type RecurringDelivery, recurringDelivery, weekdays } from "@parley/model"
import fc from "fast-check"
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
    const day = fc.integer({ min: 0, max: 3_000 }).map((days) => dayOf(days))
    fc.assert(
      fc.property(
        fc.record({
          frequency: fc.constantFrom("daily", "weekly", "monthly"),
          interval: fc.integer({ min: 1, max: 5 }),
          days: fc.subarray([...weekdays], { minLength: 1 }),
          day: fc.integer({ min: 1, max: 31 }),
          start: day,
          length: fc.integer({ min: 0, max: 400 }),
          ends: fc.constantFrom("never", "on a day", "by count"),
          count: fc.integer({ min: 1, max: 30 }),
          asked: fc.integer({ min: -10, max: 450 }),
        }),
        ({ frequency, interval, days, day, start, length, ends, count, asked }) => {
          const delivery = recurring({
            frequency,
            interval,
            starts_on: start,
            ...(frequency === "weekly" && { weekdays: days }),
            ...(frequency === "monthly" && { day_of_month: day }),
            ...(ends === "on a day" && { ends_on: shift(start, length) }),
            ...(ends === "by count" && { count }),
          })
          const after = `${shift(start, asked)}T12:00`
          expect(nextOccurrence(delivery, after)).toBe(countDays(delivery, after))
        },
      ),
      { numRuns: 1_000 }, // each looks at up to 3,000 days
    )
  })
})

const dayMs = 86_400_000
const dayOf = (days: number) => new Date(Date.UTC(2024, 0, 1) + days * dayMs).toISOString().slice(0, 10)
const shift = (day: string, days: number) =>
  new Date(asUtc(`${day}T00:00`).getTime() + days * dayMs).toISOString().slice(0, 10)

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
