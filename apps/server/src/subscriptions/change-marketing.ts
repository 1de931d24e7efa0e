import { sql, type Tx } from "../platform/database/index.ts"

/** That one person stopped or resumed marketing from a number in WhatsApp, as Meta told it. */
export interface MarketingChange {
  contactId: string
  marketing: "stopped" | "resumed"
  /** Meta's words. */
  evidence: string
  saidAt: Date
}

/**
 * Brings to the group of one number who stopped or resumed marketing in WhatsApp, and records it. Set-based and safe to
 * repeat: a webhook seen twice or late changes nothing, as the newest word counts and of two in the same second (Meta
 * gives no more) the stop. A stop that is older than the person's consent does nothing either. The subscription itself
 * stays as it is, and a person without one gets none. Source: Meta, webhook field `user_preferences`.
 */
export async function changeMarketing(
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  changes: readonly MarketingChange[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    WITH said AS (
      SELECT DISTINCT ON (contact_id) g.id AS group_id, contact_id, marketing, evidence, least(said_at, ${now}) AS said_at
      FROM unnest(${changes.map((change) => change.contactId)}::uuid[], ${changes.map((change) => change.marketing)}::text[],
        ${changes.map((change) => change.evidence)}::text[], ${changes.map((change) => change.saidAt)}::timestamptz[])
        AS t (contact_id, marketing, evidence, said_at)
      JOIN subscription_groups g ON g.number_id = ${numberId}
      -- 'stopped' sorts behind 'resumed'
      ORDER BY contact_id, said_at DESC, marketing DESC
    ), changed AS (
      INSERT INTO subscriptions AS known (subscription_group_id, contact_id, workspace_id, marketing, marketing_at)
      SELECT group_id, contact_id, ${workspaceId}, marketing, said_at FROM said ORDER BY contact_id
      ON CONFLICT (subscription_group_id, contact_id) DO UPDATE
        SET marketing = excluded.marketing, marketing_at = excluded.marketing_at
      WHERE (known.marketing IS NULL OR excluded.marketing_at > known.marketing_at
          OR (excluded.marketing_at = known.marketing_at AND known.marketing = 'resumed' AND excluded.marketing = 'stopped'))
        AND NOT (excluded.marketing = 'stopped' AND known.state = 'subscribed' AND known.changed_at > excluded.marketing_at)
      RETURNING contact_id, old.marketing IS DISTINCT FROM new.marketing AS is_news
    )
    INSERT INTO consent_records
      (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
    SELECT ${workspaceId}, group_id, contact_id, 'marketing_' || marketing, 'whatsapp', evidence, 'contact', said_at, ${now}
    FROM said JOIN changed USING (contact_id) WHERE is_news
  `.execute(tx)
}
