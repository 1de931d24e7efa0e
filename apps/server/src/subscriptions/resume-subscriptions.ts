import { record } from "../events/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import type { SubscriptionState } from "./change-subscriptions.ts"

/** That one person turned marketing on again in WhatsApp's own settings. */
export interface Resumption {
  contactId: string
  evidence: string
  saidAt: Date
}

/**
 * Gives back what a stop in WhatsApp's own settings took: a subscription that only such a stop had ended is there again,
 * with a consent record. Nobody else is subscribed by it, neither a stranger nor who unsubscribed in any other way. Who is
 * subscribed has said so later than before, so that a stop from before comes too late. Set-based and safe to repeat; of a
 * stop and a resumption in the same second the stop counts.
 */
export async function resumeSubscriptions(
  tx: Tx,
  { workspaceId, groupId, now }: { workspaceId: string; groupId: string; now: Date },
  resumptions: readonly Resumption[],
): Promise<void> {
  if (resumptions.length === 0) return
  const { rows: changed } = await sql<{ contact_id: string; before: SubscriptionState }>`
    WITH said AS (
      SELECT DISTINCT ON (contact_id) contact_id, evidence, least(resumption.said_at, ${now}) AS said_at
      FROM ${rows("resumption", resumptions, { contactId: "uuid", evidence: "text", saidAt: "timestamptz" })}
      ORDER BY contact_id, resumption.said_at DESC
    ), locked AS MATERIALIZED (
      SELECT contact_id, evidence, said_at FROM subscriptions JOIN said USING (contact_id)
      WHERE subscription_group_id = ${groupId}
      ORDER BY contact_id -- in one order everywhere, so that two writers cannot block each other
      FOR UPDATE OF subscriptions
    ), changed AS (
      UPDATE subscriptions s SET state = 'subscribed', changed_at = locked.said_at, resumable = false FROM locked
      WHERE s.subscription_group_id = ${groupId} AND s.contact_id = locked.contact_id
        AND (s.state = 'subscribed' OR s.resumable) AND locked.said_at > s.changed_at
      RETURNING s.contact_id, old.state <> new.state AS is_news, old.state AS before
    ), recorded AS (
      INSERT INTO consent_records
        (workspace_id, subscription_group_id, contact_id, state, previous_state, source, evidence, actor, given_at, recorded_at)
      SELECT ${workspaceId}, ${groupId}, contact_id, 'subscribed', before, 'whatsapp', evidence, 'contact', said_at, ${now}
      FROM said JOIN changed USING (contact_id) WHERE is_news
    )
    SELECT contact_id, before FROM changed
  `.execute(tx)
  const of = { workspace_id: workspaceId, subscription_group_id: groupId, at: now.toISOString() }
  await record(
    tx,
    changed.map(({ contact_id, before }) => ({
      kind: "subscription_changed",
      ...of,
      contact_id,
      state: "subscribed",
      before,
      source: "whatsapp",
    })),
  )
}
