const tiers: ReadonlyMap<string, number> = new Map(
  Object.entries({
    TIER_50: 50,
    TIER_250: 250,
    TIER_1K: 1_000,
    TIER_2K: 2_000,
    TIER_10K: 10_000,
    TIER_100K: 100_000,
    TIER_UNLIMITED: -1,
  }),
)

/**
 * How many people a number may write to in 24 hours outside a service window, from Meta's name of the tier.
 * -1 is no limit, null is not known (TIER_NOT_SET, or a tier newer than this table).
 */
export function peopleOfTier(tier: string | undefined): number | null {
  return (tier === undefined ? undefined : tiers.get(tier)) ?? null
}
