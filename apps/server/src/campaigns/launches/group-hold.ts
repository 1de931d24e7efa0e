/**
 * Nobody is subscribed to an archived group, so nothing that a campaign says is sent through its number. A launch is
 * refused then; one that was scheduled before waits as a whole. Bringing its audience in would refuse each contact on
 * their own, as if they had never subscribed.
 */
import type { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { launchHold } from "./template-hold.ts"

/** Whether the subscription group of the number of `sources` is archived. */
export const isHeldByGroup = sql<boolean>`EXISTS (
  SELECT FROM subscription_groups AS g WHERE g.number_id = sources.number_id AND g.archived_at IS NOT NULL)`

/** @throws Problem not_sendable when the number's subscription group is archived */
export async function refuseArchivedGroup(tx: Tx, numberId: string): Promise<void> {
  const group = await archivedGroup(tx, numberId)
  if (group === undefined) return
  throw new Problem("not_sendable", `The number's subscription group ${group.name} is archived.`, {
    help: "Take the group out of the archive, or launch a campaign through another number.",
    extra: { subscription_group_id: group.id },
  })
}

/** Why a launch through this number waits, and what to do; null when its group is not archived. */
export async function readGroupHold(tx: Tx, numberId: string): Promise<z.output<typeof launchHold> | null> {
  const group = await archivedGroup(tx, numberId)
  if (group === undefined) return null
  return {
    code: "subscription_group_archived",
    title: `The number's subscription group ${group.name} is archived. Nobody new enters the launch.`,
    advice: "Take the group out of the archive, or cancel the launch.",
    until: null,
    template: null,
  }
}

function archivedGroup(tx: Tx, numberId: string) {
  return tx
    .selectFrom("subscription_groups")
    .select(["id", "name"])
    .where("number_id", "=", numberId)
    .where("archived_at", "is not", null)
    .executeTakeFirst()
}
