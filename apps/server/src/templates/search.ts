import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Templates by name: one hit for all languages of it. */
export function searchTemplates(tx: Tx, search: Search): Promise<Hit[]> {
  const groups = sql`
    SELECT g.id, g.name AS title, string_agg(t.language, ', ' ORDER BY t.id) AS detail, ARRAY[g.name] AS names
    FROM template_groups g JOIN templates t
      ON (t.business_account_id, t.name) = (g.business_account_id, g.name) AND t.status <> 'DELETED'
    GROUP BY g.id`
  return bestFitting(tx, groups, search)
}
