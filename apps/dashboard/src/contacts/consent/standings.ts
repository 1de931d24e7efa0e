import type { Shapes } from "../../api/client.ts"

/** How one person stands to one subscription group. */
export interface Standing {
  groupId: string
  name: string
  isArchived: boolean
  /** null: they never said anything. */
  state: "subscribed" | "unsubscribed" | null
  /** What from its number reaches them; undefined: not known, or the number is disconnected. */
  reach: Shapes["Reachability"] | undefined
}

/** Every group that is in use, or that the person has said something to, in the order of the groups. Pure. */
export function standings({
  groups,
  subscriptions,
  reach,
}: {
  groups: readonly Shapes["SubscriptionGroup"][]
  subscriptions: readonly Shapes["Subscription"][]
  reach: readonly Shapes["Reachability"][] | undefined
}): Standing[] {
  const states = new Map(subscriptions.map((one) => [one.subscription_group_id, one.state]))
  const reaches = new Map(reach?.map((one) => [one.number_id, one]))
  return groups
    .filter(({ id, archived_at }) => archived_at === null || states.has(id))
    .map(({ id, name, archived_at, number_id }) => ({
      groupId: id,
      name,
      isArchived: archived_at !== null,
      state: states.get(id) ?? null,
      reach: reaches.get(number_id),
    }))
}
