import { sql, type Tx } from "../../platform/database/index.ts"

/** The campaign of each launch, and of what was started, by name. */
export async function namesOfLaunches(
  tx: Tx,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT l.id, c.name FROM launches AS l JOIN campaigns AS c ON c.id = l.campaign_id
    WHERE l.id = ANY(${sourceIds}::uuid[])
    UNION ALL
    SELECT t.source_id, c.name FROM campaign_triggers AS t JOIN campaigns AS c ON c.id = t.campaign_id
    WHERE t.source_id = ANY(${sourceIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
