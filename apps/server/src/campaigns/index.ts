export { revenueUnit } from "./conversions/settle.ts"
export {
  campaignChange,
  campaignDraft,
  changeCampaign,
  createCampaign,
  duplicateCampaign,
} from "./definition/campaigns.ts"
export { filterAudience } from "./launches/launch-audience.ts"
export { createLaunch } from "./launches/launches.ts"
export { type DailyCount, readDailyCounts } from "./results/read-counts.ts"
export { lateMs } from "./schedule/late.ts"
export type { LocalTime } from "./schedule/occurrences.ts"
export { localTime } from "./schedule/plan-launch.ts"
export { followDelivery } from "./schedule/recurrences.ts"
export { addToSend, createSend, launchesOfSend, requireSend } from "./sends/sends.ts"
export { launchBroadcast } from "./triggers/broadcast.ts"
export { triggerFor } from "./triggers/trigger-campaign.ts"
export { openTrigger, type Trigger } from "./triggers/triggers.ts"
