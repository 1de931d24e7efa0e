import { waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { record } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { ContactScope } from "../identity/merge-contacts.ts"
import { eraseImportedRows } from "../import/erase-rows.ts"
import "./room-hooks.ts"

interface Erased {
  id: string
  phone: string | null
  wa_id: string | null
  bsuid: string | null
  external_id: string | null
}

/**
 * Erases people: everything personal that any room keeps about them. Counts stay, and so does that something was sent to
 * someone.
 * @returns the ids of those who were there
 */
export async function eraseContacts(
  tx: Tx,
  { workspaceId, now, rooms }: ContactScope,
  contactIds: readonly string[],
): Promise<string[]> {
  const { rows: people } = await sql<Erased>`
    SELECT id, phone, wa_id, bsuid, external_id FROM contacts
    WHERE workspace_id = ${workspaceId} AND id = ANY (${contactIds}::uuid[])`.execute(tx)
  if (people.length === 0) return []
  const ids = people.map(({ id }) => id)
  const identifiers = [...new Set(people.flatMap(identifiersOf))]
  for (const room of rooms) await room.eraseContact?.(tx, workspaceId, ids, { now, identifiers })
  await eraseImportedRows(tx, workspaceId, ids, identifiers)
  await sql`DELETE FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY (${ids}::uuid[])`.execute(
    tx,
  )
  const of = { workspace_id: workspaceId, at: now.toISOString() }
  await record(
    tx,
    ids.map((id) => ({ kind: "contact_deleted", ...of, contact_id: id, merged_into: null })),
  )
  return ids
}

/** All that a text may call a person. */
function identifiersOf({ phone, wa_id, bsuid, external_id }: Erased): string[] {
  const forms = [phone, wa_id].flatMap((number) => (number === null ? [] : waIdVariants(waIdOf(number))))
  return [
    ...forms,
    ...forms.map((form) => `+${form}`),
    ...[bsuid, external_id].filter((value) => value !== null),
  ]
}
