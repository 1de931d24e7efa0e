/** The statements that move messages through the outbox. Each is for a whole batch; each can be pasted into psql. */
import { type ContactTexts, contactFields, eachContactField } from "@parley/model"
import { jsonText, sql, type Tx, wakeAfterCommit } from "../platform/database/index.ts"

export const outboxChannel = "parley_outbox"

/** Lower goes first: an answer to someone who waits overtakes a campaign. */
export const priorities = { reply: 0, single: 5, campaign: 10 } as const

/** A claimed row with all that its fate and its text depend on, as of now. */
export interface ClaimedRow {
  id: string
  contact_id: string
  content_id: string
  launch_id: string | null
  variables: unknown
  refusals: number
  unanswered: number
  /** null: the contact was deleted. */
  contact: (ContactTexts & { bsuid: string | null; attributes: unknown }) | null
  subscription: "subscribed" | "unsubscribed" | "group_archived" | null
  last_inbound_at: Date | null
}

type FlatRow = Omit<ClaimedRow, "contact"> & NonNullable<ClaimedRow["contact"]> & { contact_exists: boolean }

/** What a message may need of its contact, `k`. */
const ofContact = sql.join([...contactFields, "bsuid", "attributes"].map((name) => sql.ref(`k.${name}`)))

/**
 * Marks up to `limit` due rows of a number as claimed and returns them with their contacts as they are now. Only the
 * holder of the number's lane calls it, so SKIP LOCKED merely steps over rows that a status webhook settles right now.
 */
export async function claimDue(tx: Tx, numberId: string, now: Date, limit: number): Promise<ClaimedRow[]> {
  const { rows } = await sql<FlatRow>`
    WITH due AS MATERIALIZED (
      SELECT id FROM outbox
      WHERE number_id = ${numberId} AND state <> 'claimed' AND send_after <= ${now}
      ORDER BY priority, send_after, id
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE outbox SET state = 'claimed' FROM due WHERE outbox.id = due.id
      RETURNING outbox.id, outbox.contact_id, outbox.content_id, outbox.launch_id, outbox.variables, outbox.refusals,
        outbox.unanswered, outbox.priority, outbox.send_after, outbox.number_id
    )
    SELECT c.id, c.contact_id, c.content_id, c.launch_id, c.variables, c.refusals, c.unanswered,
      k.id IS NOT NULL AS contact_exists, ${ofContact},
      CASE WHEN g.archived_at IS NULL THEN s.state ELSE 'group_archived' END AS subscription,
      v.last_inbound_at
    FROM claimed AS c
    LEFT JOIN contacts AS k ON k.id = c.contact_id
    LEFT JOIN subscription_groups AS g ON g.number_id = c.number_id
    LEFT JOIN subscriptions AS s ON s.subscription_group_id = g.id AND s.contact_id = c.contact_id
    LEFT JOIN conversations AS v ON v.number_id = c.number_id AND v.contact_id = c.contact_id
    ORDER BY c.priority, c.send_after, c.id
  `.execute(tx)
  return rows.map(nestContact)
}

function nestContact({ contact_exists, bsuid, attributes, ...row }: FlatRow): ClaimedRow {
  const contact = { ...eachContactField((field) => row[field]), bsuid, attributes }
  return { ...row, contact: contact_exists ? contact : null }
}

/**
 * What a lane's former holder had claimed when it died may or may not have reached Meta: it waits for a status
 * webhook until `until` and goes again only then.
 */
