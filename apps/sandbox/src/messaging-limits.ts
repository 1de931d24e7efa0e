/** How many people a portfolio may write to outside a service window in rolling 24 hours. */
export const messagingLimits = [
  "TIER_50",
  "TIER_250",
  "TIER_1K",
  "TIER_2K",
  "TIER_10K",
  "TIER_100K",
  "TIER_UNLIMITED",
] as const
export type MessagingLimit = (typeof messagingLimits)[number]
