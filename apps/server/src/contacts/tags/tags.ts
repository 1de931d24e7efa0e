import { z } from "zod"
import { record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** What selects by a tag of contacts, so that it is not deleted meanwhile. */
    usesOfTag?(tx: Tx, tagId: string): Promise<readonly { kind: string; id: string; name: string }[]>
  }
}

/** What members call a group of contacts, as the API shows it. */
export const contactTag = z
  .object({ id: fields.id, name: z.string(), created_at: fields.timestamp, revision: fields.revision })
  .meta({ id: "ContactTag" })
type ContactTag = z.output<typeof contactTag>

const columns = ["id", "name", "created_at", "revision"] as const

/** All tags of the workspace with the number of their contacts. */
export const selectTags = (tx: Tx) =>
  tx
    .selectFrom("contact_tags")
    .select(columns)
    .select((q) =>
      q
        .selectFrom("tagged_contacts")
        .whereRef("tag_id", "=", "contact_tags.id")
        .select((count) => count.fn.countAll<number>().as("n"))
        .as("contacts"),
    )

/** A tag of this name: a new one, or the one that there is. */
export async function createTag(
  tx: Tx,
  { workspaceId, name, now }: { workspaceId: string; name: string; now: Date },
): Promise<{ tag: ContactTag; created: boolean }> {
  const { rows: created } = await sql<ContactTag>`
    INSERT INTO contact_tags (workspace_id, name, created_at) VALUES (${workspaceId}, ${name}, ${now})
    ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING id, name, created_at, revision`.execute(tx)
  const [tag] = created
  if (tag) return { tag, created: true }
  const known = tx
    .selectFrom("contact_tags")
    .select(columns)
    .where(sql<boolean>`lower(name) = lower(${name})`)
  return { tag: found(await known.executeTakeFirst(), "tag"), created: false }
}

