/** Who is on lists, changed for many contacts at once. */
import { z } from "zod"
import { record } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

const mostContacts = 10_000

/** Contacts as a request names them. */
const namedContacts = z
  .strictObject({
    ids: z.array(fields.id).max(mostContacts).default([]),
    external_ids: z.array(z.string().min(1).max(200)).max(mostContacts).default([]),
  })
  .meta({ id: "NamedContacts" })
export type NamedContacts = z.output<typeof namedContacts>
const nobody: NamedContacts = { ids: [], external_ids: [] }

export const membersChange = z
  .strictObject({
    add: namedContacts.default(nobody),
    remove: namedContacts.default(nobody),
  })
  .meta({ id: "ListMembersChange" })

export const membersChanged = z
  .object({
    added: z.int().describe("Those who were on it already are not counted"),
    removed: z.int(),
    unknown: z.object({ ids: z.array(z.string()), external_ids: z.array(z.string()) }),
  })
  .meta({ id: "ListMembersChanged" })

/** The contacts that there are; each once, however often it is named. */
async function known(tx: Tx, workspaceId: string, named: NamedContacts) {
  const { rows: contacts } = await sql<{ id: string; external_id: string | null }>`
    SELECT id, external_id FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY(${named.ids}::uuid[])
    UNION
    SELECT id, external_id FROM contacts WHERE workspace_id = ${workspaceId} AND external_id = ANY(${named.external_ids}::text[])
  `.execute(tx)
  const ids = new Set(contacts.map(({ id }) => id))
  const externalIds = new Set(contacts.map(({ external_id }) => external_id))
  return {
    ids: [...ids],
    unknown: {
      ids: named.ids.filter((id) => !ids.has(id)),
      external_ids: named.external_ids.filter((id) => !externalIds.has(id)),
    },
  }
}

interface ToList {
  workspaceId: string
  listId: string
  now: Date
}

/** Kept from being deleted until the end of the transaction. @throws Problem not_found */
export async function requireList(tx: Tx, listId: string): Promise<void> {
  const list = tx.selectFrom("lists").select("id").where("id", "=", listId).forKeyShare()
  found(await list.executeTakeFirst(), "list")
}

/** @returns those that were not on it */
async function insertMembers(
  tx: Tx,
  { workspaceId, listId, now }: ToList,
  contactIds: readonly string[],
): Promise<string[]> {
  const { rows: added } = await sql<{ contact_id: string }>`
    WITH added AS (
      INSERT INTO list_members AS known (list_id, contact_id, workspace_id, added_at)
      SELECT ${listId}, id, ${workspaceId}, ${now} FROM contacts WHERE id = ANY(${contactIds}::uuid[]) ORDER BY id
      ON CONFLICT (list_id, contact_id) DO UPDATE SET import_id = NULL WHERE known.import_id IS NOT NULL
      RETURNING contact_id, old.list_id IS NULL AS is_new
    )
    SELECT contact_id FROM added WHERE is_new`.execute(tx)
  return added.map(({ contact_id }) => contact_id)
}

/** @returns those that were on it */
async function deleteMembers(tx: Tx, listId: string, contactIds: readonly string[]): Promise<string[]> {
  const { rows: removed } = await sql<{ contact_id: string }>`
    DELETE FROM list_members WHERE list_id = ${listId} AND contact_id = ANY(${contactIds}::uuid[]) RETURNING contact_id`.execute(
    tx,
  )
  return removed.map(({ contact_id }) => contact_id)
}

/** That contacts came to be on a list, or are not on it any more. */
const recordListed = (tx: Tx, { workspaceId, now }: Omit<ToList, "listId">, contactIds: readonly string[]) =>
  record(
    tx,
    [...new Set(contactIds)].map((contact_id) => ({
      kind: "contact_changed",
      workspace_id: workspaceId,
      contact_id,
      at: now.toISOString(),
      fields: ["lists"],
      attributes: [],
    })),
  )

