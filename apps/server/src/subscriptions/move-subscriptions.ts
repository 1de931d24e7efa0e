import { rows, sql, type Tx } from "../platform/database/index.ts"

/**
 * Gives the consent of each contact `from` to the contact `into`. Of two subscriptions to the same group the newer word
 * counts, and of two at the same time the objection.
 */
export async function moveSubscriptions(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    INSERT INTO subscriptions AS known
      (subscription_group_id, contact_id, workspace_id, state, changed_at, resumable)
    SELECT s.subscription_group_id, pair.into, s.workspace_id, s.state, s.changed_at, s.resumable
    FROM ${merged} JOIN subscriptions s ON s.contact_id = pair.from
    ON CONFLICT (subscription_group_id, contact_id) DO UPDATE SET
      -- 'unsubscribed' sorts behind 'subscribed'
      (changed_at, state, resumable) = (SELECT * FROM (VALUES (known.changed_at, known.state, known.resumable),
        (excluded.changed_at, excluded.state, excluded.resumable)) AS said (at, word, resumable)
        ORDER BY at DESC, word DESC, resumable LIMIT 1)`.execute(tx)
  // Evidence is never edited: the copy says what the record said.
  await sql`
    INSERT INTO consent_records
      (workspace_id, subscription_group_id, contact_id, state, previous_state, source, evidence, opt_in_link_id, actor, given_at,
        given_day_only, recorded_at)
    SELECT r.workspace_id, r.subscription_group_id, pair.into, r.state, r.previous_state, r.source, r.evidence, r.opt_in_link_id,
      r.actor, r.given_at, r.given_day_only, r.recorded_at
    FROM ${merged} JOIN consent_records r ON r.contact_id = pair.from`.execute(tx)
  await sql`
    INSERT INTO pending_opt_ins AS known
      (subscription_group_id, contact_id, workspace_id, source, evidence, opt_in_link_id, asked_at, expires_at)
    SELECT p.subscription_group_id, pair.into, p.workspace_id, p.source, p.evidence, p.opt_in_link_id, p.asked_at, p.expires_at
    FROM ${merged} JOIN pending_opt_ins p ON p.contact_id = pair.from
    ON CONFLICT (subscription_group_id, contact_id) DO NOTHING`.execute(tx)
  await sql`
    INSERT INTO consent_replies_sent AS known (subscription_group_id, contact_id, occasion, workspace_id, sent_at)
    SELECT r.subscription_group_id, pair.into, r.occasion, r.workspace_id, max(r.sent_at)
    FROM ${merged} JOIN consent_replies_sent r ON r.contact_id = pair.from GROUP BY 1, 2, 3, 4
    ON CONFLICT (subscription_group_id, contact_id, occasion) DO UPDATE SET sent_at = greatest(known.sent_at, excluded.sent_at)
  `.execute(tx)
}
