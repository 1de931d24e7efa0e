/** What a business's own systems know contacts by besides the external id: aliases, and external ids from before. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"

interface Scope {
  workspaceId: string
  now: Date
}

export interface Alias {
  label: string
  name: string
}

/**
 * Gives contacts aliases that nobody has, one of each label for a contact.
 * @throws a race when another contact was given one meanwhile
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
    FROM ${rows("t", aliases, { contactId: "uuid", label: "text", name: "text" })}
    ORDER BY label, name -- in one order everywhere, so that two writers cannot block each other
  `.execute(tx)
}

/**
 * Gives aliases other names, where nobody has the new one.
 * @throws a race when another contact was given it meanwhile
 */
export async function renameAliases(
  tx: Tx,
  { workspaceId }: Scope,
  renames: readonly { label: string; from: string; to: string }[],
): Promise<void> {
  if (renames.length === 0) return
  await sql`
    UPDATE contact_identities i SET value = t.to
    FROM ${rows("t", renames, { label: "text", from: "text", to: "text" })}
    WHERE i.workspace_id = ${workspaceId} AND i.kind = 'alias' AND i.scope = t.label AND i.value = t.from AND i.until IS NULL
      AND NOT EXISTS (SELECT FROM contact_identities o WHERE o.workspace_id = ${workspaceId} AND o.kind = 'alias'
        AND o.scope = t.label AND o.value = t.to AND o.until IS NULL)`.execute(tx)
}

/** Lets contacts be found by external ids that they had before. */
export async function keepExternalIds(
  tx: Tx,
  { workspaceId, now }: Scope,
  kept: readonly { contactId: string; externalId: string }[],
): Promise<void> {
  if (kept.length === 0) return
  await sql`
    INSERT INTO contact_identities (workspace_id, kind, value, contact_id, since)
    SELECT ${workspaceId}, 'external', external_id, contact_id, ${now}
    FROM ${rows("t", kept, { contactId: "uuid", externalId: "text" })}
    ORDER BY external_id`.execute(tx)
}

/** Ends that anyone is found by external ids that they had before. @returns those that somebody was found by */
export async function forgetExternalIds(
  tx: Tx,
  { workspaceId, now }: Scope,
  externalIds: readonly string[],
): Promise<Set<string>> {
  const { rows: forgotten } = await sql<{ value: string }>`
    UPDATE contact_identities SET until = ${now}
    WHERE workspace_id = ${workspaceId} AND kind = 'external' AND until IS NULL AND value = ANY (${externalIds}::text[])
    RETURNING value`.execute(tx)
  return new Set(forgotten.map(({ value }) => value))
}

/** The aliases of contacts, by the id of each. */
export async function aliasesOf(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, Alias[]>> {
  const { rows: found } = await sql<Alias & { contact_id: string }>`
    SELECT contact_id, scope AS label, value AS name FROM contact_identities
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY (${contactIds}::uuid[]) AND kind = 'alias' AND until IS NULL
    ORDER BY scope, value`.execute(tx)
  return Map.groupBy(found, ({ contact_id }) => contact_id)
}
