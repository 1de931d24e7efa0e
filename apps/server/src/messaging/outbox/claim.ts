import { type ContactTexts, contactFields, eachContactField } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Addresses } from "../phone-written-to.ts"
import type { SourceQuietHours } from "../sources/quiet.ts"
import { countClaimed, rateOfOpen } from "../sources/source-rate.ts"
import type { SourceKind } from "../sources/sources.ts"

/** A claimed row with all that its fate and its text depend on, as of now. */
export interface ClaimedRow {
  id: string
  claim: string
  /** null: a test, which is for no contact. */
  contact_id: string | null
  content_id: string
  source_id: string
  source_kind: SourceKind
  /** Of priority. */
  class: number
  variant: number
  /** For comparison: it passes every rule, and is not sent. */
  is_control: boolean
  /** Of the campaign, by which a suppression list may allow it. */
  tags: readonly string[] | null
  /** Of the campaign: in the clock of the contact. */
  quiet_hours: SourceQuietHours | null
  /** Of the campaign: null heeds frequency caps, `count` only counts towards them, `ignore` neither. */
  caps: string | null
  /** Of the campaign: false where it is not to be sent by the Marketing Messages API, whatever its account has turned on. */
  optimized: boolean | null
  variables: unknown
  send_after: Date
  expires_at: Date
  refusals: number
  unanswered: number
  doubts: number
  /** Where it goes: to the contact as known now, or to the phone of a test. */
  to: Addresses
  /** What Liquid may name, of the contact, or of the one that fills a test; null: that contact was deleted. */
  contact: (ContactTexts & { id?: string | null; attributes: unknown }) | null
  subscription: "subscribed" | "unsubscribed" | "group_archived" | null
  /** Whether someone who unsubscribed is answered inside the window. */
  answers_unsubscribed: boolean
  last_inbound_at: Date | null
  /** Until when what is automatic waits, as a person of the team writes to the contact; null: it does not. */
  held_until: Date | null
}

type FlatRow = Omit<ClaimedRow, "contact" | "to" | "claim"> &
  Omit<NonNullable<ClaimedRow["contact"]>, "id"> &
  Addresses & { contact_exists: boolean; test_phone: string | null }

/** What a message may need of its contact, `k`. */
const ofContact = sql.join([...contactFields, "wa_id", "attributes"].map((name) => sql.ref(`k.${name}`)))

/** From where on to look for rows of a source: everything before has been claimed. */
export interface Floor {
  sourceId: string
  sendAfter: Date
}

export interface ClaimRequest {
  numberId: string
  /** A uuidv7 of its own, so that what is said of these rows later can be told from what is said of another claim of them. */
  claim: string
  now: Date
  /** Rows at most. */
  limit: number
  /** Sources of higher classes are left alone. */
  upToClass: number
  /** Spares the claim what was deleted and cannot be cleaned up yet, while a long transaction is open. */
  floors?: readonly Floor[]
}

/**
 * Claims due rows of a number and returns them with their contacts as they are now: classes in order, and inside a class
 * the sources take turns by their weight. Nothing of a source that is paused, canceled or held. Only the holder of the
 * number's lane calls it, so SKIP LOCKED merely steps over rows that something else settles right now.
 */
