import { z } from "zod"

const kept = z.record(z.string(), z.coerce.date())

/** What Meta forbids an account at an instant, of what `business_accounts.restrictions` keeps. Pure. */
export function restrictionsOf(restrictions: unknown, now: Date): { type: string; until: Date }[] {
  return Object.entries(kept.parse(restrictions))
    .map(([type, until]) => ({ type, until }))
    .filter(({ until }) => until > now)
}
