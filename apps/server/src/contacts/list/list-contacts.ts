import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { countRows, mostCounted } from "../../platform/http/index.ts"
import { allIdsOfGroup, idsOfGroup, type OfGroup } from "../../subscriptions/index.ts"
import { contactColumns } from "../contact.ts"
import { asContact, type Contact } from "../contacts.ts"
import { idsOfFound, idsToCount, readTyped } from "./find-contacts.ts"
import { conditionsOf, groupOf, isOfAskedGroup, type ListFilters } from "./list-filters.ts"
import { countUnheard, idsOfUnheard } from "./unheard.ts"

interface ContactPage {
  after?: string | undefined
  /** Of their creation. Default: asc */
  order?: "asc" | "desc" | undefined
  limit: number
}

const and = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> | undefined =>
  conditions.length === 0 ? undefined : sql<boolean>`(${sql.join(conditions, sql` AND `)})`

/** A group whose contacts an index of its own gives in order, as nothing else is asked. */
function groupAlone(filters: ListFilters): OfGroup | undefined {
  const group = groupOf(filters)
  if (group === undefined || group.state === "unknown") return undefined
  const isAlone = conditionsOf(filters).length === 0 && filters.search === undefined
  return isAlone ? { groupId: group.groupId, state: group.state } : undefined
}

/** The group, where nothing is asked but that they never said anything to it. */
function unheardBy(filters: ListFilters): string | undefined {
  const group = groupOf(filters)
  const isAlone = conditionsOf(filters).length === 0 && filters.search === undefined
  return group?.state === "unknown" && isAlone ? group.groupId : undefined
}

function wantedBy(filters: ListFilters): RawBuilder<boolean> | undefined {
  const group = groupOf(filters)
  return and([...conditionsOf(filters), ...(group === undefined ? [] : [isOfAskedGroup(group)])])
}

/** Contacts in the order of their creation; one more than `limit` when there are more. */
export async function listContacts(
  tx: Tx,
  workspaceId: string,
  filters: ListFilters & ContactPage,
): Promise<Contact[]> {
  const ids = await idsOfPage(tx, workspaceId, filters)
  const contacts = tx
    .selectFrom("contacts")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .select(contactColumns)
    .orderBy("id", filters.order ?? "asc")
  return (await contacts.execute()).map(asContact)
}

/** The ids of a page of contacts, as a query; one more than `limit` when there are more. */
export async function idsOfPage(
  tx: Tx,
  workspaceId: string,
  { after, order = "asc", limit, ...filters }: ListFilters & ContactPage,
): Promise<RawBuilder<string>> {
  const page = { after, order, limit: limit + 1 }
  const isWanted = wantedBy(filters)
  if (filters.search !== undefined)
    return idsOfFound(workspaceId, await readTyped(tx, filters.search), { ...page, isWanted })
  const group = groupAlone(filters)
  if (group !== undefined) return idsOfGroup(group, page)
  const unheard = unheardBy(filters)
  if (unheard !== undefined)
    return idsOfUnheard(tx, { workspaceId, groupId: unheard, after, order }, page.limit)
  const behind = after === undefined ? sql`true` : sql`id ${sql.raw(order === "asc" ? ">" : "<")} ${after}`
  // Row-level security says the workspace, too, but of a value that the planner does not know: for the last page of a small
  // workspace it walked through all the contacts of a large one (370 ms, measured).
  return sql`(SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND ${behind} AND ${isWanted ?? sql`true`}
    ORDER BY id ${sql.raw(order)} LIMIT ${page.limit})`
}

const everyone = 2 ** 31 - 1

/** Whether a contact of the table `contacts` is on the list under these filters. */
export async function isOnList(
  tx: Tx,
  workspaceId: string,
  filters: ListFilters,
): Promise<RawBuilder<boolean>> {
  const isWanted = wantedBy(filters) ?? sql<boolean>`true`
  if (filters.search === undefined) return isWanted
  const typed = await readTyped(tx, filters.search)
  const found = idsOfFound(workspaceId, typed, { after: undefined, order: "asc", limit: everyone })
  return sql<boolean>`(${isWanted} AND contacts.id IN ${found})`
}

/**
 * How many contacts a list has. The ids alone are counted: to look each of them up in the table took 0.9 s for 100,000, from the
 * indexes they come in 0.1 s.
 */
export async function countContacts(tx: Tx, workspaceId: string, filters: ListFilters) {
  const group = groupAlone(filters)
  if (group !== undefined) return countRows(tx, allIdsOfGroup(group))
  const unheard = unheardBy(filters)
  if (unheard !== undefined) {
    const people = await countUnheard(tx, { workspaceId, groupId: unheard, order: "asc" })
    return { count: Math.min(people, mostCounted), is_exact: people <= mostCounted }
  }
  const isWanted = wantedBy(filters)
  if (filters.search !== undefined) {
    const typed = await readTyped(tx, filters.search)
    return countRows(tx, idsToCount(workspaceId, typed, { limit: mostCounted + 1, isWanted }))
  }
  return countRows(
    tx,
    sql`SELECT FROM contacts WHERE workspace_id = ${workspaceId} AND ${isWanted ?? sql`true`}`,
  )
}
