/** Lengths of time in canvases. */
import { z } from "zod"

const unitMs = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 7 * 86_400_000,
} as const

const units = ["seconds", "minutes", "hours", "days", "weeks"] as const

/** A length of time; a day is 24 hours. */
export interface CanvasDuration {
  amount: number
  unit: (typeof units)[number]
}

/** In milliseconds. */
export const lengthOf = ({ amount, unit }: CanvasDuration): number => amount * unitMs[unit]

const dayMs = unitMs.days

const atMost = (days: number, words: string) =>
  z
    .strictObject({ amount: z.int().min(1).max(100_000_000), unit: z.enum(units) })
    .refine((length) => lengthOf(length) <= days * dayMs, words)

/** How long a delay may be: two years, as in Braze. */
export const delayLength = atMost(731, "at most two years")
/** How long a step may wait for what people do: 31 days, as in Braze. */
export const waitLength = atMost(31, "at most 31 days")

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time of day from 00:00 to 23:59, such as 09:00" })

/** Since midnight, in milliseconds. */
export const msOfDay = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number)
  return hours * unitMs.hours + minutes * unitMs.minutes
}
