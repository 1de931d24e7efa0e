/**
 * Messages of which it is not known whether Meta has them: their post got no answer, or their worker died. A status settles
 * them. They are posted again only where it is sure that a status would have come, and otherwise a person decides.
 */
import { type Database, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { presentContent, waitingOf } from "./claim.ts"
import { wakeLane } from "./enqueue.ts"
import { silenceSeconds } from "./outages.ts"
import { inDoubt, settleWhere } from "./settle.ts"

/** After so many posts that may have reached the person, or claims of a dead worker, only a person sends it once more. */
export const mostDoubts = 3

/**
 * Puts in doubt what was claimed by lanes that are not there any more: their worker died, or stood still and lost its lease.
 * @param own the claims of the lane that holds the number now
 * @returns how many
 */
export async function doubtClaims(tx: Tx, numberId: string, own: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE ${waitingOf(numberId)} AND claim IS NOT NULL AND claim <> ALL(${own}::uuid[])
      ORDER BY id FOR UPDATE
    )
    UPDATE outbox SET state = 'in_doubt', posted_at = uuid_extract_timestamp(claim), told_at = NULL, claim = NULL,
      doubts = doubts + 1, wait_reason = 'in_doubt'
    FROM locked WHERE outbox.id = locked.id
  `.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** How long after a post its status is waited for before anything else. In milliseconds. */
const postMs = 30_000
/** While Meta tells nothing for so long, at least, webhooks may not have come through. In milliseconds. */
const shortestSilenceMs = 2 * 60_000

/**
 * Lets messages in doubt go again of which it is sure that they did not arrive: a status of a later post of the number has been
 * applied, and that after twice the length of every time since in which webhooks could not be taken, as Meta repeats what it
 * could not tell at growing intervals. A post that Meta had taken would have been told by then. While webhooks are not taken,
 * as far as is known, nothing is sure: how long that lasts is not known before its end. Where nothing was told of a later post for
 * a while, and this side knows no reason, they may not have come through: twice that while must have passed.
 * @returns the numbers that have something to send again
 */
export async function sendUndoubted(
  db: Database,
  { now, graceMs }: { now: Date; graceMs: number },
): Promise<string[]> {
  return db.system(async (tx) => {
    await keepFirstTold(tx)
    const silenceMs = Math.max(shortestSilenceMs, graceMs / 2)
    const { rows } = await sql<{ number_id: string }>`
      WITH sure AS MATERIALIZED (
        SELECT o.id FROM outbox AS o JOIN status_proofs AS proof ON proof.number_id = o.number_id
        WHERE o.state = 'in_doubt' AND o.unanswered + o.doubts < ${mostDoubts}
          AND o.posted_at <= ${new Date(now.getTime() - graceMs)}
          AND o.told_at IS NOT NULL
          AND EXISTS (SELECT FROM intake_presence
            WHERE seen_at >= ${now}::timestamptz - make_interval(secs => ${silenceSeconds}))
          AND NOT EXISTS (
            SELECT FROM intake_outages AS outage
            WHERE outage.until > o.posted_at AND proof.applied_at < outage.until + (outage.until - outage.since))
          AND (proof.applied_at >= o.told_at + (o.told_at - o.posted_at)
            OR o.told_at <= make_interval(secs => ${silenceMs / 1000}) + greatest(o.posted_at,
              (SELECT max(until) FROM intake_outages AS outage WHERE outage.until <= o.told_at)))
        ORDER BY o.id LIMIT 5000 FOR UPDATE OF o SKIP LOCKED
      ), again AS (
        UPDATE outbox SET state = 'due', send_after = ${now}, posted_at = NULL, content_id = ${presentContent}
        FROM sure WHERE outbox.id = sure.id
        RETURNING number_id
      )
      SELECT DISTINCT number_id FROM again
    `.execute(tx)
    for (const { number_id } of rows) wakeLane(number_id)
    return rows.map(({ number_id }) => number_id)
  })
}

/** Of each message in doubt, when a status of a later post was applied first: what was told before that would be told by now. */
async function keepFirstTold(tx: Tx): Promise<void> {
  await sql`
    WITH told AS MATERIALIZED (
      SELECT o.id, proof.applied_at FROM outbox AS o JOIN status_proofs AS proof ON proof.number_id = o.number_id
      WHERE o.state = 'in_doubt' AND o.told_at IS NULL
        AND proof.posted_at > o.posted_at + make_interval(secs => ${postMs / 1000})
      ORDER BY o.id LIMIT 5000 FOR UPDATE OF o SKIP LOCKED
    )
    UPDATE outbox SET told_at = told.applied_at FROM told WHERE outbox.id = told.id
  `.execute(tx)
}

/** Which messages in doubt are meant. */
export interface DoubtsOf {
  messageIds?: readonly string[] | undefined
  sourceId?: string | undefined
  numberId?: string | undefined
}

/**
 * What a person decides about messages in doubt whose grace period is over: `send_again` may reach somebody twice; `leave` ends
 * them as failed, until a status says otherwise. One that a backup brought back before its time goes again at that.
 * @returns how many were decided
 */
export async function decideDoubts(
  tx: Tx,
  of: DoubtsOf,
  {
    decision,
    now,
    graceMs,
    rooms = [],
  }: { decision: "send_again" | "leave"; now: Date; graceMs: number; rooms?: readonly Room[] },
): Promise<number> {
  const which = sql`
    SELECT id FROM outbox WHERE state = 'in_doubt' AND posted_at <= ${new Date(now.getTime() - graceMs)}
      AND ${of.messageIds ? sql`id = ANY(${of.messageIds}::uuid[])` : sql`true`}
      AND ${of.sourceId ? sql`source_id = ${of.sourceId}` : sql`true`}
      AND ${of.numberId ? sql`number_id = ${of.numberId}` : sql`true`}`
  if (decision === "leave")
    return settleWhere(tx, { which, still: inDoubt }, { status: "failed", reason: "no_answer", now, rooms })
  const { rows } = await sql<{ number_id: string }>`
    WITH locked AS MATERIALIZED (${which} ORDER BY id FOR UPDATE)
    UPDATE outbox SET state = 'due', send_after = greatest(send_after, ${now}::timestamptz), posted_at = NULL, unanswered = 0, doubts = 0,
      content_id = ${presentContent}
    FROM locked WHERE outbox.id = locked.id
    RETURNING number_id
  `.execute(tx)
  for (const numberId of new Set(rows.map(({ number_id }) => number_id))) wakeLane(numberId)
  return rows.length
}

/** Messages in doubt of a source. */
export interface DoubtCount {
  count: number
  /** When the grace period of the last of them is over: from then on a person decides about what is left. */
  until: Date | null
}

export async function countDoubts(
  tx: Tx,
  source: { id: string; numberId: string },
  graceMs: number,
): Promise<DoubtCount> {
  const { rows } = await sql<{ count: number; last: Date | null }>`
    SELECT count(*), max(posted_at) AS last FROM outbox
    WHERE number_id = ${source.numberId} AND state = 'in_doubt' AND source_id = ${source.id}
  `.execute(tx)
  const { count = 0, last = null } = rows[0] ?? {}
  return { count, until: last && new Date(last.getTime() + graceMs) }
}
