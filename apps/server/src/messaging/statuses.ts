import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { jsonText, sql, type Tx } from "../platform/database/index.ts"
import { detailOf } from "./outcome.ts"

/** All that a batch of webhooks says of one message, in one row. */
interface Progress {
  id: string
  wamid: string
  status: "sent" | "delivered" | "read" | "played" | "failed"
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  failed_at: Date | null
  reason: string | null
  detail: string | null
}

const rank = { sent: 0, delivered: 1, read: 2, played: 3, failed: 4 } as const
const isKnown = (status: string): status is keyof typeof rank => Object.hasOwn(rank, status)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of the message of ours that a status is about; undefined when other software sent it from the number. */
export const ourId = ({ opaque }: StatusEvent): string | undefined =>
  opaque !== undefined && uuid.test(opaque) ? opaque : undefined

/**
 * Folds status events into one row a message, whatever their order and however often they came. Events without an id of
 * ours (sent from the number by other software) and statuses unknown to this version are left out.
 */
function foldStatuses(events: readonly StatusEvent[]): Progress[] {
  const byMessage = new Map<string, Progress>()
  for (const event of events) {
    const id = ourId(event)
    if (id === undefined || !isKnown(event.status)) continue
    let progress = byMessage.get(id)
    if (!progress) {
      progress = {
        id,
        wamid: event.id,
        status: event.status,
        sent_at: null,
        delivered_at: null,
        read_at: null,
        failed_at: null,
        reason: null,
        detail: null,
      }
      byMessage.set(id, progress)
    }
    advance(progress, event.status, event)
  }
  return [...byMessage.values()]
}

/** Reading implies delivery, and delivery implies sending: Meta may leave out what was overtaken. */
function advance(progress: Progress, status: Progress["status"], event: StatusEvent): void {
  if (rank[status] > rank[progress.status]) progress.status = status
  const at = event.timestamp
  if (status === "failed") {
    const [error] = event.errors
    progress.failed_at ??= at
    progress.reason ??= error ? String(error.code) : "unknown"
    progress.detail ??= error ? detailOf(error.details ?? error.title) : null
    return
  }
  if (rank[status] >= rank.read) progress.read_at = earlier(progress.read_at, at)
  if (rank[status] >= rank.delivered) progress.delivered_at = earlier(progress.delivered_at, at)
  progress.sent_at = earlier(progress.sent_at, at)
}

const earlier = (known: Date | null, at: Date) => (known && known <= at ? known : at)

/**
 * Applies status webhooks: the later stage wins, each stage keeps its time, and what is seen twice changes nothing.
 * A message that is still in the outbox (its worker died, or its answer has not been written yet) is settled by them.
 * @returns how many events were about messages of ours
 */
export async function applyStatuses(tx: Tx, events: readonly StatusEvent[], now: Date): Promise<number> {
  const progress = foldStatuses(events)
  if (progress.length === 0) return 0
  await settleReported(tx, progress, now)
  await advanceMessages(tx, progress)
  return progress.length
}

/**
 * What Meta reports on it has: it leaves the outbox. Must be a statement before `advanceMessages`, which then sees
 * these rows as well as those that a lane moved while this statement waited for its locks.
 */
async function settleReported(tx: Tx, progress: readonly Progress[], now: Date): Promise<void> {
  await sql`
    WITH reported AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${jsonText(progress.map(({ id, wamid }) => ({ id, wamid })))}::json) AS reported (id uuid, wamid text)
    ), locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE id = ANY(ARRAY(SELECT id FROM reported)) ORDER BY id FOR UPDATE
    ), gone AS (
      DELETE FROM outbox USING locked WHERE outbox.id = locked.id RETURNING outbox.*
    ), history AS (
      INSERT INTO messages (id, workspace_id, number_id, contact_id, content_id, launch_id, variables, status, wamid,
        attempts, decided_at)
      SELECT gone.id, workspace_id, number_id, contact_id, content_id, launch_id, variables, 'accepted', wamid,
        greatest(attempts, 1), ${now}::timestamptz
      FROM gone JOIN reported USING (id)
      RETURNING launch_id, workspace_id
    )
    INSERT INTO launch_counts (launch_id, stage, reason, workspace_id, count)
    SELECT launch_id, stage, '', workspace_id, count(*)
    FROM history CROSS JOIN (VALUES ('accepted'), ('decided')) AS reached (stage)
    WHERE launch_id IS NOT NULL
    GROUP BY launch_id, stage, workspace_id
    ORDER BY launch_id, stage
    ON CONFLICT (launch_id, stage, reason) DO UPDATE SET count = launch_counts.count + excluded.count
  `.execute(tx)
}