/** @throws Problem not_found, conflict when another tag has the name or someone else has changed it since `revision` */
export async function renameTag(
  tx: Tx,
  id: string,
  { name, revision }: { name: string; revision: number | undefined },
): Promise<ContactTag> {
  const known = tx.selectFrom("contact_tags").select(columns).where("id", "=", id).forUpdate()
  requireRevision(found(await known.executeTakeFirst(), "tag"), revision, "tag")
  const other = tx
    .selectFrom("contact_tags")
    .select("id")
    .where("id", "<>", id)
    .where(sql<boolean>`lower(name) = lower(${name})`)
  if (await other.executeTakeFirst())
    throw new Problem("conflict", `There is a tag "${name}" already.`, {
      field: "name",
      help: "Use that tag, or choose another name.",
    })
  return tx
    .updateTable("contact_tags")
    .set({ name })
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Deletes a tag; its contacts stay. @throws Problem not_found; conflict while something selects by it, with `uses` */
export async function deleteTag(tx: Tx, rooms: readonly Room[], id: string, now: Date): Promise<void> {
  const row = tx.selectFrom("contact_tags").select("id").where("id", "=", id).forUpdate()
  found(await row.executeTakeFirst(), "tag")
  const uses: Awaited<ReturnType<NonNullable<Room["usesOfTag"]>>>[number][] = []
  for (const room of rooms) uses.push(...((await room.usesOfTag?.(tx, id)) ?? []))
  const [use] = uses
  if (use !== undefined)
    throw new Problem("conflict", `The ${use.kind} "${use.name}" selects by this tag.`, {
      help: "Change or delete what `uses` names first.",
      extra: { uses },
    })
  const { rows: tagged } = await sql<{ contact_id: string; workspace_id: string }>`
    DELETE FROM tagged_contacts WHERE tag_id = ${id} RETURNING contact_id, workspace_id`.execute(tx)
  await tx.deleteFrom("contact_tags").where("id", "=", id).execute()
  await recordTagged(tx, tagged, now)
}

/**
 * Puts tags on contacts and takes others off; gives the ids of those who have other tags than before.
 * @param importId the import that adds them: undoing it takes them off again, unless anyone else has added the same
 * @throws Problem not_found for a tag
 */
export async function changeTags(
  tx: Tx,
  {
    workspaceId,
    contactIds,
    add,
    remove,
    now,
    importId = null,
  }: {
    workspaceId: string
    contactIds: readonly string[]
    add: readonly string[]
    remove: readonly string[]
    now: Date
    importId?: string | null
  },
): Promise<string[]> {
  const ids = [...new Set([...add, ...remove])]
  // Asked before the INSERT: foreign keys bypass row-level security.
  const { rows: known } = await sql`SELECT FROM contact_tags WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  if (known.length < ids.length) found(undefined, "tag")
  const { rows: changed } = await sql<{ contact_id: string; workspace_id: string }>`
    WITH removed AS (
      DELETE FROM tagged_contacts WHERE tag_id = ANY(${remove}::uuid[]) AND contact_id = ANY(${contactIds}::uuid[])
      RETURNING contact_id, workspace_id
    ), added AS (
      INSERT INTO tagged_contacts AS known (tag_id, contact_id, workspace_id, tagged_at, import_id)
      SELECT tag, c.id, ${workspaceId}, ${now}, ${importId}::uuid
      FROM contacts c CROSS JOIN unnest(${[...new Set(add)]}::uuid[]) AS tag
      WHERE c.id = ANY(${contactIds}::uuid[]) AND c.workspace_id = ${workspaceId}
      ORDER BY tag, c.id -- in one order everywhere, so that two writers cannot block each other
      ON CONFLICT (tag_id, contact_id) DO UPDATE SET import_id = NULL
        WHERE known.import_id IS NOT NULL AND known.import_id IS DISTINCT FROM excluded.import_id
      RETURNING contact_id, workspace_id, old.tag_id IS NULL AS is_new
    )
    SELECT contact_id, workspace_id FROM removed UNION SELECT contact_id, workspace_id FROM added WHERE is_new`.execute(
    tx,
  )
  await recordTagged(tx, changed, now)
  return changed.map(({ contact_id }) => contact_id)
}

/** Takes the tags off contacts that an import put on them. @returns how often it did */
export async function untagImported(
  tx: Tx,
  { importId, now }: { importId: string; now: Date },
  contactIds: readonly string[],
): Promise<number> {
  const { rows: removed } = await sql<{ contact_id: string; workspace_id: string }>`
    DELETE FROM tagged_contacts WHERE import_id = ${importId} AND contact_id = ANY(${contactIds}::uuid[])
    RETURNING contact_id, workspace_id`.execute(tx)
  await recordTagged(tx, [...new Map(removed.map((one) => [one.contact_id, one])).values()], now)
  return removed.length
}

const recordTagged = (tx: Tx, changed: readonly { contact_id: string; workspace_id: string }[], now: Date) =>
  record(
    tx,
    changed.map((one) => ({
      kind: "contact_changed",
      ...one,
      at: now.toISOString(),
      fields: ["tags"],
      attributes: [],
    })),
  )

/** The tags of each of some contacts, by their ids; none of those who have none. */
export async function tagsOfContacts(
  tx: Tx,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }[]>> {
  const { rows: tagged } = await sql<{ contact_id: string; id: string; name: string }>`
    SELECT contact_id, tag.id, tag.name FROM tagged_contacts JOIN contact_tags AS tag ON tag.id = tag_id
    WHERE contact_id = ANY(${contactIds}::uuid[]) ORDER BY contact_id, lower(tag.name)`.execute(tx)
  const byContact = Map.groupBy(tagged, ({ contact_id }) => contact_id)
  return new Map([...byContact].map(([id, those]) => [id, those.map(({ contact_id: _, ...tag }) => tag)]))
}

/** Gives the tags of each contact `from` to the contact `into`. */
export async function moveTags(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  await sql`
    INSERT INTO tagged_contacts AS known (tag_id, contact_id, workspace_id, tagged_at, import_id)
    SELECT DISTINCT ON (t.tag_id, pair.into) t.tag_id, pair.into, t.workspace_id, t.tagged_at, t.import_id
    FROM ${rows("pair", pairs, { from: "uuid", into: "uuid" })} JOIN tagged_contacts t ON t.contact_id = pair.from
    ORDER BY t.tag_id, pair.into, t.import_id NULLS FIRST
    ON CONFLICT (tag_id, contact_id) DO UPDATE SET import_id = NULL
      WHERE known.import_id IS NOT NULL AND known.import_id IS DISTINCT FROM excluded.import_id`.execute(tx)
}