/** Puts contacts that there are on a list. @returns how many of them were not on it */
export async function addMembers(tx: Tx, to: ToList, contactIds: readonly string[]): Promise<number> {
  const added = await insertMembers(tx, to, contactIds)
  await recordListed(tx, to, added)
  return added.length
}

/** The same, of a list that may not be there. @throws Problem not_found */
export async function addToList(tx: Tx, to: ToList, contactIds: readonly string[]): Promise<number> {
  await requireList(tx, to.listId)
  return addMembers(tx, to, contactIds)
}

/** Takes contacts off a list. @returns how many of them were on it */
export async function removeMembers(tx: Tx, to: ToList, contactIds: readonly string[]): Promise<number> {
  const removed = await deleteMembers(tx, to.listId, contactIds)
  await recordListed(tx, to, removed)
  return removed.length
}

/** Takes contacts off the lists that an import put them on. @returns how often it did */
export async function takeOffImported(
  tx: Tx,
  { workspaceId, importId, now }: { workspaceId: string; importId: string; now: Date },
  contactIds: readonly string[],
): Promise<number> {
  const { rows: removed } = await sql<{ contact_id: string }>`
    DELETE FROM list_members WHERE import_id = ${importId} AND contact_id = ANY(${contactIds}::uuid[]) RETURNING contact_id`.execute(
    tx,
  )
  await recordListed(
    tx,
    { workspaceId, now },
    removed.map(({ contact_id }) => contact_id),
  )
  return removed.length
}

/** Who is named twice is on it once. What is removed is removed after what is added. @throws Problem not_found */
export async function changeMembers(
  tx: Tx,
  { workspaceId, listId, now }: ToList,
  { add, remove }: z.output<typeof membersChange>,
): Promise<z.output<typeof membersChanged>> {
  await requireList(tx, listId)
  const toAdd = await known(tx, workspaceId, add)
  const toRemove = await known(tx, workspaceId, remove)
  const to = { workspaceId, listId, now }
  const added = await insertMembers(tx, to, toAdd.ids)
  const removed = await deleteMembers(tx, listId, toRemove.ids)
  await recordListed(tx, to, [...added, ...removed])
  return {
    added: added.length,
    removed: removed.length,
    unknown: {
      ids: [...toAdd.unknown.ids, ...toRemove.unknown.ids],
      external_ids: [...toAdd.unknown.external_ids, ...toRemove.unknown.external_ids],
    },
  }
}

/**
 * Puts contacts on lists for an import; lists that are not there any more are passed over. Undoing the import takes them off again,
 * unless anyone else has added the same.
 */
export async function addToLists(
  tx: Tx,
  {
    workspaceId,
    importId,
    listIds,
    now,
  }: { workspaceId: string; importId: string; listIds: readonly string[]; now: Date },
  contactIds: readonly string[],
): Promise<void> {
  const { rows: added } = await sql<{ contact_id: string }>`
    WITH there AS MATERIALIZED (SELECT id FROM lists WHERE id = ANY(${listIds}::uuid[]) ORDER BY id FOR KEY SHARE),
    added AS (
      INSERT INTO list_members AS known (list_id, contact_id, workspace_id, added_at, import_id)
      SELECT there.id, c.id, ${workspaceId}, ${now}, ${importId} FROM there CROSS JOIN contacts AS c
      WHERE c.id = ANY(${contactIds}::uuid[]) ORDER BY there.id, c.id
      ON CONFLICT (list_id, contact_id) DO UPDATE SET import_id = NULL
        WHERE known.import_id IS NOT NULL AND known.import_id IS DISTINCT FROM excluded.import_id
      RETURNING contact_id, old.list_id IS NULL AS is_new
    )
    SELECT contact_id FROM added WHERE is_new`.execute(tx)
  await recordListed(
    tx,
    { workspaceId, now },
    added.map(({ contact_id }) => contact_id),
  )
}
