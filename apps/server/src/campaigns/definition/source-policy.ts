import type { CampaignControls } from "@parley/model"
import { averageRate, type SourceQuietHours, type SourceRate } from "../../messaging/index.ts"

/** What lanes have to know of a campaign: a source of it keeps this as its policy. */
export interface CampaignPolicy {
  tags: readonly string[]
  quiet_hours?: SourceQuietHours
  rate?: SourceRate
}

/** @param zone the workspace's, of contacts who have none */
export function policyOf(
  { quiet_hours, per_second, per_minute }: CampaignControls,
  { tags, zone }: { tags: readonly string[]; zone: string },
): CampaignPolicy {
  return {
    tags,
    ...(quiet_hours && { quiet_hours: { ...quiet_hours, zone } }),
    ...((per_second !== null || per_minute !== null) && { rate: { per_second, per_minute } }),
  }
}

/** Messages a second that the controls of a campaign let through; Infinity: all. */
export const fastest = (controls: CampaignControls): number => averageRate(controls)
