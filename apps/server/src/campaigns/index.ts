export { policyOf } from "./controls/policy.ts"
export { revenueUnit } from "./conversions/settle.ts"
export {
  campaignChange,
  campaignDraft,
  changeCampaign,
  createCampaign,
  duplicateCampaign,
} from "./definition/campaigns.ts"
export { below } from "./definition/check-definition.ts"
export { campaignsAmong, filterAudience, sourcesNamed } from "./launches/launch-audience.ts"
export { classOfCampaign, createLaunch } from "./launches/launches.ts"
export { type DailyCount, readDailyCounts } from "./results/read-counts.ts"
export { lateMs } from "./schedule/late.ts"
export type { LocalTime } from "./schedule/occurrences.ts"
export { nextOccurrence } from "./schedule/occurrences.ts"
export { localTime, zoneOf } from "./schedule/plan-launch.ts"
export { followDelivery } from "./schedule/recurrences.ts"
export { planSlices } from "./schedule/slices.ts"
export { addToSend, createSend, launchesOfSend, requireSend } from "./sends/sends.ts"
export { launchBroadcast } from "./triggers/broadcast.ts"
export { checkTriggers } from "./triggers/check-triggers.ts"
export { findRecipients, isNamedOnce, namedOnce, recipientKey } from "./triggers/find-recipients.ts"
export type { Said } from "./triggers/hits.ts"
export { readSaid } from "./triggers/said.ts"
export { triggerFor } from "./triggers/trigger-campaign.ts"
export { openTrigger, type Trigger } from "./triggers/triggers.ts"
