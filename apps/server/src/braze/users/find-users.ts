import { waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { UserKey } from "./user-key.ts"

/** A contact that a key names. */
export interface User {
  id: string
  external_id: string | null
}

/** One address may be many people's; more of them nobody chooses from. */
const mostOfOne = 100

/** A key as columns: `value`, and a `second` text where there are two. */
function columnsOf(key: UserKey): { kind: UserKey["kind"]; value: string; second: string | undefined } {
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

/** As JSON, of the contact `c`. */
const asUser = sql`json_build_object('id', c.id, 'external_id', c.external_id)`

/** Who is known by something besides what stands in `contacts`. */
const furtherIdentity = (workspaceId: string, kind: "external" | "alias" | "phone", scope = sql`''`) => sql`
  (SELECT json_agg(${asUser}) FROM contact_identities i JOIN contacts c ON c.id = i.contact_id
   WHERE i.workspace_id = ${workspaceId} AND i.kind = ${sql.lit(kind)} AND i.value = t.value AND i.scope = ${scope}
     AND i.until IS NULL)`

const inContacts = ({ workspaceId, most }: Where, which: RawBuilder<unknown>) => sql`
  (SELECT json_agg(${asUser} ORDER BY c.updated_at DESC, c.id) FROM (
    SELECT id, external_id, updated_at FROM contacts WHERE workspace_id = ${workspaceId} AND ${which}
    ORDER BY updated_at DESC LIMIT ${most}) AS c)`

interface Where {
  workspaceId: string
  /** Users of one key. */
  most: number
}

/** The contacts that a key of each kind names, as a list in JSON. */
const lookUps: Readonly<Record<UserKey["kind"], (where: Where) => RawBuilder<unknown>>> = {
  // One contact at most has it.
  external_id: ({ workspaceId }) => sql`
    coalesce((SELECT json_build_array(${asUser}) FROM contacts c WHERE c.workspace_id = ${workspaceId} AND c.external_id = t.value),
      ${furtherIdentity(workspaceId, "external")})`,
  alias: ({ workspaceId }) => furtherIdentity(workspaceId, "alias", sql`t.second`),
  braze_id: (where) => inContacts(where, sql`id = t.value::uuid`),
  phone: (where) => sql`
    coalesce(${inContacts(where, sql`phone = t.value`)}, ${inContacts(where, sql`phone = t.second`)},
      ${furtherIdentity(where.workspaceId, "phone")})`,
  email: (where) => inContacts(where, sql`email = t.value`),
}

/**
 * The contacts that each key names, in the order of the keys, of each the one that changed last first: an e-mail address and a phone
 * may be several people's. One statement, with a look-up by index for each key: joined, a table without statistics was read as
 * a whole for each of them.
 * @param most of one key: default as many as somebody chooses one from
 */
export async function findUsers(
  tx: Tx,
  workspaceId: string,
  keys: readonly UserKey[],
  most = mostOfOne,
): Promise<User[][]> {
  const found: User[][] = keys.map(() => [])
  if (keys.length === 0) return found
  const asked = keys.map((key, at) => ({ at, ...columnsOf(key) }))
  // In one order, so that the same kinds are the same statement.
  const kinds = [...Map.groupBy(asked, ({ kind }) => kind)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const byKind = kinds.map(
    ([kind, ofKind]) => sql`
      SELECT t.at, ${lookUps[kind]({ workspaceId, most })} AS users
      FROM ${rows("t", ofKind, { at: "integer", value: "text", second: "text" })}`,
  )
  const { rows: known } = await sql<{ at: number; users: User[] | null }>`
    ${sql.join(byKind, sql` UNION ALL `)}`.execute(tx)
  for (const { at, users } of known) found[at] = users ?? []
  return found
}
