/** Hours in which nothing of a campaign is sent, and how fast it is sent at most. */
import { z } from "zod"

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time of day from 00:00 to 23:59, such as 21:00" })

export const campaignQuietHours = z
  .strictObject({
    from: timeOfDay.describe("By the clock of the contact; of one without a time zone the workspace's"),
    until: timeOfDay.describe("One that is earlier than `from` is on the next day"),
    action: z.enum(["hold", "drop"]).describe("hold: it goes when they end, unless it expires before"),
  })
  .refine(({ from, until }) => from !== until, {
    path: ["until"],
    error: "must be another time than `from`: quiet hours end once a day",
  })
  .meta({ id: "CampaignQuietHours" })

/** Members of `campaignControls`. */
export const timeControls = {
  quiet_hours: campaignQuietHours
    .nullable()
    .default(null)
    .describe(
      "Nothing is sent to a contact then, beside the workspace's quiet hours. Codes to sign in with are",
    ),
  per_minute: z
    .int()
    .min(1)
    .max(500_000)
    .nullable()
    .default(null)
    .describe("Messages of a launch in a minute at most, spread over it"),
  per_second: z
    .int()
    .min(1)
    .max(1_000)
    .nullable()
    .default(null)
    .describe("Messages of a launch in a second at most"),
}
