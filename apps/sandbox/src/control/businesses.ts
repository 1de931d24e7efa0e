/** Portfolios: how far Meta trusts them. */

import { z } from "zod"
import { tellAccount } from "../delivery/account.ts"
import { messagingLimits } from "../messaging-limits.ts"
import type { Business } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import { type ControlCall, notFound, read, segment } from "./request.ts"

const businessChangeSchema = z.strictObject({
  messaging_limit: z.enum(messagingLimits).optional(),
  verification_status: z
    .enum(["not_verified", "pending_submission", "pending", "verified", "rejected"])
    .optional(),
})

function businessOf(call: ControlCall): Business {
  const id = segment(call, 1)
  const business = call.running.world.businesses.get(id)
  if (business === undefined) throw notFound("business", id)
  return business
}

function shown(world: World, { id, name, messaging_limit, verification_status }: Business): object {
  return {
    id,
    name,
    messaging_limit,
    verification_status,
    people_in_24_hours: world.reach.count(Number(id), world.clock.nowMs()),
  }
}

export function readBusiness(call: ControlCall): object {
  return shown(call.running.world, businessOf(call))
}

/** A new messaging limit is reported to the apps of every account, for the account and for each of its numbers. */
export function patchBusiness(call: ControlCall): object {
  const { world, webhooks } = call.running
  const business = businessOf(call)
  const { id } = business
  const { messaging_limit, verification_status } = read(call, businessChangeSchema)
  if (verification_status !== undefined) business.verification_status = verification_status
  const before = business.messaging_limit
  if (messaging_limit !== undefined) business.messaging_limit = messaging_limit
  world.businesses.put(business)
  if (messaging_limit !== undefined && messaging_limit !== before) {
    const rises = messagingLimits.indexOf(messaging_limit) > messagingLimits.indexOf(before)
    for (const waba of world.wabas.filter((candidate) => candidate.business_id === id)) {
      tellAccount(world, webhooks, waba, "business_capability_update", {
        max_daily_conversations_per_business: messaging_limit,
        ...(messaging_limit === "TIER_250" ? { max_phone_numbers_per_business: 2 } : {}),
        max_phone_numbers_per_waba: business.verification_status === "verified" ? 20 : 2,
      })
      for (const number of world.numbersOf(waba.id)) {
        tellAccount(world, webhooks, waba, "phone_number_quality_update", {
          display_phone_number: number.digits,
          event: rises ? "UPGRADE" : "DOWNGRADE",
          old_limit: before,
          current_limit: messaging_limit,
          max_daily_conversations_per_business: messaging_limit,
        })
      }
    }
  }
  return shown(world, business)
}
