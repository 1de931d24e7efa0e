import type { Tx } from "../../platform/database/index.ts"

/**
 * What contacts have chosen in subscription groups, as Liquid names it.
 * @param groupIds all groups where absent
 * @returns states by group, by contact; a group that someone never chose in has none
 */
export async function readStates(
  tx: Tx,
  contactIds: readonly string[],
  groupIds?: readonly string[],
): Promise<Map<string, Record<string, string>>> {
  if (contactIds.length === 0 || groupIds?.length === 0) return new Map()
  const all = tx
    .selectFrom("subscriptions")
    .select(["contact_id", "subscription_group_id", "state"])
    .where("contact_id", "in", contactIds)
  const states = await (groupIds ? all.where("subscription_group_id", "in", groupIds) : all).execute()
  const byContact = Map.groupBy(states, ({ contact_id }) => contact_id)
  return new Map(
    Array.from(byContact, ([contactId, own]) => [
      contactId,
      Object.fromEntries(own.map(({ subscription_group_id: group, state }) => [group, state])),
    ]),
  )
}
