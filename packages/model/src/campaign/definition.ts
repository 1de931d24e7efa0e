/** What a campaign is, as a document: saved as a whole, kept for each version that was launched. */
import { z } from "zod"
import { blocksOfContent } from "../content/content-blocks.ts"
import { filesOfContent } from "../content/library-files.ts"
import { conditionsOf, type Filter, filterSchema, savedFilterSchema } from "../filter/filter.ts"
import { campaignControls } from "./controls.ts"
import { campaignConversions } from "./conversions.ts"
import { campaignDelivery, usualDelivery } from "./delivery.ts"
import { optimizedDelivery } from "./optimized.ts"
import { campaignVariant, mostVariants, newVariant } from "./variants.ts"

/** Raised when a definition is read differently; {@link readCampaignDefinition} reads all before. */
export const campaignSchema = 1

/** What a request says of it. */
export const campaignMembers = {
  number_id: z.uuid().nullable().describe("The number it is sent from; null while that is not chosen"),
  variants: z
    .array(newVariant)
    .max(mostVariants)
    .refine((list) => list.length === 0 || list.some(({ weight }) => weight > 0), "one has a weight above 0")
    .describe("What it says: one message, or alternatives of which each person gets one"),
  control_share: z
    .int()
    .min(0)
    .max(90)
    .describe("Percent of the audience that gets nothing, for comparison; the same people at every launch"),
  audience: filterSchema,
  delivery: campaignDelivery.describe("When it is sent"),
  controls: campaignControls.describe("What bounds how many messages go, to which people and how fast"),
  conversions: campaignConversions.describe("What counts as success; variants are compared by the first"),
  optimized_delivery: optimizedDelivery,
}

/** As it is kept, and answered. */
export const campaignDefinition = z.object({
  number_id: z.uuid().nullable(),
  variants: z.array(campaignVariant),
  control_share: z.int(),
  audience: savedFilterSchema,
  delivery: campaignDelivery.default(usualDelivery),
  controls: campaignControls.prefault({}),
  conversions: campaignConversions.default([]),
  optimized_delivery: z.boolean().default(true),
})
export type CampaignDefinition = Omit<z.output<typeof campaignDefinition>, "audience"> & { audience: Filter }

/** A definition of any schema, in the present one. */
export const readCampaignDefinition = (kept: unknown): CampaignDefinition =>
  campaignDefinition.extend({ audience: filterSchema }).parse(kept)

/** What a campaign uses, such as `segment:0190…`: asked by what is about to change. */
export const usesOfCampaign = ({ variants, audience, delivery }: CampaignDefinition): string[] => {
  const templates = variants.flatMap(({ content }) =>
    content.kind === "template" ? [useOf("template", content.template_id)] : [],
  )
  const named = conditionsOf(audience).flatMap(({ condition }) =>
    usedBy.flatMap(([member, kind]) => {
      const id: unknown = member in condition ? condition[member as keyof typeof condition] : undefined
      return typeof id === "string" ? [useOf(kind, id)] : []
    }),
  )
  const heard = delivery.kind === "action" ? [...delivery.triggers, ...delivery.unless] : []
  const happening = heard.flatMap((trigger) =>
    trigger.on === "segment"
      ? [useOf("segment", trigger.segment_id)]
      : (trigger.on === "message" || trigger.on === "click") && trigger.campaign_id !== undefined
        ? [useOf("campaign", trigger.campaign_id)]
        : [],
  )
  const blocks = variants.flatMap(({ content }) =>
    blocksOfContent(content).map((name) => useOf("content_block", name)),
  )
  const files = variants.flatMap(({ content }) =>
    filesOfContent(content).map((id) => useOf("media_file", id)),
  )
  return [...new Set([...templates, ...blocks, ...files, ...named, ...happening])].sort()
}

/** @param id a name, of a content block */
export const useOf = (
  kind: "template" | "content_block" | "media_file" | (typeof usedBy)[number][1],
  id: string,
): string => `${kind}:${id}`

/** The members by which conditions name something. */
const usedBy = [
  ["segment_id", "segment"],
  ["list_id", "list"],
  ["tag_id", "contact_tag"],
  ["campaign_id", "campaign"],
] as const
