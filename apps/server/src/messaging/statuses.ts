import { pricedText } from "@parley/whatsapp/pricing"
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { counted, failuresOfRetries, isCounted } from "./counts/counted.ts"
import { countryOf } from "./decide.ts"
import { messageTeller, type Reached } from "./fates/tell-of-messages.ts"
import { erasedWamid } from "./history/erase-messages.ts"
import { endArrivedRetries, type LateFailure, retryLate } from "./outbox/late-retry.ts"
import { countedAsDecided, leave, noWay } from "./outbox/settle.ts"
import { detailOf } from "./outcome.ts"
import { learnOfRecipients } from "./reach/delivery-facts.ts"

/** All that a batch of webhooks says of one post of a message, in one row. */
interface Progress {
  id: string
  wamid: string
  status: "sent" | "delivered" | "read" | "played" | "failed"
  sentAt: Date | null
  deliveredAt: Date | null
  readAt: Date | null
  failedAt: Date | null
  reason: string | null
  detail: string | null
  /** What Meta says of its price. */
  priced: string | null
}

const rank = { sent: 0, delivered: 1, read: 2, played: 3, failed: 4 } as const
const isKnown = (status: string): status is keyof typeof rank => Object.hasOwn(rank, status)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of the message of ours that a status is about; undefined when other software sent it from the number. */
export const ourId = ({ opaque }: StatusEvent): string | undefined =>
  opaque !== undefined && uuid.test(opaque) ? opaque : undefined

/**
 * Folds status events into one row a post, whatever their order and however often they came. Events without an id of
 * ours (sent from the number by other software) and statuses unknown to this version are left out.
 * @returns the posts in rounds, in each of which a message has one: a second post of a message is rare, a third more so
 */
function foldStatuses(events: readonly StatusEvent[]): Progress[][] {
  const byMessage = new Map<string, Map<string, Progress>>()
  for (const event of events) {
    const id = ourId(event)
    if (id === undefined || !isKnown(event.status)) continue
    const posts = byMessage.get(id) ?? new Map<string, Progress>()
    byMessage.set(id, posts)
    let progress = posts.get(event.id)
    if (!progress) {
      progress = {
        id,
        wamid: event.id,
        status: event.status,
        sentAt: null,
        deliveredAt: null,
        readAt: null,
        failedAt: null,
        reason: null,
        detail: null,
        priced: null,
      }
      posts.set(event.id, progress)
    }
    advance(progress, event.status, event)
  }
  const rounds: Progress[][] = []
  for (const posts of byMessage.values())
    for (const [round, progress] of [...posts.values()].entries()) {
      const others = rounds[round] ?? []
      others.push(progress)
      rounds[round] = others
    }
  return rounds
}

/** Reading implies delivery, and delivery implies sending: Meta may leave out what was overtaken. */
function advance(progress: Progress, status: Progress["status"], event: StatusEvent): void {
  if (rank[status] > rank[progress.status]) progress.status = status
  const at = event.timestamp
  if (status === "failed") {
    const [error] = event.errors
    progress.failedAt ??= at
    progress.reason ??= error ? String(error.code) : "unknown"
    progress.detail ??= error ? detailOf(error.details ?? error.title) : null
    return
  }
  if (rank[status] >= rank.read) progress.readAt = earlier(progress.readAt, at)
  if (rank[status] >= rank.delivered) {
    progress.deliveredAt = earlier(progress.deliveredAt, at)
    // Not of what is merely sent: it is counted with the delivery, and telling the country costs several µs.
    if (event.pricing) progress.priced ??= pricedText(event.pricing, countryIn(event))
  }
  progress.sentAt = earlier(progress.sentAt, at)
}

const countryIn = ({ recipientWaId, recipientBsuid }: StatusEvent) =>
  countryOf({
    phone: recipientWaId === undefined ? null : `+${recipientWaId}`,
    bsuid: recipientBsuid ?? null,
  })

const earlier = (known: Date | null, at: Date) => (known && known <= at ? known : at)

/**
 * Applies status webhooks: the later stage wins, each stage keeps its time, and what is seen twice changes nothing.
 * A message that is still in the outbox (its worker died, or its answer has not been written yet) is settled by them.
 * What failed just now for a reason that passes is queued once more.
 * @param rooms who may want to hear what became of messages
 * @returns of how many messages of ours they tell
 */
export async function applyStatuses(
  tx: Tx,
  events: readonly StatusEvent[],
  now: Date,
  rooms: readonly Room[] = [],
): Promise<number> {
  const rounds = foldStatuses(events)
  const [messages] = rounds
  if (messages === undefined) return 0
  await settleReported(tx, messages, now)
  const failures: LateFailure[] = []
  const arrived: string[] = []
  const tell = await messageTeller(tx, rooms, now)
  for (const round of rounds) {
    const moved = await advanceMessages(tx, round, { now, isTold: tell !== undefined })
    failures.push(...moved.failures)
    arrived.push(...moved.arrived)
    await tell?.(moved.reached)
  }
  await endArrivedRetries(tx, arrived, now)
  await learnOfRecipients(tx, failures, now)
  await retryLate(tx, failures, now)
  return messages.length
}

