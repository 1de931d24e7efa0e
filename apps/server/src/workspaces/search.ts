import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Members of the workspace by name or e-mail address. */
export function searchMembers(tx: Tx, search: Search): Promise<Hit[]> {
  const members = sql`
    SELECT members.id, name AS title, email AS detail, ARRAY[name, email] AS names
    FROM memberships JOIN members ON members.id = memberships.member_id`
  return bestFitting(tx, members, search)
}

/** API keys in use, by name or by the beginning that is shown of them. */
export function searchApiKeys(tx: Tx, search: Search): Promise<Hit[]> {
  const keys = sql`
    SELECT id, name AS title, hint || '…' AS detail, ARRAY[name, hint] AS names FROM api_keys WHERE revoked_at IS NULL`
  return bestFitting(tx, keys, search)
}