/**
 * The first time a message reaches a stage it is counted; `old` and `new` tell the first time from any other.
 *
 * A message without a wamid is one that Meta had not taken as far as we knew: given up without an answer, or refused or
 * dropped at a later try. A status of it proves that an earlier post did arrive. So the status overrules what we thought,
 * whatever their order, and the counts are put right: one less for that reason, one more that was accepted.
 */
async function advanceMessages(tx: Tx, progress: readonly Progress[]): Promise<void> {
  await sql`
    WITH reported AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${jsonText(progress)}::json) AS reported (id uuid, wamid text, status message_status,
        sent_at timestamptz, delivered_at timestamptz, read_at timestamptz, failed_at timestamptz, reason text, detail text)
    ), moved AS (
      UPDATE messages AS m SET
        status = CASE WHEN m.wamid IS NULL THEN r.status ELSE greatest(m.status, r.status) END,
        wamid = coalesce(m.wamid, r.wamid),
        sent_at = coalesce(m.sent_at, r.sent_at),
        delivered_at = coalesce(m.delivered_at, r.delivered_at),
        read_at = coalesce(m.read_at, r.read_at),
        failed_at = CASE WHEN m.wamid IS NULL THEN r.failed_at ELSE coalesce(m.failed_at, r.failed_at) END,
        reason = CASE WHEN m.wamid IS NULL THEN r.reason ELSE coalesce(m.reason, r.reason) END,
        error_detail = CASE WHEN m.wamid IS NULL THEN r.detail ELSE coalesce(m.error_detail, r.detail) END
      FROM reported AS r
      WHERE m.id = r.id AND m.id = ANY(ARRAY(SELECT id FROM reported))
        AND (m.wamid IS NULL OR r.status > m.status OR (m.sent_at IS NULL AND r.sent_at IS NOT NULL)
          OR (m.delivered_at IS NULL AND r.delivered_at IS NOT NULL) OR (m.read_at IS NULL AND r.read_at IS NOT NULL))
      RETURNING m.launch_id, m.workspace_id, new.reason, old.wamid IS NULL AS overruled,
        old.status AS old_status, old.reason AS old_reason,
        old.sent_at IS NULL AND new.sent_at IS NOT NULL AS sent,
        old.delivered_at IS NULL AND new.delivered_at IS NOT NULL AS delivered,
        old.read_at IS NULL AND new.read_at IS NOT NULL AS read,
        (old.failed_at IS NULL OR old.wamid IS NULL) AND new.failed_at IS NOT NULL AS failed
    )
    INSERT INTO launch_counts (launch_id, stage, reason, workspace_id, count)
    SELECT launch_id, stage, stage_reason, workspace_id, sum(difference)
    FROM moved CROSS JOIN LATERAL (VALUES
      ('sent', '', 1, sent), ('delivered', '', 1, delivered), ('read', '', 1, read),
      ('failed', coalesce(reason, ''), 1, failed),
      ('accepted', '', 1, overruled), (old_status::text, coalesce(old_reason, ''), -1, overruled)
    ) AS reached (stage, stage_reason, difference, happened)
    WHERE happened AND launch_id IS NOT NULL
    GROUP BY launch_id, stage, stage_reason, workspace_id
    ORDER BY launch_id, stage, stage_reason
    ON CONFLICT (launch_id, stage, reason) DO UPDATE SET count = launch_counts.count + excluded.count
  `.execute(tx)
}
