/** What bounds how many messages of a campaign go, to which people and how fast. Absent: nothing of it does. */
import { z } from "zod"
import { timeControls } from "./control-times.ts"
import { whoControls } from "./who.ts"

export const campaignControls = z
  .strictObject({ ...whoControls, ...timeControls })
  .meta({ id: "CampaignControls" })
export type CampaignControls = z.output<typeof campaignControls>