/**
 * What Meta reports on it has: it leaves the outbox. Must be a statement before `advanceMessages`, which then sees
 * these rows as well as those that a lane moved while this statement waited for its locks.
 */
async function settleReported(tx: Tx, progress: readonly Progress[], now: Date): Promise<void> {
  const reported = rows("reported", progress, { id: "uuid", wamid: "text" })
  await sql`
    WITH reported AS MATERIALIZED (SELECT * FROM ${reported}), ${leave({
      which: sql`SELECT id FROM reported`,
      as: sql`SELECT gone.*, content_id AS said, 'accepted'::message_status AS status, NULL::text AS reason, NULL::text AS detail, wamid, ${noWay}
        FROM gone JOIN reported USING (id)`,
      now,
    })}
    ${countedAsDecided}
  `.execute(tx)
}

/**
 * The first time a message reaches a stage it is counted; `old` and `new` tell the first time from any other.
 *
 * A message without a wamid is one that Meta had not taken as far as we knew: given up without an answer, or refused or
 * dropped at a later try. A status of it proves that an earlier post did arrive. So the status overrules what we thought,
 * whatever their order, and the counts are put right: one less for that reason, one more that was accepted.
 *
 * A message that was posted twice may have arrived twice, under two wamids: both are kept, and the failure of one does not
 * overrule what is known of the other. When the one that was known failed and the other is delivered, the message arrived:
 * its failure is taken back.
 * @param progress one post of a message at most
 * @param isTold whether anybody wants to hear which stages were reached
 * @returns what failed just now, the ids of what had failed and has arrived after all, and the stages that were reached
 */
