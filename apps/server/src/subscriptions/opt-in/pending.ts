/** Double opt-in: who asks to subscribe is asked whether they mean it, and is subscribed once they say so. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { SubscriptionChange } from "../change-subscriptions.ts"

/** What a tap on the button of the question brings back. */
export const confirmButtonId = "parley:confirm-opt-in"

/** How long an answer is waited for: as long as the service window in which the question is asked. */
const answerHours = 24

interface Scope {
  workspaceId: string
  groupId: string
  now: Date
}

/**
 * Notes those of the changes that subscribe someone who is not subscribed, each with a consent record that says `pending`.
 * Who unsubscribed after they asked is not asked.
 * @returns who has to confirm, and the changes that need no confirmation
 */
export async function askToConfirm(
  tx: Tx,
  { workspaceId, groupId, now }: Scope,
  changes: readonly SubscriptionChange[],
): Promise<{ asked: SubscriptionChange[]; others: SubscriptionChange[] }> {
  const wishes = changes.filter(({ state }) => state === "subscribed")
  if (wishes.length === 0) return { asked: [], others: [...changes] }
  const stops = changes.filter(({ state }) => state === "unsubscribed")
  const { rows: asked } = await sql<{ contact_id: string }>`
    WITH wish AS (
      SELECT DISTINCT ON (contact_id) contact_id, source, evidence, opt_in_link_id, least(given_at, ${now}) AS asked_at
      FROM ${rows("wish", wishes, {
        contactId: "uuid",
        source: "text",
        evidence: "text",
        optInLinkId: "uuid",
        givenAt: "timestamptz",
      })}
      ORDER BY contact_id, given_at DESC
    ), meant AS (
      SELECT wish.*, s.state AS previous_state FROM wish
      LEFT JOIN subscriptions s ON s.subscription_group_id = ${groupId} AND s.contact_id = wish.contact_id
      WHERE s.state IS NULL OR (s.state = 'unsubscribed' AND s.changed_at < wish.asked_at)
    ), pending AS (
      INSERT INTO pending_opt_ins AS p
        (subscription_group_id, contact_id, workspace_id, source, evidence, opt_in_link_id, asked_at, expires_at)
      SELECT ${groupId}, contact_id, ${workspaceId}, source, evidence, opt_in_link_id, asked_at,
        asked_at + make_interval(hours => ${answerHours})
      FROM meant
      WHERE NOT EXISTS (SELECT FROM ${rows("stop", stops, { contactId: "uuid", givenAt: "timestamptz" })}
        WHERE stop.contact_id = meant.contact_id AND stop.given_at >= meant.asked_at)
      ORDER BY contact_id
      ON CONFLICT (subscription_group_id, contact_id) DO UPDATE SET source = excluded.source, evidence = excluded.evidence,
        opt_in_link_id = excluded.opt_in_link_id, asked_at = excluded.asked_at, expires_at = excluded.expires_at
        WHERE p.asked_at < excluded.asked_at
      RETURNING contact_id
    ), recorded AS (
      INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, previous_state, source, evidence,
        opt_in_link_id, actor, given_at, recorded_at)
      SELECT ${workspaceId}, ${groupId}, contact_id, 'pending', previous_state, source, evidence, opt_in_link_id, 'contact',
        asked_at, ${now}
      FROM meant JOIN pending USING (contact_id)
    )
    SELECT contact_id FROM pending`.execute(tx)
  // Who is subscribed says so again, and a wish from before a stop changes nothing: both are for changeSubscriptions.
  const { rows: standing } = await sql<{ contact_id: string }>`
    SELECT contact_id FROM subscriptions WHERE subscription_group_id = ${groupId} AND state = 'subscribed'
      AND contact_id = ANY(${wishes.map(({ contactId }) => contactId)}::uuid[])`.execute(tx)
  const subscribed = new Set(standing.map(({ contact_id }) => contact_id))
  const pending = new Set(asked.map(({ contact_id }) => contact_id))
  return {
    asked: wishes.filter(({ contactId }) => pending.has(contactId)),
    others: changes.filter(({ state, contactId }) => state === "unsubscribed" || subscribed.has(contactId)),
  }
}

/** That someone said yes. */
export interface Confirmation {
  contactId: string
  evidence: string
  saidAt: Date
}

/** Takes the answers of those who were asked, and leaves any other yes alone. @returns the changes that they make */
export async function confirmed(
  tx: Tx,
  { groupId }: Scope,
  answers: readonly Confirmation[],
): Promise<SubscriptionChange[]> {
  if (answers.length === 0) return []
  const { rows: taken } = await sql<{
    contact_id: string
    source: string
    asked_for: string | null
    opt_in_link_id: string | null
    evidence: string
    said_at: Date
  }>`
    DELETE FROM pending_opt_ins AS p USING (
      SELECT DISTINCT ON (contact_id) contact_id, evidence, said_at
      FROM ${rows("answer", answers, { contactId: "uuid", evidence: "text", saidAt: "timestamptz" })}
      ORDER BY contact_id, said_at DESC
    ) AS answer
    WHERE p.subscription_group_id = ${groupId} AND p.contact_id = answer.contact_id
      AND answer.said_at >= p.asked_at AND answer.said_at <= p.expires_at
      -- A stop that was being heard while they asked.
      AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.subscription_group_id = p.subscription_group_id
        AND s.contact_id = p.contact_id AND s.state = 'unsubscribed' AND s.changed_at >= p.asked_at)
    RETURNING p.contact_id, p.source, p.evidence AS asked_for, p.opt_in_link_id, answer.evidence, answer.said_at`.execute(
    tx,
  )
  return taken.map((row) => ({
    contactId: row.contact_id,
    state: "subscribed",
    source: "double_opt_in",
    evidence: `Asked by ${row.source}: ${row.asked_for ?? "no evidence"}. Confirmed: ${row.evidence}`,
    optInLinkId: row.opt_in_link_id ?? undefined,
    givenAt: row.said_at,
  }))
}

/** Who unsubscribes is not waited for any more. */
export async function dropPending(
  tx: Tx,
  groupId: string,
  stops: readonly SubscriptionChange[],
): Promise<void> {
  if (stops.length === 0) return
  await sql`
    DELETE FROM pending_opt_ins AS p USING ${rows("stop", stops, { contactId: "uuid", givenAt: "timestamptz" })}
    WHERE p.subscription_group_id = ${groupId} AND p.contact_id = stop.contact_id
      AND (stop.given_at IS NULL OR stop.given_at >= p.asked_at)`.execute(tx)
}

/** Forgets questions that nobody answered; their consent records stay. */
export async function forgetUnanswered(tx: Tx, now: Date): Promise<void> {
  await sql`DELETE FROM pending_opt_ins WHERE expires_at < ${now}`.execute(tx)
}
