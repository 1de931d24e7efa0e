/** A launch waits while its number may not send, or while Meta refuses what it sends; nothing of it is lost meanwhile. */
import type { z } from "zod"
import { explainReason, whyNumberWaits } from "../messaging/index.ts"
import type { Tx } from "../platform/database/index.ts"
import type { launchHold } from "./template-hold.ts"

type Hold = z.output<typeof launchHold>

/** Why the number of a launch sends nothing, or nothing of this launch, and what to do; null when it sends. */
export async function readSendingHold(
  tx: Tx,
  launch: { id: string; numberId: string },
  now: Date,
): Promise<Hold | null> {
  const ofNumber = await whyNumberWaits(tx, launch.numberId, now)
  if (ofNumber !== null) return { ...ofNumber, template: null }
  const { held_until: until, hold_reason: reason } = await tx
    .selectFrom("sources")
    .select(["held_until", "hold_reason"])
    .where("id", "=", launch.id)
    .executeTakeFirstOrThrow()
  if (until === null || until <= now || reason === null) return null
  return { ...explainReason(reason), until, template: null }
}