export async function doubtClaimed(tx: Tx, numberId: string, until: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE outbox SET state = 'in_doubt', send_after = ${until}, attempts = attempts + 1
    WHERE number_id = ${numberId} AND state = 'claimed'
  `.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** A row that is done: it leaves the outbox and becomes history. */
export interface Settled {
  id: string
  status: "accepted" | "dropped" | "failed"
  /** Drop reason or Meta's code. */
  reason: string | null
  detail: string | null
  wamid: string | null
  /** 1 when it was posted just now. */
  posts: 0 | 1
}

/**
 * Moves rows from the outbox into history and counts them, in one statement. A row that a status webhook settled
 * meanwhile is not there any more, and so is not touched. Rows are locked in the order of their ids, as everywhere.
 */
export async function settle(tx: Tx, settled: readonly Settled[], now: Date): Promise<void> {
  await sql`
    WITH outcome AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${jsonText(settled)}::json)
        AS outcome (id uuid, status message_status, reason text, detail text, wamid text, posts smallint)
    ), locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE id = ANY(ARRAY(SELECT id FROM outcome)) ORDER BY id FOR UPDATE
    ), gone AS (
      DELETE FROM outbox USING locked WHERE outbox.id = locked.id RETURNING outbox.*
    ), history AS (
      INSERT INTO messages (id, workspace_id, number_id, contact_id, content_id, launch_id, variables, status, reason,
        error_detail, wamid, attempts, decided_at, failed_at)
      SELECT gone.id, workspace_id, number_id, contact_id, content_id, launch_id, variables, status, reason, detail, wamid,
        attempts + posts, ${now}::timestamptz, CASE WHEN status = 'failed' THEN ${now}::timestamptz END
      FROM gone JOIN outcome USING (id)
      RETURNING launch_id, workspace_id, status, reason
    )
    INSERT INTO launch_counts (launch_id, stage, reason, workspace_id, count)
    SELECT launch_id, stage, stage_reason, workspace_id, count(*)
    FROM history CROSS JOIN LATERAL (VALUES
      ('decided', ''), (status::text, CASE WHEN status = 'accepted' THEN '' ELSE coalesce(reason, '') END)
    ) AS reached (stage, stage_reason)
    WHERE launch_id IS NOT NULL
    GROUP BY launch_id, stage, stage_reason, workspace_id
    ORDER BY launch_id, stage, stage_reason
    ON CONFLICT (launch_id, stage, reason) DO UPDATE SET count = launch_counts.count + excluded.count
  `.execute(tx)
}

/** A row that goes again later. */
export interface Postponed {
  id: string
  state: "due" | "in_doubt"
  at: Date
  code: number | null
  /** What the post that it comes back from counts as; null when it counts for nothing. */
  counts: "refusal" | "unanswered" | null
}

export async function postpone(tx: Tx, postponed: readonly Postponed[]): Promise<void> {
  await sql`
    WITH later AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${jsonText(postponed)}::json)
        AS later (id uuid, state text, at timestamptz, code integer, counts text)
    ), locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE id = ANY(ARRAY(SELECT id FROM later)) ORDER BY id FOR UPDATE
    )
    UPDATE outbox SET state = later.state, send_after = later.at, last_error = coalesce(later.code, last_error),
      attempts = attempts + (counts IS NOT NULL)::int,
      refusals = refusals + (counts IS NOT DISTINCT FROM 'refusal')::int,
      unanswered = unanswered + (counts IS NOT DISTINCT FROM 'unanswered')::int
    FROM locked JOIN later USING (id)
    WHERE outbox.id = locked.id
  `.execute(tx)
}

/** One message to one contact. */
export interface SingleMessage {
  workspaceId: string
  numberId: string
  contactId: string
  contentId: string
  variables?: Record<string, unknown>
  priority: number
  sendAfter: Date
}

/** Puts one message into the outbox and wakes its lane. @returns the message's id */
export async function enqueue(tx: Tx, message: SingleMessage): Promise<string> {
  const { id } = await tx
    .insertInto("outbox")
    .values({
      workspace_id: message.workspaceId,
      number_id: message.numberId,
      contact_id: message.contactId,
      content_id: message.contentId,
      variables: message.variables ? jsonText(message.variables) : null,
      priority: message.priority,
      send_after: message.sendAfter,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  wakeLane(message.numberId)
  return id
}

/** Tells the holder of the number's lane that there is work, once the transaction at work commits. */
export function wakeLane(numberId: string): void {
  wakeAfterCommit(outboxChannel, numberId)
}
