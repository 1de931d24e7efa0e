import { searchCampaigns } from "../campaigns/index.ts"
import { searchAccounts, searchNumbers } from "../connect/index.ts"
import { searchContacts } from "../contacts/index.ts"
import type { Hit, Search, Tx } from "../platform/database/index.ts"
import { searchSubscriptionGroups } from "../subscriptions/index.ts"
import { searchTemplates } from "../templates/index.ts"
import { type Permission, searchApiKeys, searchMembers } from "../workspaces/index.ts"

export const kinds = [
  "contact",
  "template",
  "subscription_group",
  "campaign",
  "number",
  "business_account",
  "member",
  "api_key",
] as const
type Kind = (typeof kinds)[number]

const searches: Record<Kind, { permission: Permission; find: (tx: Tx, search: Search) => Promise<Hit[]> }> = {
  contact: { permission: "contacts:read", find: searchContacts },
  template: { permission: "templates:read", find: searchTemplates },
  subscription_group: { permission: "subscriptions:read", find: searchSubscriptionGroups },
  campaign: { permission: "campaigns:read", find: searchCampaigns },
  number: { permission: "connection:read", find: searchNumbers },
  business_account: { permission: "connection:read", find: searchAccounts },
  member: { permission: "members:read", find: searchMembers },
  api_key: { permission: "api_keys:manage", find: searchApiKeys },
}

/** What fits best of every kind that these permissions let somebody read; at most `limit` of each. */
export async function searchEverything(
  tx: Tx,
  granted: ReadonlySet<Permission>,
  search: Search,
): Promise<(Hit & { kind: Kind })[]> {
  const hits: (Hit & { kind: Kind })[] = []
  for (const kind of kinds) {
    const { permission, find } = searches[kind]
    if (!granted.has(permission)) continue
    // One after the other: they share a transaction, and so a connection.
    hits.push(...(await find(tx, search)).map((hit) => ({ kind, ...hit })))
  }
  return hits
}
