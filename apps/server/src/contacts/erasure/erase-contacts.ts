import { record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { ContactScope } from "../identity/merge-contacts.ts"
import { eraseImportedRows } from "../import/erase-rows.ts"
import { formsOf, type Identity, identitiesOf, isNumber, textsOf } from "./identifiers.ts"
import "./room-hooks.ts"

/**
 * Erases people: everything personal that any room keeps about them. Counts stay, and so does that something was sent to
 * someone. What they objected to stays as a keyed hash, so that they stay unsubscribed if they come again.
 * @returns the ids of those who were there
 */
export async function eraseContacts(
  tx: Tx,
  { workspaceId, now, rooms }: ContactScope,
  contactIds: readonly string[],
): Promise<string[]> {
  const { rows: people } = await sql<{ id: string }>`
    SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY (${contactIds}::uuid[])
    ORDER BY id FOR UPDATE`.execute(tx)
  if (people.length === 0) return []
  const ids = people.map(({ id }) => id)
  const identities = await identitiesOf(tx, ids)
  const identifiers = textsOf(identities)
  await keepObjections(tx, workspaceId, identities)
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

/** By what they are known by now: what they had before may be somebody else's. */
async function keepObjections(tx: Tx, workspaceId: string, identities: readonly Identity[]): Promise<void> {
  const known = identities
    .filter((identity) => identity.isCurrent && (isNumber(identity) || identity.kind === "bsuid"))
    .flatMap((identity) => formsOf(identity).map((form) => ({ contactId: identity.id, form })))
  await sql`
    INSERT INTO objections AS known (workspace_id, digest, subscription_group_id, objected_at)
    SELECT ${workspaceId}, digest, subscription_group_id, max(changed_at) FROM (
      SELECT keyed_hash(person.form) AS digest, s.subscription_group_id, s.changed_at
      FROM ${rows("person", known, { contactId: "uuid", form: "text" })} JOIN subscriptions AS s ON s.contact_id = person.contact_id
      WHERE s.state = 'unsubscribed') AS objection
    GROUP BY digest, subscription_group_id ORDER BY digest
    ON CONFLICT (workspace_id, digest, subscription_group_id) DO UPDATE
      SET objected_at = greatest(known.objected_at, excluded.objected_at)`.execute(tx)
}
