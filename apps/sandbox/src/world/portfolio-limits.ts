/** How many accounts and numbers a portfolio may have. */
import type { Business } from "./objects.ts"
import type { World } from "./world.ts"

const smallLimits: ReadonlySet<string> = new Set(["TIER_50", "TIER_250", "TIER_1K"])

/** Two registered numbers; twenty once the portfolio is verified or may write to 2,000 people ("Business phone numbers"). */
export function mostNumbers(business: Business): number {
  const isGrown = business.verification_status === "verified" || !smallLimits.has(business.messaging_limit)
  return isGrown ? 20 : 2
}

export function registeredOf(world: World, business: Business): number {
  const isOwn = (wabaId: string) => world.wabas.get(wabaId)?.business_id === business.id
  return world.numbers.filter((number) => number.registered && isOwn(number.waba_id)).length
}
