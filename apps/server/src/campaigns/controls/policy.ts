import type { CampaignControls, CampaignDefinition } from "@parley/model"
import { averageRate } from "../../messaging/index.ts"

/**
 * What lanes need of a campaign, as `policy` of its sources.
 * @param zone the workspace's, of contacts who have none
 */
export const policyOf = (
  tags: readonly string[],
  { controls, optimized_delivery }: Pick<CampaignDefinition, "controls" | "optimized_delivery">,
  zone: string,
): object => {
  const { ignores_caps, counts_when_ignoring_caps, quiet_hours, per_second, per_minute } = controls
  return {
    tags,
    ...(!optimized_delivery && { optimized: false }),
    ...(ignores_caps && { caps: counts_when_ignoring_caps ? "count" : "ignore" }),
    ...(quiet_hours && { quiet_hours: { ...quiet_hours, zone } }),
    ...((per_second !== null || per_minute !== null) && { rate: { per_second, per_minute } }),
  }
}

/** Messages a second that the controls of a campaign let through; Infinity: all. */
export const fastest = (controls: CampaignControls): number => averageRate(controls)
