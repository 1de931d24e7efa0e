import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Subscription groups by name, the archived too. */
export function searchSubscriptionGroups(tx: Tx, search: Search): Promise<Hit[]> {
  const groups = sql`
    SELECT id, name AS title, CASE WHEN archived_at IS NOT NULL THEN 'Archived' END AS detail, ARRAY[name] AS names
    FROM subscription_groups`
  return bestFitting(tx, groups, search)
}
