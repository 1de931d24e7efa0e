import type { Occurrence } from "@parley/model"
import { record } from "../events/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** What contacts say holds for others, too: those who are the same person, or share a phone. @returns these changes and those of the others */
    spreadConsent?(
      tx: Tx,
      workspaceId: string,
      changes: readonly SubscriptionChange[],
    ): Promise<SubscriptionChange[]>
  }
}

export type SubscriptionState = "subscribed" | "unsubscribed"

/** What one person said about one subscription group, and how we know. */
export interface SubscriptionChange {
  contactId: string
  state: SubscriptionState
  /** Where it comes from: one of `consentSources`, or the business's own word for it. */
  source: string
  evidence: string | null
  /** The opt-in link by which they wrote. */
  optInLinkId?: string | undefined
  /** When the person said it; undefined when nobody knows. */
  givenAt: Date | undefined
  /** Of that only the day is known, in UTC. Default: no */
  givenDayOnly?: boolean | undefined
  /** For `unsubscribed`: said in WhatsApp's own settings, where it can be taken back (see `resumeSubscriptions`). */
  resumable?: boolean
}

export interface SubscriptionOutcome {
  /** How many subscriptions have another state than before; each got one consent record. */
  changed: number
  changedContacts: string[]
  /** Contacts whose objection stands although the change says `subscribed`, as it is newer. */
  objectionsKept: string[]
}

/**
 * Brings subscriptions of one group to what people said last, and records why. Set-based and safe to repeat.
 *
 * The newest word counts, not the newest call: a change older than what is known does nothing, and of two that were
 * given at the same instant the objection wins. A `subscribed` of unknown time never overrides an objection; an
 * objection of unknown time is taken as given now. Several changes for one contact: the newest of them. Who says again
 * what they said is not recorded again, but has said it later.
 *
 * A `resumable` objection is so only to a subscription; one beside it that is not, however late it comes, makes it final.
 * @param request.rooms who knows for which other contacts it holds; left out where `changes` has them already
 */
export async function changeSubscriptions(
  tx: Tx,
  request: {
    workspaceId: string
    groupId: string
    changes: readonly SubscriptionChange[]
    actor: string
    now: Date
    rooms?: readonly Room[] | undefined
  },
): Promise<SubscriptionOutcome> {
  const { workspaceId, groupId, actor, now, rooms = [] } = request
  let { changes } = request
  for (const room of rooms) changes = (await room.spreadConsent?.(tx, workspaceId, changes)) ?? changes
  if (changes.length === 0) return { changed: 0, changedContacts: [], objectionsKept: [] }
  const isDated = sql<boolean>`excluded.contact_id <> ALL (${undatedConsent(changes)}::uuid[])`
  const isResumable = sql<boolean>`excluded.contact_id = ANY (${resumableOnly(changes)}::uuid[])`
  const { rows: outcome } = await sql<Outcome>`
    WITH said AS (
      SELECT DISTINCT ON (contact_id) contact_id, state, source, evidence, opt_in_link_id, given_at, given_day_only
      FROM ${rows("change", changes, {
        contactId: "uuid",
        state: "text",
        source: "text",
        evidence: "text",
        optInLinkId: "uuid",
        givenAt: "timestamptz",
        givenDayOnly: "boolean",
      })}
      -- 'unsubscribed' sorts behind 'subscribed': of two at the same time the objection is taken
      ORDER BY contact_id, coalesce(given_at, CASE state WHEN 'unsubscribed' THEN ${now}::timestamptz ELSE '-infinity' END) DESC, state DESC
    ), changed AS (
      INSERT INTO subscriptions AS known (subscription_group_id, contact_id, workspace_id, state, changed_at)
      SELECT ${groupId}, contact_id, ${workspaceId}, state, least(coalesce(given_at, ${now}), ${now})
      FROM said ORDER BY contact_id -- in one order everywhere, so that two writers cannot block each other
      ON CONFLICT (subscription_group_id, contact_id) DO UPDATE SET state = excluded.state,
        changed_at = greatest(known.changed_at, excluded.changed_at),
        resumable = excluded.state = 'unsubscribed' AND ${isResumable} AND (known.state = 'subscribed' OR known.resumable)
      WHERE CASE excluded.state
        WHEN 'unsubscribed' THEN (excluded.changed_at, excluded.state) > (known.changed_at, known.state)
          OR known.resumable AND NOT ${isResumable}
        ELSE excluded.changed_at > known.changed_at AND ${isDated} END
      RETURNING contact_id, old.state IS DISTINCT FROM new.state AS is_news, old.state AS previous_state
    ), recorded AS (
      INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, previous_state, source, evidence,
        opt_in_link_id, actor, given_at, given_day_only, recorded_at)
      SELECT ${workspaceId}, ${groupId}, contact_id, said.state, previous_state, source, evidence, opt_in_link_id, ${actor},
        least(coalesce(given_at, ${now}), ${now}), coalesce(given_day_only, false), ${now}
      FROM said JOIN changed USING (contact_id) WHERE is_news
    )
    SELECT contact_id, state, source,
      contact_id IN (SELECT contact_id FROM changed) AS written,
      contact_id IN (SELECT contact_id FROM changed WHERE previous_state IS NOT NULL) AS known,
      contact_id IN (SELECT contact_id FROM changed WHERE is_news) AS changed,
      -- Read from the snapshot, so what stood before. A join here was planned as 1,000 scans of the whole group.
      state = 'subscribed' AND contact_id NOT IN (SELECT contact_id FROM changed WHERE is_news)
        AND (SELECT s.state = 'unsubscribed' FROM subscriptions s
          WHERE s.subscription_group_id = ${groupId} AND s.contact_id = said.contact_id) AS objected
    FROM said
  `.execute(tx)
  const of = { workspace_id: workspaceId, subscription_group_id: groupId, at: now.toISOString() }
  await record(
    tx,
    outcome.flatMap(({ contact_id, state, source, written, known, changed }): Occurrence[] => {
      if (!written) return []
      const before = changed ? other[state] : state
      return [
        { kind: "subscription_changed", ...of, contact_id, state, before: known ? before : null, source },
      ]
    }),
  )
  const changedContacts = outcome.filter((row) => row.changed).map((row) => row.contact_id)
  const objectionsKept = outcome.filter((row) => row.objected).map((row) => row.contact_id)
  return { changed: changedContacts.length, changedContacts, objectionsKept }
}

const other = { subscribed: "unsubscribed", unsubscribed: "subscribed" } as const

interface Outcome {
  contact_id: string
  state: SubscriptionState
  /** Whether the subscription has another state, or was said again later. */
  written: boolean
  /** Whether there was a subscription before. */
  known: boolean
  source: string
  changed: boolean
  /** Whether an objection stands that is newer. */
  objected: boolean | null
}

/** Contacts for which no change with a time was given, so that nothing shows their consent to be newer. */
function undatedConsent(changes: readonly SubscriptionChange[]): string[] {
  const dated = new Set(changes.filter((change) => change.givenAt).map((change) => change.contactId))
  return changes.filter((change) => !dated.has(change.contactId)).map((change) => change.contactId)
}

/** Contacts all of whose objections can be taken back in WhatsApp's own settings. */
function resumableOnly(changes: readonly SubscriptionChange[]): string[] {
  const objections = changes.filter(({ state }) => state === "unsubscribed")
  const final = new Set(objections.filter(({ resumable }) => !resumable).map(({ contactId }) => contactId))
  return objections.filter(({ contactId }) => !final.has(contactId)).map(({ contactId }) => contactId)
}
