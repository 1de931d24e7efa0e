import { createHash } from "node:crypto"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { counted } from "../counts/counted.ts"
import { wakeLane } from "../outbox/enqueue.ts"
import { type Assignment, isControlSql, variantSql } from "./assignment.ts"
import { type Earlier, hasReceived } from "./received.ts"
import { classes } from "./sources.ts"

/** Contacts in SQL: a condition on `contacts`, and what is joined to it for that, never more than one row for a contact. */
export interface Audience {
  joins: RawBuilder<unknown>
  condition: RawBuilder<unknown>
}

/** What came of a chunk of an audience. */
export interface Filled {
  /** Contacts that matched. */
  matched: number
  /** The place of the last of them; null when there was none. */
  last: string | null
}

/** The place of a contact in an order that tells nothing of them, as SQL and here. Another seed, a uuid, gives another order. */
export const shuffledPlaceSql = (seed: string): RawBuilder<string> =>
  sql<string>`md5(${seed}::text || contacts.id::text)::uuid`
export function shuffledPlace(seed: string, contactId: string): string {
  const digits = createHash("md5").update(seed).update(contactId).digest("hex")
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

/**
 * Brings the next contacts of an audience into a source, in one statement: no contact passes through this process. Who is a
 * recipient of the source already stays one. Who certainly gets nothing, as of now, is counted with the reason, and no message
 * is made; who that was, and why, is kept for the report of the launch.
 * @param source.numberId its number
 * @param after contacts up to and including this place have been brought in; a place is the id, unless the order is shuffled
 */
export async function fillSource(
  tx: Tx,
  source: { id: string; workspaceId: string; numberId: string },
  {
    audience,
    after,
    limit,
    expiresAt,
    assignment = {},
    shuffledBy,
    earlier,
    now,
  }: {
    audience: Audience
    after: string | null
    limit: number
    expiresAt: Date
    /** Default: everybody gets variant 0. */
    assignment?: Assignment
    /** A seed: contacts come in a random order. Default: in the order in which they were made. */
    shuffledBy?: string | undefined
    /** Who had a message of these gets none. */
    earlier?: Earlier | undefined
    now: Date
  },
): Promise<Filled> {
  const place = shuffledBy === undefined ? sql.ref<string>("contacts.id") : shuffledPlaceSql(shuffledBy)
  const { rows } = await sql<{ last: string; matched: number; queued: number }>`
    WITH chunk AS MATERIALIZED (
      SELECT contacts.id, ${place} AS place, contacts.phone IS NULL AND contacts.wa_id IS NULL AND contacts.bsuid IS NULL AS unreachable,
        contacts.phone, contacts.phone_share,
        EXISTS (SELECT FROM contacts AS s WHERE s.workspace_id = ${source.workspaceId} AND s.phone = contacts.phone
          AND s.phone_share > 0) AS is_sharing
      FROM contacts ${audience.joins}
      WHERE contacts.workspace_id = ${source.workspaceId} AND ${after === null ? sql`true` : sql`${place} > ${after}`}
        AND ${audience.condition}
      ORDER BY ${place} LIMIT ${limit}
    ), heard AS (
      SELECT chunk.id, phone, phone_share, is_sharing, CASE
        WHEN unreachable THEN 'no_address'
        WHEN of.class <> ${classes.marketing} OR s.state = 'subscribed' THEN NULL
        WHEN s.state = 'unsubscribed' THEN 'unsubscribed'
        ELSE 'not_subscribed' END AS reason
      FROM chunk
      JOIN sources AS of ON of.id = ${source.id}
      LEFT JOIN subscription_groups AS g ON g.number_id = of.number_id
      LEFT JOIN subscriptions AS s ON s.subscription_group_id = g.id AND s.contact_id = chunk.id
    ), judged AS MATERIALIZED (
      -- Of contacts that share a phone one gets it: who has the phone first, or who came first.
      SELECT id, coalesce(reason, CASE WHEN is_sharing AND (
        row_number() OVER (PARTITION BY phone, reason ORDER BY phone_share, id) > 1
        OR EXISTS (SELECT FROM contacts AS o JOIN recipients AS r ON r.source_id = ${source.id} AND r.contact_id = o.id
          WHERE o.workspace_id = ${source.workspaceId} AND o.phone = heard.phone AND o.id <> heard.id))
        THEN 'phone_shared' END${
          earlier
            ? sql`, CASE WHEN reason IS NULL AND ${hasReceived(sql.ref("heard.id"), earlier)} THEN 'already_received' END`
            : sql``
        }) AS reason
      FROM heard
    ), fresh AS (
      INSERT INTO recipients (source_id, contact_id, workspace_id, variant, is_control)
      SELECT ${source.id}, id, ${source.workspaceId}, ${variantSql(assignment)}, ${isControlSql(assignment)}
      FROM judged WHERE reason IS NULL ORDER BY id
      ON CONFLICT DO NOTHING
      RETURNING contact_id, variant, is_control
    ), suppressed AS (
      INSERT INTO suppressed_recipients (source_id, contact_id, workspace_id, reason, suppressed_at)
      SELECT ${source.id}::uuid, id, ${source.workspaceId}::uuid, reason, ${now}::timestamptz FROM judged
      WHERE reason IS NOT NULL ORDER BY id
      ON CONFLICT DO NOTHING
    ), queued AS (
      INSERT INTO outbox (workspace_id, number_id, source_id, contact_id, variant, is_control, variables, send_after, expires_at)
      SELECT ${source.workspaceId}::uuid, ${source.numberId}::uuid, ${source.id}::uuid, contact_id, variant, is_control,
        (SELECT policy -> 'variables' FROM sources WHERE id = ${source.id}), ${now}::timestamptz, ${expiresAt}::timestamptz
      FROM fresh ORDER BY contact_id
      RETURNING id
    ), counts AS (
      ${counted(sql`
        SELECT ${source.id}::uuid AS source_id, ${source.workspaceId}::uuid AS workspace_id, 0::smallint AS variant, stage, reason,
          ${now}::timestamptz AS at, n
        FROM (
          SELECT 'audience' AS stage, NULL AS reason, (SELECT count(*) FROM queued) AS n
          UNION ALL
          SELECT reached.stage, CASE reached.stage WHEN 'dropped' THEN reason END, count(*) FROM judged
          CROSS JOIN (VALUES ('audience'), ('decided'), ('dropped')) AS reached (stage)
          WHERE reason IS NOT NULL GROUP BY reached.stage, reason
        ) AS brought_in`)}
    )
    SELECT place AS last, count(*) OVER () AS matched, (SELECT count(*) FROM queued) AS queued FROM chunk ORDER BY place DESC LIMIT 1
  `.execute(tx)
  const [chunk] = rows
  if (chunk && chunk.queued > 0) wakeLane(source.numberId)
  return { matched: chunk?.matched ?? 0, last: chunk?.last ?? null }
}
