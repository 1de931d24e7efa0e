/** Which contacts said something to a group, as lists of contacts are narrowed to them. */
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { SubscriptionState } from "./change-subscriptions.ts"

/** A group, and in which state of it contacts are; without one: in either. */
export interface OfGroup {
  groupId: string
  state?: SubscriptionState | undefined
}

/** A page of the ids of the contacts of a group, in the order of their creation. From an index, without looking at any contact. */
export function idsOfGroup(
  group: OfGroup,
  { after, order, limit }: { after: string | undefined; order: "asc" | "desc"; limit: number },
): RawBuilder<string> {
  const behind =
    after === undefined ? sql`true` : sql`contact_id ${sql.raw(order === "desc" ? "<" : ">")} ${after}`
  return sql`(SELECT contact_id FROM subscriptions WHERE ${is(group)} AND ${behind}
    ORDER BY contact_id ${sql.raw(order)} LIMIT ${limit})`
}

/** The ids of all the contacts of a group, to be counted. */
export const allIdsOfGroup = (group: OfGroup): RawBuilder<{ id: string }> =>
  sql`(SELECT contact_id AS id FROM subscriptions WHERE ${is(group)})`

/** Whether a contact is one of a group, or one that it knows nothing of. @param contactId the column that has their id */
export const isOfGroup = (
  contactId: string,
  { groupId, state }: { groupId: string; state?: SubscriptionState | "unknown" | undefined },
): RawBuilder<boolean> =>
  state === "unknown"
    ? sql`NOT EXISTS (SELECT FROM subscriptions WHERE ${is({ groupId })} AND contact_id = ${sql.ref(contactId)})`
    : sql`EXISTS (SELECT FROM subscriptions WHERE ${is({ groupId, state })} AND contact_id = ${sql.ref(contactId)})`

/** Whether a contact said nothing to a group, looked up for each of a few: the OFFSET keeps PostgreSQL from a join, which reads the group as a whole. */
export const saidNothing = (contactId: string, groupId: string): RawBuilder<boolean> =>
  sql`NOT EXISTS (SELECT FROM subscriptions WHERE ${is({ groupId })} AND contact_id = ${sql.ref(contactId)} OFFSET 0)`

// A state stands in the text of the statement: the index of those who unsubscribed is only for statements that say so.
const is = ({ groupId, state }: OfGroup): RawBuilder<boolean> =>
  state === undefined
    ? sql`subscription_group_id = ${groupId}`
    : sql`subscription_group_id = ${groupId} AND state = ${sql.lit(state)}`

/** What each of some contacts said to a group last, by their ids. */
export async function statesInGroup(
  tx: Tx,
  groupId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, { state: SubscriptionState; changed_at: Date }>> {
  const { rows } = await sql<{ contact_id: string; state: SubscriptionState; changed_at: Date }>`
    SELECT contact_id, state, changed_at FROM subscriptions
    WHERE subscription_group_id = ${groupId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ contact_id, ...said }) => [contact_id, said]))
}

/** What each of some contacts said to every group, by their ids; none of those who never said anything. */
export async function statesOfContacts(
  tx: Tx,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, { subscription_group_id: string; state: SubscriptionState }[]>> {
  const { rows } = await sql<{ contact_id: string; subscription_group_id: string; state: SubscriptionState }>`
    SELECT contact_id, subscription_group_id, state FROM subscriptions
    WHERE contact_id = ANY(${contactIds}::uuid[]) ORDER BY contact_id, subscription_group_id`.execute(tx)
  const said = Map.groupBy(rows, ({ contact_id }) => contact_id)
  return new Map([...said].map(([id, those]) => [id, those.map(({ contact_id: _, ...one }) => one)]))
}
