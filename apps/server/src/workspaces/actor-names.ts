import { sql, type Tx } from "../platform/database/index.ts"

/**
 * Who is behind actors, such as `member:<id>`, as rooms above keep them beside what they record.
 * @returns the names of members of the workspace and of its keys, by actor; who is gone, and the system, has none
 */
export async function actorNames(tx: Tx, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string) =>
    [...new Set(actors)].flatMap((actor) =>
      actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : [],
    )
  const { rows } = await sql<{ actor: string; name: string }>`
    SELECT 'member:' || id AS actor, name FROM members WHERE id = ANY(${idsOf("member")}::uuid[])
    UNION ALL SELECT 'api_key:' || id, name FROM api_keys WHERE id = ANY(${idsOf("api_key")}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ actor, name }) => [actor, name]))
}
