import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Campaigns by name. */
export function searchCampaigns(tx: Tx, search: Search): Promise<Hit[]> {
  const campaigns = sql`SELECT id, name AS title, NULL AS detail, ARRAY[name] AS names FROM campaigns`
  return bestFitting(tx, campaigns, search)
}
