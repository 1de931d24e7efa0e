/** How many messages a person gets at most: rules of a workspace, all of which have to let a message through. */
import { z } from "zod"
import { dayAt, startOfDay, zoneOf } from "../filter/local-days.ts"

/** How many rules a workspace may have. */
export const mostCaps = 10
/** No rule looks back further, in days. */
const mostDays = 30

/** What each unit comes to, in days. */
const daysIn = { hours: 1 / 24, days: 1, weeks: 7 } as const

export const frequencyCap = z
  .strictObject({
    most: z.int().min(1).max(100).describe("So many messages go to a person at most"),
    every: z.int().min(1).describe("Within so many of `unit`; 30 days at most"),
    unit: z
      .enum(["hours", "days", "weeks"])
      .describe(
        "hours: the last ones. days and weeks: days of the calendar in the contact's time zone, today being the last; a week is seven",
      ),
    of: z
      .enum(["campaigns", "journeys", "all"])
      .default("all")
      .describe("Which messages it counts and bounds; all: single marketing messages of the API, too"),
    tag: z
      .string()
      .trim()
      .min(1)
      .max(50)
      .nullable()
      .default(null)
      .describe("Only messages of what has this tag; null: whatever tags it has"),
  })
  .refine(({ every, unit }) => every * daysIn[unit] <= mostDays, {
    path: ["every"],
    message: "30 days at most",
  })
  .meta({ id: "FrequencyCap" })
export type FrequencyCap = z.output<typeof frequencyCap>

export const frequencyCaps = z.array(frequencyCap).max(mostCaps)

/** What a message is of, as far as rules tell messages apart. */
export interface Capped {
  of: "campaigns" | "journeys" | "single"
  tags: readonly string[]
}

/** Whether a rule counts and bounds such a message. Pure. */
export const capConcerns = ({ of, tag }: FrequencyCap, message: Capped): boolean =>
  (of === "all" || of === message.of) && (tag === null || message.tags.includes(tag))

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * From when on a rule counts the messages to a person. Pure.
 * @param zones of the contact, and of the workspace for who has none
 */
export function capSince(
  { every, unit }: FrequencyCap,
  now: Date,
  zones: { contact: string | null; workspace: string },
): Date {
  if (unit === "hours") return new Date(now.getTime() - every * hourMs)
  const zone = zoneOf(zones.contact, zones.workspace)
  const today = dayAt(now.getTime(), zone)
  return new Date(startOfDay(today - (every * daysIn[unit] - 1) * dayMs, zone))
}

/** The rule in words, such as “at most 2 messages of campaigns in 7 days”. */
export function capWords({ most, every, unit, of, tag }: FrequencyCap): string {
  const messages = `${most} ${most === 1 ? "message" : "messages"}${of === "all" ? "" : ` of ${of}`}`
  const time = every === 1 ? { hours: "an hour", days: "a day", weeks: "a week" }[unit] : `${every} ${unit}`
  return `at most ${messages} in ${time}${tag === null ? "" : `, with the tag ${tag}`}`
}
