import { z } from "zod"
import { actionTrigger } from "./action-triggers.ts"

const triggers = z.array(actionTrigger).max(20)

/** Longer nobody's answer is of use; in milliseconds. */
const longestDelay = { minutes: 129_600, hours: 2_160, days: 90 } as const

const delay = z
  .strictObject({ amount: z.int().min(1), unit: z.enum(["minutes", "hours", "days"]) })
  .refine(({ amount, unit }) => amount <= longestDelay[unit], "at most 90 days")

/** Sent to a person as something happens to them, or as they do something. */
export const actionBased = z.strictObject({
  kind: z.literal("action"),
  triggers: triggers.min(1).describe("Any of them has it sent"),
  delay: delay.nullable().default(null).describe("How long after; null: at once"),
  unless: triggers
    .default([])
    .describe(
      "Any of them during the delay calls it off; the person may trigger it again. One that is a trigger as well starts the delay again",
    ),
  is_checked_again: z
    .boolean()
    .default(false)
    .describe("Whether the person must still be in the audience when the delay is over"),
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
