import { sql, type Tx } from "../platform/database/index.ts"

export type SubscriptionState = "subscribed" | "unsubscribed"

/** What one person said about one subscription group, and how we know. */
export interface SubscriptionChange {
  contactId: string
  state: SubscriptionState
  /** Where it comes from: `import`, `api`, `message`, or the business's own word for it. */
  source: string
  evidence: string | null
  /** When the person said it; undefined when nobody knows. */
  givenAt: Date | undefined
}

export interface SubscriptionOutcome {
  /** How many subscriptions have another state than before, or marketing back; each got one consent record. */
  changed: number
  changedContacts: string[]
  /** Contacts whose objection, or stop of marketing, stands although the change says `subscribed`, as it is newer. */
  objectionsKept: string[]
}

/**
 * Brings subscriptions of one group to what people said last, and records why. Set-based and safe to repeat.
 *
 * The newest word counts, not the newest call: a change older than what is known does nothing, and of two that were
 * given at the same instant the objection wins. A `subscribed` of unknown time never overrides an objection; an
 * objection of unknown time is taken as given now. Several changes for one contact: the newest of them. Who says again
 * what they said is not recorded again, but has said it later. Consent that is newer than a stop of marketing ends it.
 */
export async function changeSubscriptions(
  tx: Tx,
  request: {
    workspaceId: string
    groupId: string
    changes: readonly SubscriptionChange[]
    actor: string
    now: Date
  },
): Promise<SubscriptionOutcome> {
  const { workspaceId, groupId, changes, actor, now } = request
  if (changes.length === 0) return { changed: 0, changedContacts: [], objectionsKept: [] }
  const isDated = sql<boolean>`excluded.contact_id <> ALL (${undatedConsent(changes)}::uuid[])`
  const endsStop = sql<boolean>`known.marketing = 'stopped' AND excluded.state = 'subscribed'
          AND excluded.changed_at > known.marketing_at AND ${isDated}`
  const { rows } = await sql<{ contact_id: string; changed: boolean; objected: boolean | null }>`
    WITH said AS (
      SELECT DISTINCT ON (contact_id) contact_id, state, source, evidence, given_at
      FROM unnest(${changes.map((change) => change.contactId)}::uuid[], ${changes.map((change) => change.state)}::text[],
        ${changes.map((change) => change.source)}::text[], ${changes.map((change) => change.evidence)}::text[],
        ${changes.map((change) => change.givenAt ?? null)}::timestamptz[]) AS t (contact_id, state, source, evidence, given_at)
      -- 'unsubscribed' sorts behind 'subscribed': of two at the same time the objection is taken
      ORDER BY contact_id, coalesce(given_at, CASE state WHEN 'unsubscribed' THEN ${now}::timestamptz ELSE '-infinity' END) DESC, state DESC
    ), changed AS (
      INSERT INTO subscriptions AS known (subscription_group_id, contact_id, workspace_id, state, changed_at)
      SELECT ${groupId}, contact_id, ${workspaceId}, state, least(coalesce(given_at, ${now}), ${now})
      FROM said ORDER BY contact_id -- in one order everywhere, so that two writers cannot block each other
      ON CONFLICT (subscription_group_id, contact_id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,
        marketing = CASE WHEN ${endsStop} THEN 'resumed' ELSE known.marketing END,
        marketing_at = CASE WHEN ${endsStop} THEN excluded.changed_at ELSE known.marketing_at END
      WHERE known.state IS NULL OR CASE excluded.state
        WHEN 'unsubscribed' THEN (excluded.changed_at, excluded.state) > (known.changed_at, known.state)
        ELSE excluded.changed_at > known.changed_at AND ${isDated} END
      RETURNING contact_id, old.state IS DISTINCT FROM new.state OR old.marketing IS DISTINCT FROM new.marketing AS is_news
    ), recorded AS (
      INSERT INTO consent_records
        (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
      SELECT ${workspaceId}, ${groupId}, contact_id, said.state, source, evidence, ${actor},
        least(coalesce(given_at, ${now}), ${now}), ${now}
      FROM said JOIN changed USING (contact_id) WHERE is_news
    )
    SELECT contact_id, contact_id IN (SELECT contact_id FROM changed WHERE is_news) AS changed,
      -- Read from the snapshot, so what stood before. A join here was planned as 1,000 scans of the whole group.
      state = 'subscribed' AND (SELECT s.state = 'unsubscribed' OR s.marketing = 'stopped' FROM subscriptions s
        WHERE s.subscription_group_id = ${groupId} AND s.contact_id = said.contact_id) AS objected
    FROM said
  `.execute(tx)
  const changedContacts = rows.filter((row) => row.changed).map((row) => row.contact_id)
  const objectionsKept = rows.filter((row) => row.objected && !row.changed).map((row) => row.contact_id)
  return { changed: changedContacts.length, changedContacts, objectionsKept }
}

/** Contacts for whom no change with a time was given, so that nothing shows their consent to be newer. */
function undatedConsent(changes: readonly SubscriptionChange[]): string[] {
  const dated = new Set(changes.filter((change) => change.givenAt).map((change) => change.contactId))
  return changes.filter((change) => !dated.has(change.contactId)).map((change) => change.contactId)
}
