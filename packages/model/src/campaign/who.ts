/** Who of an audience gets a message of a campaign, and how many do. */
import { z } from "zod"

const daySeconds = 86_400

const mostRecipients = z
  .strictObject({
    count: z.int().min(1).max(10_000_000),
    per: z
      .enum(["launch", "campaign"])
      .default("launch")
      .describe("launch: each launch sends so many. campaign: all of them together"),
  })
  .meta({ id: "MostRecipients" })
export type MostRecipients = z.output<typeof mostRecipients>

const reEligibility = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("always") }),
    z.strictObject({ kind: z.literal("never") }),
    z.strictObject({
      kind: z.literal("after"),
      seconds: z
        .int()
        .min(1)
        .max(720 * daySeconds)
        .describe("Counted from when Meta took the last message; 720 days at most"),
    }),
  ])
  .meta({ id: "ReEligibility" })
export type ReEligibility = z.output<typeof reEligibility>

/** Members of `campaignControls`. */
export const whoControls = {
  ignores_caps: z.boolean().default(false).describe("The workspace's frequency caps don't hold it back"),
  counts_when_ignoring_caps: z
    .boolean()
    .default(false)
    .describe("Where it ignores them: whether what it sends counts for others all the same"),
  most_recipients: mostRecipients
    .nullable()
    .default(null)
    .describe("So many people get it, chosen at random from the audience; null: everyone"),
  re_eligibility: reEligibility
    .nullable()
    .default(null)
    .describe(
      "Whether a person who got a message of the campaign may get another. null: as usual. Launches, and what the API asks for, reach everybody again; what people do triggers it once for each",
    ),
}
