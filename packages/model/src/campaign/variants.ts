/** The alternatives of a campaign, and who gets which. */
import { z } from "zod"
import { messageContent } from "../content/content.ts"

/** How many alternatives a campaign may have. */
export const mostVariants = 8

const variantMembers = {
  name: z.string().trim().min(1).max(100),
  content: messageContent,
  weight: z
    .int()
    .min(0)
    .max(1000)
    .default(1)
    .describe("Its share among the variants: of weights 3 and 1, three of four people get the first"),
}

export const newVariant = z
  .strictObject({
    id: z.uuid().optional().describe("That of a variant which is there; absent: a new one"),
    ...variantMembers,
  })
  .meta({ id: "NewCampaignVariant" })

export const campaignVariant = z
  .strictObject({ id: z.uuid(), ...variantMembers })
  .meta({ id: "CampaignVariant" })
export type CampaignVariant = z.output<typeof campaignVariant>

/** What a person's place in a campaign is counted in: a hundredth of a percent. */
export const assignmentBuckets = 10_000

/**
 * Up to which bucket each variant reaches, itself not included; the last reaches {@link assignmentBuckets}. A person whose bucket
 * stays gets the same variant as long as the weights stay.
 * @param weights not all 0
 */
export function variantBounds(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let reached = 0
  return weights.map((weight) => {
    reached += weight
    return Math.round((reached / total) * assignmentBuckets)
  })
}

/** The place of the variant that a person of a bucket gets. */
export const variantOf = (bucket: number, bounds: readonly number[]): number =>
  Math.max(
    0,
    bounds.findIndex((bound) => bucket < bound),
  )
