import { sql, type Tx } from "../platform/database/index.ts"
import { sourcesOfCampaigns } from "./sources-of-campaigns.ts"

/** Which campaigns these sources are of; others are of none. */
export async function campaignsOfSources(tx: Tx, sourceIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; campaign_id: string }>`
    SELECT id, campaign_id FROM (${sourcesOfCampaigns(sql`own.id = ANY(${sourceIds}::uuid[])`)}) AS source
    WHERE id = ANY(${sourceIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, campaign_id }) => [id, campaign_id]))
}
