import { sql, type Tx } from "../platform/database/index.ts"

const identified = /^(member|api_key):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/**
 * What people call the actors that records carry (`member:<id>`, `api_key:<id>`), by actor: a member's name, a key's name.
 * Members who have left the workspace, and what is no member or key, such as `system`, are left out. One statement for all.
 */
export async function namesOfActors(tx: Tx, actors: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) =>
    [...new Set(actors)].flatMap((actor) => {
      const [, found, id = ""] = identified.exec(actor) ?? []
      return found === kind ? [id] : []
    })
  const [memberIds, keyIds] = [idsOf("member"), idsOf("api_key")]
  if (memberIds.length === 0 && keyIds.length === 0) return new Map()
  const { rows } = await sql<{ actor: string; name: string }>`
    SELECT 'member:' || id AS actor, name FROM members WHERE id = ANY(${memberIds}::uuid[])
    UNION ALL
    SELECT 'api_key:' || id, name FROM api_keys WHERE id = ANY(${keyIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ actor, name }) => [actor, name]))
}
