import { sql, type Tx } from "../platform/database/index.ts"

/** What a contact agreed to and objected to, with the evidence. */
export async function exportSubscriptions(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: subscriptions } = await sql`
    SELECT s.subscription_group_id, g.name AS subscription_group, s.state, s.changed_at
    FROM subscriptions AS s JOIN subscription_groups AS g ON g.id = s.subscription_group_id
    WHERE s.workspace_id = ${workspaceId} AND s.contact_id = ${contactId} ORDER BY s.subscription_group_id`.execute(
    tx,
  )
  const { rows: records } = await sql`
    SELECT id, subscription_group_id, state, source, evidence, actor, given_at, given_day_only, recorded_at FROM consent_records
    WHERE workspace_id = ${workspaceId} AND contact_id = ${contactId} ORDER BY id`.execute(tx)
  return { subscriptions, consent_records: records }
}
