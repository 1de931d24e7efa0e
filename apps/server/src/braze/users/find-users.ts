import { waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { UserKey } from "./user-key.ts"

/** A contact that a key names. */
export interface User {
  id: string
  external_id: string | null
  updated_at: Date
}

/** One address may be many people's; more of them nobody chooses from. */
const mostOfOneEmail = 100

/** A key as columns: `value`, and a `second` text where there are two. */
function columnsOf(key: UserKey): { kind: string; value: string; second: string | undefined } {
  switch (key.kind) {
    case "alias":
      return { kind: key.kind, value: key.name, second: key.label }
    case "phone": {
      // In both forms that WhatsApp may know it by.
      const [form = "", other] = waIdVariants(waIdOf(key.value))
      return { kind: key.kind, value: `+${form}`, second: other === undefined ? undefined : `+${other}` }
    }
    default:
      return { ...key, second: undefined }
  }
}

/** Who is known by something besides what stands in `contacts`. */
const furtherIdentity = (workspaceId: string, kind: "external" | "alias" | "phone", scope = sql`''`) => sql`
  SELECT contact_id AS id FROM contact_identities i
  WHERE i.workspace_id = ${workspaceId} AND i.kind = ${sql.lit(kind)} AND i.value = t.value AND i.scope = ${scope}
    AND i.until IS NULL`

/** The ids of the contacts that a key of each kind names. */
const lookUps: Readonly<Record<UserKey["kind"], (workspaceId: string) => RawBuilder<unknown>>> = {
  external_id: (workspaceId) => sql`
    SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND external_id = t.value
    UNION ALL ${furtherIdentity(workspaceId, "external")}`,
  alias: (workspaceId) => furtherIdentity(workspaceId, "alias", sql`t.second`),
  braze_id: (workspaceId) =>
    sql`SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND id = t.value::uuid`,
  phone: (workspaceId) => sql`
    SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND phone = t.value
    UNION ALL SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND phone = t.second
    UNION ALL ${furtherIdentity(workspaceId, "phone")}`,
  email: (workspaceId) => sql`
    (SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND email = t.value
     ORDER BY updated_at DESC LIMIT ${mostOfOneEmail})`,
}

/**
 * The contacts that each key names, in the order of the keys, of each the one that changed last first: an e-mail address and a phone
 * may be several people's. One statement, with a look-up for the kinds that there are.
 */
export async function findUsers(tx: Tx, workspaceId: string, keys: readonly UserKey[]): Promise<User[][]> {
  const found: User[][] = keys.map(() => [])
  if (keys.length === 0) return found
  const asked = keys.map((key, at) => ({ at, ...columnsOf(key) }))
  const byKind = [...Map.groupBy(asked, ({ kind }) => kind).values()].map((ofKind) => {
    const kind = keys[ofKind[0]?.at ?? 0]?.kind ?? "external_id"
    return sql`
      SELECT t.at, has.id FROM ${rows("t", ofKind, { at: "integer", value: "text", second: "text" })}
      CROSS JOIN LATERAL (${lookUps[kind](workspaceId)}) AS has`
  })
  const { rows: known } = await sql<User & { at: number }>`
    SELECT DISTINCT has.at, c.id, c.external_id, c.updated_at
    FROM (${sql.join(byKind, sql` UNION ALL `)}) AS has JOIN contacts c ON c.id = has.id
    ORDER BY has.at, c.updated_at DESC, c.id`.execute(tx)
  for (const { at, ...user } of known) found[at]?.push(user)
  return found
}
