/** A campaign that is launched again and again, at a local time. */
import { z } from "zod"

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time of day from 00:00 to 23:59, such as 09:00" })

const day = z.iso.date({ error: "must be a day such as 2026-12-24" })

export const recurringDelivery = z
  .strictObject({
    kind: z.literal("recurring"),
    frequency: z.enum(["daily", "weekly", "monthly"]),
    interval: z.int().min(1).max(99).default(1).describe("Of 2: every other day, week or month"),
    weekdays: z.array(z.enum(weekdays)).max(7).default([]).describe("Of a weekly one; weeks begin on Monday"),
    day_of_month: z
      .int()
      .min(1)
      .max(31)
      .optional()
      .describe("Of a monthly one; 29 to 31: the last day of a month that does not have it"),
    time: timeOfDay,
    clock: z
      .enum(["workspace", "contact"])
      .default("workspace")
      .describe("Whose clock shows that time: the workspace's, or each contact's own"),
    starts_on: day,
    ends_on: day.nullable().default(null).describe("The last day, itself included"),
    count: z
      .int()
      .min(1)
      .max(1000)
      .nullable()
      .default(null)
      .describe("How often at most, from `starts_on` on"),
  })
  .superRefine(({ frequency, weekdays, day_of_month, starts_on, ends_on, count }, { addIssue }) => {
    const issue = (path: string, message: string) => addIssue({ code: "custom", path: [path], message })
    if (frequency === "weekly" && weekdays.length === 0)
      issue("weekdays", "name at least one day of the week")
    if (frequency !== "weekly" && weekdays.length > 0) issue("weekdays", "only with the frequency `weekly`")
    if (frequency === "monthly" && day_of_month === undefined)
      issue("day_of_month", "name the day of the month")
    if (frequency !== "monthly" && day_of_month !== undefined)
      issue("day_of_month", "only with the frequency `monthly`")
    if (ends_on !== null && ends_on < starts_on) issue("ends_on", "must not be before `starts_on`")
    if (ends_on !== null && count !== null) issue("count", "either this or `ends_on`")
  })
export type RecurringDelivery = z.output<typeof recurringDelivery>
