/** Rows leave the outbox and become history: the one place that writes how. */
import { type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { counted, failuresOfRetries, isCounted } from "../counts/counted.ts"
import { messageTeller, type Reached } from "../fates/tell-of-messages.ts"
import { learnOfRecipients } from "../reach/delivery-facts.ts"
import { claimedAs } from "./claim.ts"

/** A claimed row that is done. */
export interface Settled {
  id: string
  /** The claim that this is said under: of a row that has another one by now it says nothing. */
  claim: string
  contentId: string
  status: "accepted" | "dropped" | "failed"
  /** Drop reason or Meta's code. */
  reason: string | null
  detail: string | null
  wamid: string | null
  /** What was posted, where that may be kept. */
  payload?: string | undefined
  /** By which of Meta's ways it went; null: by Cloud API, or by none. */
  endpoint?: "marketing_messages" | null
  /** Meta's code for which it went another way than it was to. */
  otherWayFor?: number | null
  /** As Meta's answer names the person, where it says both and the contact did not have that user id as the message was claimed. */
  recipient?: { waId: string; bsuid: string } | undefined
}

/**
 * Moves claimed rows into history and counts them, in one statement. Rows that a status webhook settled meanwhile, or that
 * another lane has claimed, are left alone, so saying it twice changes nothing.
 * @param rooms who may want to hear what became of messages
 */
export async function settle(
  tx: Tx,
  settled: readonly Settled[],
  now: Date,
  rooms: readonly Room[] = [],
): Promise<void> {
  const outcome = rows("outcome", settled, {
    id: "uuid",
    claim: "uuid",
    contentId: "uuid",
    status: "message_status",
    reason: "text",
    detail: "text",
    wamid: "text",
    endpoint: "text",
    otherWayFor: "integer",
  })
  const { rows: left } = await sql<Left>`
    WITH outcome AS MATERIALIZED (SELECT * FROM ${outcome}), ${leave({
      which: claimedAs("outcome"),
      still: sql`claim = ANY(ARRAY(SELECT DISTINCT claim FROM outcome))`,
      as: sql`SELECT gone.*, outcome.content_id AS said, status, reason, detail, wamid, endpoint, other_way_for
        FROM gone JOIN outcome USING (id)`,
      now,
    })}, counts AS (${countedAsDecided})
    SELECT id, status FROM history WHERE status <> 'accepted'
  `.execute(tx)
  await keepOtherWays(tx, settled)
  await tellOf(tx, left, { now, rooms })
  const refused = settled.filter(({ status }) => status === "failed")
  await learnOfRecipients(
    tx,
    refused.map(({ id, reason }) => ({ id, code: Number(reason) })),
    now,
  )
}

/** A status that came before the outcome settled the message, and does not know that it went another way than it was to. */
async function keepOtherWays(tx: Tx, settled: readonly Settled[]): Promise<void> {
  const otherWays = settled.flatMap(({ id, wamid, otherWayFor = null }) =>
    wamid === null || otherWayFor === null ? [] : [{ id, wamid, otherWayFor }],
  )
  if (otherWays.length === 0) return
  const columns = { id: "uuid", wamid: "text", otherWayFor: "integer" } as const
  await sql`
    WITH history AS (
      UPDATE messages AS m SET other_way_for = way.other_way_for FROM ${rows("way", otherWays, columns)}
      WHERE m.id = way.id AND m.wamid = way.wamid AND m.other_way_for IS NULL
      RETURNING m.source_id, m.workspace_id, m.variant, m.other_way_for, m.decided_at, m.contact_id
    )
    ${counted(sql`
      SELECT source_id, workspace_id, variant, 'other_way' AS stage, other_way_for::text AS reason, decided_at AS at, 1 AS n
      FROM history WHERE ${isCounted}`)}`.execute(tx)
}

interface Left {
  id: string
  status: "dropped" | "failed"
}

async function tellOf(
  tx: Tx,
  left: readonly Left[],
  { now, rooms }: { now: Date; rooms: readonly Room[] },
): Promise<void> {
  if (left.length === 0) return
  const tell = await messageTeller(tx, rooms, now)
  await tell?.(left.map(({ id, status }): Reached => ({ id, kind: `message_${status}`, at: now })))
}

/** How it went is not known, or it did not go. */
export const noWay = sql`NULL::text AS endpoint, NULL::integer AS other_way_for`

/** Nothing of a row is on its way, as far as is known. */
export const waits = sql`(state = 'due' AND claim IS NULL)`
/** A row may have arrived. */
export const inDoubt = sql`state = 'in_doubt'`

/**
 * Moves rows out of the outbox, also where a lane has claimed them: canceled, expired, given up or merged away.
 * @param rows.which a query of the ids of the rows, in which they are not locked yet
 * @param rows.still what must be so of a row when its lock is there: a lane may have claimed it meanwhile
 * @param how.rooms who may want to hear of it
 * @returns how many left
 */
export async function settleWhere(
  tx: Tx,
  { which, still }: { which: RawBuilder<unknown>; still: RawBuilder<unknown> },
  {
    status,
    reason,
    now,
    rooms = [],
  }: { status: "dropped" | "failed"; reason: string; now: Date; rooms?: readonly Room[] },
): Promise<number> {
  const { rows: left } = await sql<Left>`
    WITH ${leave({
      which,
      still,
      as: sql`SELECT gone.*, content_id AS said, ${status}::message_status AS status, ${reason}::text AS reason, NULL::text AS detail, NULL::text AS wamid, ${noWay} FROM gone`,
      now,
    })}, counts AS (${countedAsDecided})
    SELECT id, status FROM history
  `.execute(tx)
  await tellOf(tx, left, { now, rooms })
  return left.length
}

/**
 * What takes rows out of the outbox and into history, as parts of a WITH. Rows are locked in the order of their ids, as
 * everywhere. A content that the row does not name is what the variant of its source says.
 * @param parts.which a query of ids
 * @param parts.still what must be so of a row when its lock is there; default: whatever it is by then
 * @param parts.as from `gone`, the rows of the outbox: with `said` (a content id or NULL), `status`, `reason`, `detail`, `wamid`,
 *   `endpoint`, `other_way_for`
 */
export const leave = ({
  which,
  still = sql`true`,
  as,
  now,
}: {
  which: RawBuilder<unknown>
  still?: RawBuilder<unknown>
  as: RawBuilder<unknown>
  now: Date
}) => sql`
    locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE id = ANY(ARRAY(${which})) AND ${still} ORDER BY id FOR UPDATE
    ), gone AS (
      DELETE FROM outbox WHERE id = ANY(ARRAY(SELECT id FROM locked)) RETURNING *
    ), history AS (
      INSERT INTO messages (id, workspace_id, number_id, source_id, contact_id, content_id, variant, variables, status, reason,
        error_detail, wamid, endpoint, other_way_for, refusals, unanswered, doubts, retry_of, decided_at, failed_at)
      SELECT id, l.workspace_id, number_id, l.source_id, contact_id, coalesce(said, l.content_id, v.content_id), l.variant, variables,
        status, reason, detail, wamid, endpoint, other_way_for, refusals, unanswered, doubts, retry_of, ${now}::timestamptz,
        CASE WHEN status = 'failed' THEN ${now}::timestamptz END
      FROM (${as}) AS l LEFT JOIN source_variants AS v ON v.source_id = l.source_id AND v.variant = l.variant
      RETURNING id, source_id, workspace_id, variant, status, reason, endpoint, other_way_for, decided_at, contact_id, retry_of
    )`

/** Each row of `history` that counts is decided, and has reached its status. What was to go once more, and does not, failed. */
export const countedAsDecided = counted(sql`
  SELECT source_id, workspace_id, variant, stage, stage_reason AS reason, decided_at AS at, 1 AS n
  FROM history CROSS JOIN LATERAL (VALUES
    ('decided', NULL), (status::text, CASE WHEN status <> 'accepted' THEN reason END),
    (CASE WHEN status = 'accepted' THEN endpoint END, NULL),
    (CASE WHEN status = 'accepted' AND other_way_for IS NOT NULL THEN 'other_way' END, other_way_for::text)
  ) AS reached (stage, stage_reason)
  WHERE stage IS NOT NULL AND ${isCounted}
  UNION ALL
  ${failuresOfRetries(sql`SELECT retry_of FROM history WHERE status = 'dropped' AND retry_of IS NOT NULL`, 1)}`)
