import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"

/** What a view shows of a list. */
interface View {
  list: string
  name: string
  /** The parameters of the list's address: what it is narrowed to, and how it is sorted. */
  search: Readonly<Record<string, string>>
  /** The headings of the columns that are left out. */
  hidden_columns: readonly string[]
}

interface Owner {
  workspaceId: string
  memberId: string
}

/** More than these of a list nobody finds again. */
const mostViews = 50
/** Of a member, whatever they call the lists: a bound to what one keeps here. */
const mostOfAll = 500

/** The views that a member has of a list, by name. */
export function listViews(tx: Tx, { workspaceId, memberId }: Owner, list: string) {
  return tx
    .selectFrom("saved_views")
    .select(["id", "list", "name", "search", "hidden_columns"])
    .where("workspace_id", "=", workspaceId)
    .where("member_id", "=", memberId)
    .where("list", "=", list)
    .orderBy(sql`lower(name)`)
    .execute()
}

/**
 * Saves a view under its name, in place of one that the member has under that name.
 * @throws Problem limit_reached
 */
export async function saveView(tx: Tx, owner: Owner, view: View, now: Date) {
  const all = await namesOfViews(tx, owner)
  const ofList = all.filter(({ list }) => list === view.list)
  if (!ofList.some(({ name }) => name === view.name)) {
    if (ofList.length >= mostViews)
      throw new Problem("limit_reached", `You have ${mostViews} views of this list already.`)
    if (all.length >= mostOfAll)
      throw new Problem("limit_reached", `You have ${mostOfAll} views of all lists already.`)
  }
  const said = { search: JSON.stringify(view.search), hidden_columns: [...view.hidden_columns] }
  return tx
    .insertInto("saved_views")
    .values({
      workspace_id: owner.workspaceId,
      member_id: owner.memberId,
      list: view.list,
      name: view.name,
      ...said,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "member_id", "list", "name"]).doUpdateSet(said),
    )
    .returning(["id", "list", "name", "search", "hidden_columns"])
    .executeTakeFirstOrThrow()
}

function namesOfViews(tx: Tx, { workspaceId, memberId }: Owner) {
  return tx
    .selectFrom("saved_views")
    .select(["list", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("member_id", "=", memberId)
    .execute()
}

/** @throws Problem not_found, also where it is another member's */
export async function deleteView(tx: Tx, { workspaceId, memberId }: Owner, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom("saved_views")
    .where("id", "=", id)
    .where("workspace_id", "=", workspaceId)
    .where("member_id", "=", memberId)
    .returning("id")
    .executeTakeFirst()
  found(gone, "view")
}
