/** Further names of contacts: aliases, each under a label, and external ids besides the one that is shown. */
import { record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

interface Scope {
  workspaceId: string
  now: Date
}

/** A name of a contact in another system; of one label it belongs to one contact. */
export interface Alias {
  label: string
  name: string
}

/**
 * Gives contacts aliases.
 * @throws a race when another contact has one of them
 */
export async function addAliases(
  tx: Tx,
  { workspaceId, now }: Scope,
  aliases: readonly (Alias & { contactId: string })[],
): Promise<void> {
  if (aliases.length === 0) return
  await sql`
    INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
    SELECT ${workspaceId}, 'alias', label, name, contact_id, ${now}
    FROM ${rows("alias", aliases, { contactId: "uuid", label: "text", name: "text" })} ORDER BY label, name`.execute(
    tx,
  )
  await recordAliases(
    tx,
    { workspaceId, now },
    aliases.map(({ contactId }) => contactId),
  )
}

/** Takes an alias from a contact. @returns whether the contact had it */
export async function removeAlias(
  tx: Tx,
  scope: Scope,
  contactId: string,
  { label, name }: Alias,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE contact_identities SET until = ${scope.now} WHERE workspace_id = ${scope.workspaceId} AND kind = 'alias'
      AND scope = ${label} AND value = ${name} AND contact_id = ${contactId} AND until IS NULL`.execute(tx)
  if (numAffectedRows !== 1n) return false
  await recordAliases(tx, scope, [contactId])
  return true
}

/**
 * Gives aliases other names under their labels. One that nobody has is left out, and so is one whose new name somebody has.
 * @returns the positions in `changes` of those that were renamed
 */
export async function renameAliases(
  tx: Tx,
  scope: Scope,
  changes: readonly { label: string; from: string; to: string }[],
): Promise<Set<number>> {
  if (changes.length === 0) return new Set()
  const { rows: renamed } = await sql<{ position: number; contact_id: string }>`
    UPDATE contact_identities AS i SET value = change.to
    FROM ${rows("change", changes, { label: "text", from: "text", to: "text" })}
    WHERE i.workspace_id = ${scope.workspaceId} AND i.kind = 'alias' AND i.until IS NULL AND i.scope = change.label
      AND i.value = change.from AND NOT EXISTS (
        SELECT FROM contact_identities AS taken WHERE taken.workspace_id = ${scope.workspaceId} AND taken.kind = 'alias'
          AND taken.until IS NULL AND taken.scope = change.label AND taken.value = change.to)
    RETURNING change.position, i.contact_id`.execute(tx)
  await recordAliases(
    tx,
    scope,
    renamed.map(({ contact_id }) => contact_id),
  )
  return new Set(renamed.map(({ position }) => position - 1))
}

/** Who has an alias. */
export async function ownerOfAlias(
  tx: Tx,
  workspaceId: string,
  { label, name }: Alias,
): Promise<string | undefined> {
  const { rows: owners } = await sql<{ contact_id: string }>`
    SELECT contact_id FROM contact_identities
    WHERE workspace_id = ${workspaceId} AND kind = 'alias' AND scope = ${label} AND value = ${name} AND until IS NULL`.execute(
    tx,
  )
  return owners[0]?.contact_id
}

/** The aliases of each of these contacts that has any. */
export async function aliasesOf(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, Alias[]>> {
  if (contactIds.length === 0) return new Map()
  const { rows: aliases } = await sql<Alias & { contact_id: string }>`
    SELECT contact_id, scope AS label, value AS name FROM contact_identities
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[]) AND kind = 'alias' AND until IS NULL
    ORDER BY contact_id, label, name`.execute(tx)
  return new Map(
    [...Map.groupBy(aliases, ({ contact_id }) => contact_id)].map(([id, own]) => [
      id,
      own.map(({ label, name }) => ({ label, name })),
    ]),
  )
}

/** Contacts that got another external id are known by the one before as well, until it is forgotten. */
export async function keepExternalIds(
  tx: Tx,
  { workspaceId }: Scope,
  former: readonly { contactId: string; externalId: string }[],
): Promise<void> {
  if (former.length === 0) return
  await sql`
    UPDATE contact_identities AS i SET until = NULL
    FROM ${rows("former", former, { contactId: "uuid", externalId: "text" })}
    WHERE i.workspace_id = ${workspaceId} AND i.contact_id = former.contact_id AND i.kind = 'external'
      AND i.value = former.external_id AND i.until = (
        SELECT max(last.until) FROM contact_identities AS last
        WHERE last.contact_id = former.contact_id AND last.kind = 'external' AND last.value = former.external_id)`.execute(
    tx,
  )
}

/**
 * Forgets external ids that contacts had before they were renamed or merged; the one that is shown stays.
 * @returns those that were forgotten
 */
export async function forgetExternalIds(
  tx: Tx,
  { workspaceId, now }: Scope,
  externalIds: readonly string[],
): Promise<Set<string>> {
  const { rows: forgotten } = await sql<{ value: string }>`
    UPDATE contact_identities SET until = ${now}
    WHERE workspace_id = ${workspaceId} AND kind = 'external' AND value = ANY (${externalIds}::text[]) AND until IS NULL
    RETURNING value`.execute(tx)
  return new Set(forgotten.map(({ value }) => value))
}

/**
 * Gives contacts other external ids. They are known by the ones before as well, until those are removed. One that nobody has, and one
 * whose new id somebody has, is left out.
 * @returns the positions in `changes` of those that were renamed
 */
export async function renameExternalIds(
  tx: Tx,
  { workspaceId, now }: Scope,
  changes: readonly { from: string; to: string }[],
): Promise<Set<number>> {
  if (changes.length === 0) return new Set()
  const { rows: renamed } = await sql<{ position: number; id: string; former: string }>`
    UPDATE contacts AS c SET external_id = change.to, updated_at = ${now}
    FROM ${rows("change", changes, { from: "text", to: "text" })}
    WHERE c.workspace_id = ${workspaceId} AND c.external_id = change.from
      AND NOT EXISTS (SELECT FROM contacts AS taken WHERE taken.workspace_id = ${workspaceId} AND taken.external_id = change.to)
      AND NOT EXISTS (SELECT FROM contact_identities AS taken WHERE taken.workspace_id = ${workspaceId}
        AND taken.kind = 'external' AND taken.value = change.to AND taken.until IS NULL)
    RETURNING change.position, c.id, old.external_id AS former`.execute(tx)
  await sql`
    UPDATE contact_identities AS i SET until = NULL
    FROM ${rows("renamed", renamed, { id: "uuid", former: "text" })}
    WHERE i.contact_id = renamed.id AND i.kind = 'external' AND i.value = renamed.former AND i.until = ${now}`.execute(
    tx,
  )
  const of = { workspace_id: workspaceId, at: now.toISOString() }
  await record(
    tx,
    renamed.map(({ id }) => ({
      kind: "contact_changed",
      ...of,
      contact_id: id,
      fields: ["external_id"],
      attributes: [],
    })),
  )
  return new Set(renamed.map(({ position }) => position - 1))
}

/**
 * Removes external ids that contacts had before they were renamed or merged; the one that is shown stays.
 * @returns the positions in `externalIds` of those that were removed
 */
export async function removeExternalIds(
  tx: Tx,
  { workspaceId, now }: Scope,
  externalIds: readonly string[],
): Promise<Set<number>> {
  const ids = externalIds.map((id) => ({ id }))
  const { rows: removed } = await sql<{ position: number }>`
    UPDATE contact_identities AS i SET until = ${now} FROM ${rows("t", ids, { id: "text" })}
    WHERE i.workspace_id = ${workspaceId} AND i.kind = 'external' AND i.value = t.id AND i.until IS NULL
    RETURNING t.position`.execute(tx)
  return new Set(removed.map(({ position }) => position - 1))
}

async function recordAliases(
  tx: Tx,
  { workspaceId, now }: Scope,
  contactIds: readonly string[],
): Promise<void> {
  const of = { workspace_id: workspaceId, at: now.toISOString() }
  await record(
    tx,
    [...new Set(contactIds)].map((id) => ({
      kind: "contact_changed",
      ...of,
      contact_id: id,
      fields: ["aliases"],
      attributes: [],
    })),
  )
}
