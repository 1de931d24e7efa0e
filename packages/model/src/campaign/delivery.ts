/** When a campaign is sent. */
import { z } from "zod"
import { actionBased } from "./action-based.ts"
import { apiTriggered } from "./api-triggered.ts"
import { recurringDelivery } from "./delivery-recurring.ts"

/** Each launch says when it is: now, or at a time. */
const once = z.strictObject({ kind: z.literal("once") })

export const campaignDelivery = z
  .discriminatedUnion("kind", [once, recurringDelivery, apiTriggered, actionBased])
  .meta({ id: "CampaignDelivery" })
export type CampaignDelivery = z.output<typeof campaignDelivery>

export const usualDelivery: CampaignDelivery = { kind: "once" }
