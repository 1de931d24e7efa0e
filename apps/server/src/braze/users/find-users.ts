import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { UserKey } from "./user-key.ts"

/** A contact that a key names. */
export interface User {
  id: string
  external_id: string | null
  updated_at: Date
}

/** One address may be many people's; more of them nobody chooses from. */
const mostOfOneEmail = 100

/**
 * The contacts that each key names, in the order of the keys, of each the one that changed last first. An e-mail address may be
 * several people's. One statement.
 */
export async function findUsers(tx: Tx, workspaceId: string, keys: readonly UserKey[]): Promise<User[][]> {
  if (keys.length === 0) return []
  const columns = { external_id: "text", braze_id: "uuid", email: "text", phone: "text" } as const
  const asked = keys.map((key) => ({
    external_id: givenAs(key, "external_id"),
    braze_id: givenAs(key, "braze_id"),
    email: givenAs(key, "email"),
    phone: givenAs(key, "phone"),
  }))
  const of = sql`SELECT id, external_id, updated_at FROM contacts c WHERE c.workspace_id = ${workspaceId}`
  const { rows: known } = await sql<User & { position: number }>`
    SELECT t.position::integer AS position, c.id, c.external_id, c.updated_at
    FROM ${rows("t", asked, columns)} CROSS JOIN LATERAL (
      (${of} AND c.external_id = t.external_id) UNION ALL (${of} AND c.id = t.braze_id) UNION ALL
      (${of} AND c.phone = t.phone) UNION ALL
      (${of} AND c.email = t.email ORDER BY updated_at DESC LIMIT ${mostOfOneEmail})
    ) c
    ORDER BY t.position, c.updated_at DESC, c.id`.execute(tx)
  const found: User[][] = keys.map(() => [])
  for (const { position, ...user } of known) found[position - 1]?.push(user)
  return found
}

const givenAs = (key: UserKey, kind: "external_id" | "braze_id" | "email" | "phone") =>
  key.kind === kind ? key.value : undefined
