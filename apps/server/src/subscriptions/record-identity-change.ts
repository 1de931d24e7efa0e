import { sql, type Tx } from "../platform/database/index.ts"

/**
 * Records in every group that knows a contact that their consent belongs to another phone number, or WhatsApp id, from
 * `changedAt` on. Their subscriptions stay as they are.
 */
export async function recordIdentityChange(
  tx: Tx,
  request: { contactId: string; evidence: string; changedAt: Date; now: Date },
): Promise<void> {
  const { contactId, evidence, changedAt, now } = request
  await sql`
    INSERT INTO consent_records
      (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
    SELECT workspace_id, subscription_group_id, contact_id, 'identity_changed', 'whatsapp', ${evidence}, 'contact',
      least(${changedAt}::timestamptz, ${now}), ${now}
    FROM subscriptions WHERE contact_id = ${contactId}`.execute(tx)
}
