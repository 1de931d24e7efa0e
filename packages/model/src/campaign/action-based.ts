import { z } from "zod"
import { actionTrigger } from "./action-triggers.ts"
import { weekdays } from "./delivery-recurring.ts"

const triggers = z.array(actionTrigger).max(20)

/** Longer nobody's answer is of use; in milliseconds. */
const longestDelay = { minutes: 129_600, hours: 2_160, days: 90 } as const

const delay = z
  .strictObject({ amount: z.int().min(1), unit: z.enum(["minutes", "hours", "days"]) })
  .refine(({ amount, unit }) => amount <= longestDelay[unit], "at most 90 days")

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time of day from 00:00 to 23:59, such as 09:00" })

const localTimeAfter = z
  .strictObject({
    time: timeOfDay,
    weekdays: z.array(z.enum(weekdays)).max(7).default([]).describe("Only on one of these; none: on any day"),
  })
  .meta({ id: "LocalTimeAfter" })
export type LocalTimeAfter = z.output<typeof localTimeAfter>

/** Sent to a person as something happens to them, or as they do something. */
export const actionBased = z.strictObject({
  kind: z.literal("action"),
  triggers: triggers.min(1).describe("Any of them has it sent"),
  delay: delay.nullable().default(null).describe("How long after; null: at once"),
  at: localTimeAfter
    .nullable()
    .default(null)
    .describe(
      "It waits on until the person's clock shows this time; of someone without a time zone the workspace's. A delay in days then " +
        "counts days of that clock's calendar",
    ),
  unless: triggers
    .default([])
    .describe(
      "Any of them while it waits calls it off; the person may trigger it again. One that is a trigger as well starts the delay again",
    ),
  is_checked_again: z
    .boolean()
    .default(false)
    .describe("Whether the person must still be in the audience when it goes after a delay"),
  from: z.iso
    .datetime({ offset: true })
    .nullable()
    .default(null)
    .describe("What happened before does not count"),
  until: z.iso.datetime({ offset: true }).nullable().default(null).describe("Nothing is sent after it"),
  priority: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe("Of several campaigns that an inbound message triggers, the highest goes first"),
  answers_alone: z
    .boolean()
    .default(true)
    .describe("Whether an inbound message that it answers is answered by no other campaign after it"),
})
export type ActionBased = z.output<typeof actionBased>