async function advanceMessages(
  tx: Tx,
  progress: readonly Progress[],
  { now, isTold }: { now: Date; isTold: boolean },
): Promise<{ failures: LateFailure[]; arrived: string[]; reached: Reached[] }> {
  const reported = rows("reported", progress, {
    id: "uuid",
    wamid: "text",
    status: "message_status",
    sentAt: "timestamptz",
    deliveredAt: "timestamptz",
    readAt: "timestamptz",
    failedAt: "timestamptz",
    reason: "text",
    detail: "text",
    priced: "text",
  })
  const { rows: moved } = await sql<Moved>`
    WITH reported AS MATERIALIZED (SELECT * FROM ${reported}), moved AS (
      UPDATE messages AS m SET
        status = CASE WHEN m.wamid IS NULL OR ${otherArrived} THEN r.status
          WHEN ${isOfOther} AND r.status = 'failed' THEN m.status ELSE greatest(m.status, r.status) END,
        wamid = CASE WHEN ${otherArrived} THEN r.wamid ELSE coalesce(m.wamid, r.wamid) END,
        other_wamids = CASE WHEN ${otherArrived} THEN array_remove(m.other_wamids, r.wamid) || m.wamid
          WHEN ${isOfOther} AND r.wamid <> ALL(coalesce(m.other_wamids, '{}')) THEN m.other_wamids || r.wamid
          ELSE m.other_wamids END,
        -- Of what its status alone settled nobody else knows the way.
        endpoint = coalesce(m.endpoint, CASE WHEN r.priced LIKE '% marketing_lite%' THEN 'marketing_messages' END),
        sent_at = coalesce(m.sent_at, r.sent_at),
        delivered_at = coalesce(m.delivered_at, r.delivered_at),
        read_at = coalesce(m.read_at, r.read_at),
        failed_at = CASE WHEN m.wamid IS NULL OR ${otherArrived} THEN r.failed_at WHEN ${isOfOther} THEN m.failed_at
          ELSE coalesce(m.failed_at, r.failed_at) END,
        reason = CASE WHEN m.wamid IS NULL OR ${otherArrived} THEN r.reason WHEN ${isOfOther} THEN m.reason
          ELSE coalesce(m.reason, r.reason) END,
        error_detail = CASE WHEN m.wamid IS NULL OR ${otherArrived} THEN r.detail WHEN ${isOfOther} THEN m.error_detail
          ELSE coalesce(m.error_detail, r.detail) END
      FROM reported AS r
      WHERE m.id = r.id AND m.id = ANY(ARRAY(SELECT id FROM reported)) AND m.wamid IS DISTINCT FROM ${erasedWamid}
        AND (m.wamid IS NULL OR ${otherArrived} OR r.status > m.status OR (m.sent_at IS NULL AND r.sent_at IS NOT NULL)
          OR (m.delivered_at IS NULL AND r.delivered_at IS NOT NULL) OR (m.read_at IS NULL AND r.read_at IS NOT NULL)
          OR (${isOfOther} AND r.wamid <> ALL(coalesce(m.other_wamids, '{}'))))
      RETURNING m.id, new.status, m.number_id, m.source_id, m.workspace_id, m.variant, new.reason, old.wamid IS NULL AS overruled,
        old.status AS old_status, old.reason AS old_reason, old.decided_at,
        CASE WHEN old.wamid IS NOT NULL AND old.status = 'failed' AND new.status <> 'failed' THEN old.failed_at END AS taken_back_at,
        m.contact_id, m.retry_of, r.priced, CASE WHEN old.endpoint IS NULL THEN new.endpoint END AS endpoint,
        CASE WHEN old.sent_at IS NULL THEN new.sent_at END AS sent_at,
        CASE WHEN old.delivered_at IS NULL THEN new.delivered_at END AS delivered_at,
        CASE WHEN old.read_at IS NULL THEN new.read_at END AS read_at,
        CASE WHEN old.failed_at IS NULL OR old.wamid IS NULL THEN new.failed_at END AS failed_at
    ), proof AS (
      INSERT INTO status_proofs AS known (number_id, workspace_id, posted_at, applied_at)
      SELECT number_id, workspace_id, max(decided_at), ${now}::timestamptz FROM moved
      WHERE EXISTS (SELECT FROM outbox WHERE outbox.number_id = moved.number_id AND state = 'in_doubt')
      GROUP BY number_id, workspace_id
      ON CONFLICT (number_id) DO UPDATE SET posted_at = excluded.posted_at, applied_at = excluded.applied_at
        WHERE excluded.posted_at >= known.posted_at
    ), counts AS (${counted(sql`
      SELECT source_id, workspace_id, variant, stage, stage_reason AS reason, at, n
      FROM moved CROSS JOIN LATERAL (VALUES
        ('sent', NULL, 1, sent_at), ('delivered', NULL, 1, delivered_at), ('read', NULL, 1, read_at),
        ('failed', reason, 1, failed_at),
        -- Meta charges what it delivers, and says the price with each status.
        ('priced', priced, 1, CASE WHEN priced IS NOT NULL THEN delivered_at END),
        (endpoint, NULL, 1, CASE WHEN endpoint IS NOT NULL THEN decided_at END),
        ('accepted', NULL, 1, CASE WHEN overruled THEN decided_at END),
        (old_status::text, old_reason, -1, CASE WHEN overruled THEN decided_at END),
        (CASE WHEN taken_back_at IS NOT NULL AND ${wasRetried} THEN 'retried' ELSE 'failed' END, old_reason, -1, taken_back_at)
      ) AS reached (stage, stage_reason, n, at)
      WHERE at IS NOT NULL AND ${isCounted}
      UNION ALL
      ${failuresOfRetries(sql`SELECT retry_of FROM moved WHERE overruled AND old_status = 'dropped' AND retry_of IS NOT NULL`, -1)}`)})
    SELECT id, reason, taken_back_at IS NOT NULL AS arrived, failed_at IS NOT NULL AND status = 'failed' AS failed,
      sent_at AS "sentAt", delivered_at AS "deliveredAt", read_at AS "readAt", failed_at AS "failedAt"
    FROM moved WHERE ${isTold} OR (failed_at IS NOT NULL AND status = 'failed') OR taken_back_at IS NOT NULL
  `.execute(tx)
  return {
    failures: moved.flatMap(({ id, reason, arrived, failed }) =>
      failed && !arrived ? [{ id, code: Number(reason) }] : [],
    ),
    arrived: moved.flatMap(({ id, arrived }) => (arrived ? [id] : [])),
    reached: isTold ? moved.flatMap(stagesOf) : [],
  }
}

/** What a batch added to a message: the times are of stages that it reached just now. */
interface Moved extends Pick<Progress, "id" | "reason" | "sentAt" | "deliveredAt" | "readAt" | "failedAt"> {
  arrived: boolean
  failed: boolean
}

const stages = [
  ["sentAt", "message_sent"],
  ["deliveredAt", "message_delivered"],
  ["readAt", "message_read"],
  ["failedAt", "message_failed"],
] as const

const stagesOf = (moved: Moved): Reached[] =>
  stages.flatMap(([when, kind]) => {
    const at = moved[when]
    return at === null || (kind === "message_failed" && !moved.failed) ? [] : [{ id: moved.id, kind, at }]
  })

/** The status is of another post of the message than the one that is known. */
const isOfOther = sql`m.wamid <> r.wamid`
/** The post that is known failed, and this other one came to the person. Its being sent would not say so: it may have failed. */
const otherArrived = sql`(${isOfOther} AND m.status = 'failed' AND r.status <> 'failed' AND r.delivered_at IS NOT NULL)`
/** The failure of a message of `moved` is counted as retried by now. */
const wasRetried = sql`(
  EXISTS (SELECT FROM outbox AS o WHERE o.contact_id = moved.contact_id AND o.retry_of = moved.id)
  OR EXISTS (SELECT FROM messages AS again
    WHERE again.contact_id = moved.contact_id AND again.retry_of = moved.id AND again.status <> 'dropped'))`
