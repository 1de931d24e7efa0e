/** What bounds how many messages of a campaign go, to whom and how fast. Absent: nothing of it does. */
import { z } from "zod"
import { whoControls } from "./who.ts"

export const campaignControls = z.strictObject({ ...whoControls }).meta({ id: "CampaignControls" })
export type CampaignControls = z.output<typeof campaignControls>