export async function claimDue(tx: Tx, request: ClaimRequest): Promise<ClaimedRow[]> {
  const { numberId, claim, now, limit, upToClass, floors = [] } = request
  const { rows: claimed } = await sql<FlatRow>`
    WITH open AS MATERIALIZED (
      SELECT s.id, s.kind, s.class, s.weight, s.policy -> 'tags' AS tags, s.policy -> 'quiet_hours' AS quiet_hours, s.policy ->> 'caps' AS caps, (s.policy ->> 'optimized')::boolean AS optimized,
         ${rateOfOpen(now)}, coalesce(floor.send_after, '-infinity') AS floor
      FROM sources AS s
      LEFT JOIN ${rows("floor", floors, { sourceId: "uuid", sendAfter: "timestamptz" })} ON floor.source_id = s.id
      LEFT JOIN source_rates AS claimed ON s.policy ? 'rate' AND claimed.source_id = s.id
      WHERE s.number_id = ${numberId} AND s.ended_at IS NULL AND s.state = 'active' AND s.class <= ${upToClass}
        AND (s.held_until IS NULL OR s.held_until <= ${now})
    ), chosen AS MATERIALIZED (
      SELECT due.id FROM (
        SELECT due.id, open.class, due.send_after, open.weight, open.rate_left,
          row_number() OVER (PARTITION BY open.id ORDER BY due.send_after, due.id) - 1 AS place
        FROM open CROSS JOIN LATERAL (
          SELECT o.id, o.send_after FROM outbox AS o
          WHERE o.source_id = open.id AND o.state = 'due' AND o.claim IS NULL AND o.send_after >= open.floor
            AND o.send_after <= ${now}
          ORDER BY o.send_after, o.id LIMIT ${limit}
        ) AS due
      ) AS due
      WHERE rate_left IS NULL OR place < rate_left
      ORDER BY class, place / weight, send_after, id LIMIT ${limit}
    ), locked AS MATERIALIZED (
      SELECT o.id FROM outbox AS o WHERE o.id = ANY(ARRAY(SELECT id FROM chosen)) AND o.state = 'due' AND o.claim IS NULL
      FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE outbox AS o SET claim = ${claim}::uuid FROM locked WHERE o.id = locked.id
      RETURNING o.id, o.contact_id, o.test_phone, coalesce(o.contact_id, o.test_as) AS filled_as, o.content_id, o.source_id, o.variant, o.is_control, o.variables, o.send_after, o.expires_at,
        o.refusals, o.unanswered, o.doubts
    ), counted AS (
      ${countClaimed(now)}
    ), held AS MATERIALIZED (
      SELECT contact_id, max(until) AS until FROM automation_holds
      WHERE number_id = ${numberId} AND until > ${now} AND released_at IS NULL GROUP BY contact_id
    )
    SELECT c.id, c.contact_id, c.test_phone, coalesce(c.content_id, w.content_id) AS content_id, c.source_id, open.kind AS source_kind, open.class, open.tags, open.quiet_hours, open.caps, open.optimized,
      c.variant, c.is_control, c.variables, c.send_after, c.expires_at, c.refusals, c.unanswered, c.doubts,
      k.id IS NOT NULL OR c.filled_as IS NULL AS contact_exists, ${ofContact},
      -- A person has a user id in each portfolio. It is the address of those whose number is not known.
      CASE WHEN k.phone IS NULL AND k.wa_id IS NULL THEN coalesce((SELECT i.value FROM contact_identities AS i
        WHERE i.contact_id = k.id AND i.kind = 'bsuid' AND i.until IS NULL
          AND i.scope = (SELECT coalesce(a.business_id, a.waba_id) FROM numbers AS n JOIN business_accounts AS a ON a.id = n.business_account_id
            WHERE n.id = ${numberId}) LIMIT 1), k.bsuid) ELSE k.bsuid END AS bsuid,
      CASE WHEN g.archived_at IS NULL THEN s.state ELSE 'group_archived' END AS subscription,
      coalesce(g.answers_unsubscribed, true) AS answers_unsubscribed, v.last_inbound_at, held.until AS held_until
    FROM claimed AS c
    JOIN open ON open.id = c.source_id
    LEFT JOIN source_variants AS w ON w.source_id = c.source_id AND w.variant = c.variant
    LEFT JOIN contacts AS k ON k.id = c.filled_as
    LEFT JOIN subscription_groups AS g ON g.number_id = ${numberId}
    LEFT JOIN subscriptions AS s ON s.subscription_group_id = g.id AND s.contact_id = c.contact_id
    LEFT JOIN conversations AS v ON v.number_id = ${numberId} AND v.contact_id = c.contact_id
    LEFT JOIN held ON held.contact_id = c.contact_id
    ORDER BY open.class, c.send_after, c.id
  `.execute(tx)
  return claimed.map((row) => ({ ...nestContact(row), claim }))
}

function nestContact({
  contact_exists,
  test_phone,
  wa_id,
  bsuid,
  attributes,
  ...row
}: FlatRow): Omit<ClaimedRow, "claim"> {
  const contact = {
    ...eachContactField((field) => row[field]),
    id: row.contact_id,
    attributes: attributes ?? {},
  }
  const to =
    test_phone === null ? { phone: row.phone, wa_id, bsuid } : { phone: test_phone, wa_id: null, bsuid: null }
  return { ...row, to, contact: contact_exists ? contact : null }
}

/**
 * Of a row of the outbox that goes, or goes again: it says what its source says by then. One that may have left keeps what it
 * said when that was replaced, and only as long as it may have. Messages by themselves have no variants, and what is sent
 * once more says what it said.
 */
export const presentContent = sql`CASE WHEN outbox.content_id IS NOT NULL AND retry_of IS NULL
  AND EXISTS (SELECT FROM source_variants AS v WHERE v.source_id = outbox.source_id) THEN NULL ELSE outbox.content_id END`

/**
 * Gives back all rows of claims whose transactions may or may not have committed: nothing of them was posted, so they are due
 * as before.
 */
export async function releaseClaims(tx: Tx, numberId: string, claims: readonly string[]): Promise<void> {
  await sql`
    UPDATE outbox SET claim = NULL, content_id = ${presentContent}
    WHERE ${waitingOf(numberId)} AND claim = ANY(${claims}::uuid[])
  `.execute(tx)
}

/**
 * The ids of those rows of a list that are still claimed as it says. Row by row: what the planner believes of the outbox is often
 * of when it was empty, and then it compared every row in it with every one of the list, for seconds.
 * @param list the name of a part of the WITH, with `id` and `claim`
 */
export const claimedAs = (list: string) => sql`SELECT o.id FROM ${sql.id(list)} AS said
  CROSS JOIN LATERAL (SELECT id FROM outbox WHERE id = said.id AND claim = said.claim LIMIT 1) AS o`

/** The due rows of a number, claimed or not. */
export const waitingOf = (numberId: string) => sql`state = 'due' AND source_id = ANY(ARRAY(
  SELECT id FROM sources WHERE number_id = ${numberId} AND ended_at IS NULL))`
