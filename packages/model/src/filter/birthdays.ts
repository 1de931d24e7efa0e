/**
 * Birthdays and ages, by texts alone: `1990-02-28`. Who was born on February 29 has their birthday on February 28 in years
 * without it. SQL is given the days and compares the same texts.
 */
import { z } from "zod"
import type { Judged } from "./comparison.ts"
import { dayAt, dayText, startOfDay } from "./local-days.ts"
import { type DayZone, zoneSchema } from "./time.ts"

/** `birthday`: within days counted from today, both included: 0 is today, -1 yesterday. An age is in whole years. */
export type BirthComparison =
  | { op: "birthday"; from: number; to: number; zone?: DayZone | undefined }
  | { op: "age_at_least" | "age_at_most"; value: number; zone?: DayZone | undefined }

const mostDays = 366
const days = z
  .int("a whole number of days")
  .min(-mostDays, `at least -${mostDays}`)
  .max(mostDays, `at most ${mostDays}`)

/** What of a condition says that it is on a date of birth. */
export const birthSubject = { on: z.literal("contact"), field: z.literal("date_of_birth") }

export const birthComparisons = [
  z
    .strictObject({
      ...birthSubject,
      op: z.literal("birthday"),
      from: days.describe("Days from today: 0 is today, -1 yesterday"),
      to: days.describe("Itself included"),
      zone: zoneSchema,
    })
    .refine(({ from, to }) => from <= to, { path: ["to"], message: "not before `from`" }),
  z.strictObject({
    ...birthSubject,
    op: z.enum(["age_at_least", "age_at_most"]),
    value: z.int("a whole number of years").min(0, "0 or more").max(150, "at most 150"),
    zone: zoneSchema,
  }),
] as const

/** How a date of birth is written. */
export const birthPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
const isDateOfBirth = new RegExp(birthPattern)
const dayMs = 86_400_000

/** Whether a date of birth compares as asked. What is no date has no birthday. */
export function birthCompares(
  comparison: BirthComparison,
  born: string | null,
  { now, zone }: Judged,
): boolean {
  if (born === null || !isDateOfBirth.test(born)) return false
  const today = dayText(dayAt(now.getTime(), zone))
  if (comparison.op === "birthday") return birthdaysBetween(today, comparison).includes(born.slice(5))
  const { after, until } = bornBetween(today, comparison)
  return (after === undefined || born > after) && born <= until
}

/** When time alone changes the answer, in milliseconds: as a birthday comes near and is over, and as an age is reached. */
export function birthTurns(
  comparison: BirthComparison,
  born: string | null,
  { now, zone }: Judged,
): number[] {
  if (born === null || !isDateOfBirth.test(born)) return []
  const today = dayAt(now.getTime(), zone)
  const birthdayIn = (year: number): number => {
    const day = `${String(year).padStart(4, "0")}-${born.slice(5)}`
    return isLastOfFebruary(`${day.slice(0, 5)}02-28`) && born.slice(5) === "02-29"
      ? Date.parse(`${day.slice(0, 5)}02-28T00:00:00Z`)
      : Date.parse(`${day}T00:00:00Z`)
  }
  const year = Number(dayText(today).slice(0, 4))
  const bornIn = Number(born.slice(0, 4))
  const days =
    comparison.op === "birthday"
      ? [-1, 0, 1, 2].flatMap((beside) => {
          const birthday = birthdayIn(year + beside)
          return [birthday - comparison.to * dayMs, birthday - (comparison.from - 1) * dayMs]
        })
      : comparison.op === "age_at_least"
        ? [birthdayIn(bornIn + comparison.value)]
        : [birthdayIn(bornIn), birthdayIn(bornIn + comparison.value + 1)]
  // What names no day of the calendar is compared as a text each day.
  if (days.some(Number.isNaN)) return [startOfDay(today + dayMs, zone)]
  return days.map((day) => startOfDay(day, zone))
}

/** Which birthdays, as `MM-DD`, are on one of these days. */
export function birthdaysBetween(today: string, { from, to }: { from: number; to: number }): string[] {
  const first = Date.parse(`${today}T00:00:00Z`)
  const found = new Set<string>()
  for (let day = from; day <= to; day++) {
    const text = dayText(first + day * dayMs)
    found.add(text.slice(5))
    if (isLastOfFebruary(text)) found.add("02-29")
  }
  return [...found]
}

/** When people of this age were born: after a day, where there is one, and until another. Nobody is younger than today. */
export function bornBetween(
  today: string,
  { op, value }: BirthComparison & { value: number },
): { after?: string; until: string } {
  return op === "age_at_least"
    ? { until: yearsBefore(today, value) }
    : { after: yearsBefore(today, value + 1), until: yearsBefore(today, 0) }
}

/** The last day of birth of who is so old today. */
function yearsBefore(today: string, years: number): string {
  const year = String(Number(today.slice(0, 4)) - years).padStart(4, "0")
  return `${year}-${isLastOfFebruary(today) ? "02-29" : today.slice(5)}`
}

/** February 28 of a year that has no 29th. */
const isLastOfFebruary = (day: string): boolean =>
  day.slice(5) === "02-28" && dayText(Date.parse(`${day}T00:00:00Z`) + dayMs).slice(5) === "03-01"
