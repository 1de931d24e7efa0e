/** How people get into a canvas. */
import { z } from "zod"
import { actionTrigger } from "../campaign/action-triggers.ts"
import { recurringDelivery } from "../campaign/delivery-recurring.ts"

const instant = z.iso.datetime({ offset: true })
const bounds = {
  from: instant.nullable().default(null).describe("Nobody enters before"),
  until: instant.nullable().default(null).describe("Nobody enters from then on; runs go on"),
}

export const canvasEntry = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("once"),
      at: instant.nullable().default(null).describe("null: when it is published"),
    }),
    recurringDelivery,
    z.strictObject({
      kind: z.literal("action"),
      triggers: z
        .array(actionTrigger)
        .min(1)
        .max(20)
        .describe("Any of them has a person of the audience enter"),
      ...bounds,
      priority: z
        .int()
        .min(0)
        .max(1000)
        .default(0)
        .describe(
          "Of several canvases and campaigns that an inbound message triggers, the highest goes first",
        ),
      answers_alone: z
        .boolean()
        .default(true)
        .describe("Whether an inbound message by which somebody enters starts nothing after it"),
    }),
    z.strictObject({ kind: z.literal("api"), ...bounds }),
  ])
  .meta({ id: "CanvasEntry" })
export type CanvasEntry = z.output<typeof canvasEntry>

const year = 366 * 86_400

export const reEntry = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("never") }),
    z.strictObject({ kind: z.literal("after_exit") }).describe("Once the run before is over"),
    z.strictObject({
      kind: z.literal("after"),
      seconds: z
        .int()
        .min(0)
        .max(2 * year)
        .describe("Since they entered last; 0: as often as they like"),
    }),
  ])
  .meta({ id: "CanvasReEntry" })
export type ReEntry = z.output<typeof reEntry>

export const entryLimit = z
  .strictObject({
    count: z.int().min(1).max(100_000_000),
    per: z.enum(["canvas", "day", "hour"]).describe("In all, or in each day or hour of UTC"),
  })
  .meta({ id: "CanvasEntryLimit" })
