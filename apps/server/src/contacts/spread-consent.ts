import { sql, type Tx } from "../platform/database/index.ts"
import type { SubscriptionChange } from "../subscriptions/index.ts"
import { contactsOfSamePerson } from "./same-person.ts"

/**
 * For which other contacts a change holds: an objection for every contact who is the same person by one of their numbers, however
 * it is written; a consent for those who have the very same phone, as one of them alone is written to.
 */
export async function spreadConsent(
  tx: Tx,
  workspaceId: string,
  changes: readonly SubscriptionChange[],
): Promise<SubscriptionChange[]> {
  const persons = await contactsOfSamePerson(tx, workspaceId, idsOf("unsubscribed", changes))
  const sharing = await contactsOfSamePhone(tx, workspaceId, idsOf("subscribed", changes))
  return withOthers(changes, ({ state }) => (state === "unsubscribed" ? persons : sharing))
}

/** The same of consents alone, where objections have been spread already. */
export async function spreadStarts(
  tx: Tx,
  workspaceId: string,
  changes: readonly SubscriptionChange[],
): Promise<SubscriptionChange[]> {
  const sharing = await contactsOfSamePhone(tx, workspaceId, idsOf("subscribed", changes))
  return withOthers(changes, ({ state }) => (state === "subscribed" ? sharing : new Map()))
}

const idsOf = (state: SubscriptionChange["state"], changes: readonly SubscriptionChange[]): string[] =>
  changes.filter((change) => change.state === state).map(({ contactId }) => contactId)

const withOthers = (
  changes: readonly SubscriptionChange[],
  others: (change: SubscriptionChange) => ReadonlyMap<string, readonly string[]>,
): SubscriptionChange[] =>
  changes.flatMap((change) => {
    const ids = (others(change).get(change.contactId) ?? []).filter((id) => id !== change.contactId)
    return [change, ...ids.map((contactId) => ({ ...change, contactId }))]
  })

/** By each of these contacts that share a phone, who has it, too. */
async function contactsOfSamePhone(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (contactIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; others: string[] }>`
    SELECT c.id, array_agg(o.id) AS others
    FROM contacts AS c JOIN contacts AS o ON o.workspace_id = ${workspaceId} AND o.phone = c.phone AND o.id <> c.id
    WHERE c.workspace_id = ${workspaceId} AND c.id = ANY(${contactIds}::uuid[]) GROUP BY c.id`.execute(tx)
  return new Map(rows.map(({ id, others }) => [id, others]))
}
