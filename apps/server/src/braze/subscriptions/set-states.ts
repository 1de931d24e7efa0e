import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { changeSubscriptions } from "../../subscriptions/index.ts"
import type { State } from "./read-change.ts"

/** One user's state in one group. */
export interface StateOfUser {
  groupId: string
  contactId: string
  state: State
}

/** Which of these groups the workspace has. */
export async function knownGroups(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const known = await tx
    .selectFrom("subscription_groups")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...new Set(ids)])
    .execute()
  return new Set(known.map(({ id }) => id))
}

/**
 * Sets states as said now, the last word of each user in each group. A request of Braze's names few groups, mostly one: there is
 * a statement for each.
 */
export async function setStates(
  tx: Tx,
  states: readonly StateOfUser[],
  by: { workspaceId: string; actor: string; evidence: string; now: Date; rooms: readonly Room[] },
): Promise<void> {
  const { workspaceId, actor, evidence, now, rooms } = by
  // In one order everywhere, so that two requests cannot block each other.
  const byGroup = [...Map.groupBy(states, (state) => state.groupId)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [groupId, ofGroup] of byGroup) {
    const last = new Map(ofGroup.map(({ contactId, state }) => [contactId, state]))
    const changes = [...last].map(([contactId, state]) => ({
      contactId,
      state,
      source: "api",
      evidence,
      givenAt: now,
    }))
    await changeSubscriptions(tx, { workspaceId, groupId, changes, actor, now, rooms })
  }
}
