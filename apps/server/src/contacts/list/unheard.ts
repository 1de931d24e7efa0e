/** Contacts who never said anything to a group, where nothing else is asked of them. */
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { allIdsOfGroup, isOfGroup, saidNothing } from "../../subscriptions/index.ts"

interface Range {
  workspaceId: string
  groupId: string
  /** Only contacts behind this one in the order. */
  after?: string | undefined
  order: "asc" | "desc"
}

/** How many of the next contacts are looked at one by one. Where many said nothing, a page is among them. */
const nearest = 2000

const behind = (column: string, { after, order }: Range) =>
  after === undefined ? sql`true` : sql`${sql.ref(column)} ${sql.raw(order === "asc" ? ">" : "<")} ${after}`

/**
 * A page of their ids. Where they are few, and above all where there is none, to look for them would mean to compare every contact
 * with what was said: 1.5 s for a million. To count both takes a sixth of that, and says whether any is left to be found.
 */
export async function idsOfUnheard(tx: Tx, range: Range, limit: number): Promise<RawBuilder<string>> {
  const { workspaceId, groupId, order } = range
  const inOrder = sql`ORDER BY id ${sql.raw(order)}`
  const all = sql`SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND ${behind("id", range)}`
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (${all} ${inOrder} LIMIT ${nearest}) AS contacts WHERE ${saidNothing("contacts.id", groupId)} ${inOrder} LIMIT ${limit}`.execute(
    tx,
  )
  const isWhole = rows.length === limit || rows.length === (await countUnheard(tx, range))
  return isWhole
    ? sql`(SELECT unnest(${rows.map(({ id }) => id)}::uuid[]))`
    : sql`(${all} AND ${isOfGroup("contacts.id", { groupId, state: "unknown" })} ${inOrder} LIMIT ${limit})`
}

/** How many there are: a contact has one state in a group, or none. */
export async function countUnheard(tx: Tx, range: Range): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    SELECT (SELECT count(*) FROM contacts WHERE workspace_id = ${range.workspaceId} AND ${behind("id", range)})
      - (SELECT count(*) FROM ${allIdsOfGroup({ groupId: range.groupId })} AS said WHERE ${behind("said.id", range)}) AS people`.execute(
    tx,
  )
  return rows[0]?.people ?? 0
}
