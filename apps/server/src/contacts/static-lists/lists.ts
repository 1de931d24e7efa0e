/** Lists of contacts that somebody put together: they change when somebody changes them. */
import { z } from "zod"
import { isRace, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** What selects by a list, so that it is not deleted meanwhile. */
    usesOfList?(tx: Tx, listId: string): Promise<readonly ListUse[]>
  }
}

/** Something that selects by a list. */
interface ListUse {
  kind: string
  id: string
  name: string
}

export const list = z
  .object({
    id: fields.id,
    name: z.string(),
    description: z.string().nullable(),
    members: z.int(),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "ContactList" })
type List = z.output<typeof list>

const description = z.string().trim().max(1000).nullable()
export const newList = z
  .strictObject({ name: fields.name, description: description.default(null) })
  .meta({ id: "NewContactList" })
export const listChange = z
  .strictObject({
    name: fields.name.optional(),
    description: description.optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "ContactListChange" })

/** All lists of the workspace, with how many contacts are on each. */
export const selectLists = (tx: Tx) =>
  tx
    .selectFrom("lists as l")
    .leftJoin(
      (members) =>
        members
          .selectFrom("list_members")
          .select(({ fn }) => ["list_id", fn.countAll<number>().as("members")])
          .groupBy("list_id")
          .as("m"),
      (join) => join.onRef("m.list_id", "=", "l.id"),
    )
    .select(["l.id", "name", "description", "created_at", "updated_at", "revision"])
    .select(({ fn, lit }) => fn.coalesce("m.members", lit(0)).as("members"))

/** @throws Problem not_found */
export async function getList(tx: Tx, id: string): Promise<List> {
  const { rows } = await sql<List>`
    SELECT l.id, name, description, created_at, updated_at, revision,
      (SELECT count(*) FROM list_members AS m WHERE m.list_id = l.id) AS members
    FROM lists AS l WHERE l.id = ${id}`.execute(tx)
  return found(rows[0], "list")
}

/** @throws Problem conflict when there is a list of that name */
export async function createList(
  tx: Tx,
  workspaceId: string,
  draft: z.output<typeof newList>,
  now: Date,
): Promise<List> {
  const created = await uniquely(draft.name, () =>
    tx
      .insertInto("lists")
      .values({ workspace_id: workspaceId, ...draft, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  return getList(tx, created.id)
}

/** @throws Problem not_found, conflict */
export async function changeList(
  tx: Tx,
  id: string,
  { revision, name, description: text }: z.output<typeof listChange>,
  now: Date,
): Promise<List> {
  const known = found(
    await tx
      .selectFrom("lists")
      .select(["revision", "name", "description"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst(),
    "list",
  )
  requireRevision(known, revision, "list")
  await uniquely(name ?? known.name, () =>
    tx
      .updateTable("lists")
      .set({
        name: name ?? known.name,
        description: text === undefined ? known.description : text,
        updated_at: now,
      })
      .where("id", "=", id)
      .execute(),
  )
  return getList(tx, id)
}

/** @throws Problem not_found; conflict while something selects by it, with `uses` */
export async function deleteList(tx: Tx, rooms: readonly Room[], id: string): Promise<void> {
  found(await tx.selectFrom("lists").select("id").where("id", "=", id).forUpdate().executeTakeFirst(), "list")
  const uses: ListUse[] = []
  for (const room of rooms) uses.push(...((await room.usesOfList?.(tx, id)) ?? []))
  const [use] = uses
  if (use !== undefined)
    throw new Problem("conflict", `The ${use.kind} "${use.name}" selects by this list.`, {
      help: "Change or delete what `uses` names first.",
      extra: { uses },
    })
  await tx.deleteFrom("lists").where("id", "=", id).execute()
}

async function uniquely<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isRace(error)) throw error
    throw new Problem("conflict", `There is a list called "${name}" already.`, {
      field: "name",
      help: "Choose another name.",
    })
  }
}
