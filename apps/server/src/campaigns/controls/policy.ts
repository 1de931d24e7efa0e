import type { CampaignControls } from "@parley/model"

/** What lanes need of a campaign, as `policy` of its sources. */
export const policyOf = (
  tags: readonly string[],
  { ignores_caps, counts_when_ignoring_caps }: CampaignControls,
): object => ({
  tags,
  ...(ignores_caps && { caps: counts_when_ignoring_caps ? "count" : "ignore" }),
})
