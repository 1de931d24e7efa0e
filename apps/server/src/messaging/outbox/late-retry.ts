/**
 * Messages that Meta took, and that failed later for a reason that passes: the same message goes once more, in a wave of its
 * source whose results add up there, until its time is over. Never codes to sign in with, nor tests.
 */
import { explainError, lateRetryMs } from "@parley/whatsapp/errors"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { counted } from "../counts/counted.ts"
import { classes, lifetimeMs } from "../sources/sources.ts"
import { settleWhere, waits } from "./settle.ts"

/** A message of ours that failed just now, in a status. */
export interface LateFailure {
  id: string
  code: number
}

/** Queues those that may go again. @returns how many */
export async function retryLate(tx: Tx, failures: readonly LateFailure[], now: Date): Promise<number> {
  const passing = failures.flatMap(({ id, code }) => {
    const waitMs = lateRetryMs(explainError(code))
    return waitMs === null ? [] : [{ id, sendAfter: new Date(now.getTime() + waitMs) }]
  })
  if (passing.length === 0) return 0
  const told = rows("f", passing, { id: "uuid", sendAfter: "timestamptz" })
  // Who pauses or cancels a launch at this moment has done so before its wave is made, or then finds the wave. Who
  // brings people in or ends it waits for nothing here.
  await sql`
    SELECT FROM sources WHERE kind = 'launch'
      AND id = ANY(ARRAY(SELECT m.source_id FROM ${told} JOIN messages AS m ON m.id = f.id))
    ORDER BY id FOR KEY SHARE`.execute(tx)
  const failed = sql`
    SELECT m.*, f.send_after, s.kind, s.class,
      coalesce(s.expires_at, uuid_extract_timestamp(m.id) + CASE s.class WHEN ${classes.marketing}
        THEN ${`${lifetimeMs.marketing} ms`}::interval ELSE ${`${lifetimeMs.utility} ms`}::interval END) AS ends_at
    FROM ${told} JOIN messages AS m ON m.id = f.id
    JOIN sources AS s ON s.id = m.source_id
    WHERE m.status = 'failed' AND s.state <> 'canceled' AND s.kind <> 'test' AND s.class <> ${classes.authentication}`
  // A launch's wave ends with it: until then more may come.
  await sql`
    INSERT INTO sources (workspace_id, number_id, kind, parent_id, is_late_retry, class, weight, policy, state, expires_at, filled_at, created_at)
    SELECT DISTINCT ON (s.id) s.workspace_id, s.number_id, s.kind, s.id, true, s.class, s.weight, s.policy, s.state, s.expires_at, s.expires_at, ${now}::timestamptz
    FROM (${failed}) AS failed JOIN sources AS s ON s.id = failed.source_id
    WHERE failed.kind = 'launch' AND failed.send_after < failed.ends_at
    ON CONFLICT DO NOTHING`.execute(tx)
  const { rows: queued } = await sql<{ count: number }>`
    WITH failed AS MATERIALIZED (
      SELECT failed.*, coalesce(wave.id, failed.source_id) AS wave_id FROM (${failed}) AS failed
      LEFT JOIN sources AS wave ON wave.parent_id = failed.source_id AND wave.is_late_retry
      WHERE failed.send_after < failed.ends_at
    ), variants AS (
      INSERT INTO source_variants (source_id, variant, workspace_id, content_id)
      SELECT DISTINCT failed.wave_id, v.variant, v.workspace_id, v.content_id
      FROM failed JOIN source_variants AS v ON v.source_id = failed.source_id
      ON CONFLICT DO NOTHING
    ), people AS (
      INSERT INTO recipients (source_id, contact_id, workspace_id, variant)
      SELECT wave_id, contact_id, workspace_id, variant FROM failed WHERE kind = 'launch'
      ON CONFLICT DO NOTHING
      RETURNING source_id, contact_id
    ), queued AS (
      INSERT INTO outbox (workspace_id, number_id, source_id, contact_id, content_id, variant, variables, send_after, expires_at, retry_of)
      SELECT workspace_id, number_id, wave_id, contact_id, content_id, variant, variables, send_after, ends_at, id
      FROM failed WHERE kind <> 'launch' OR EXISTS (
        SELECT FROM people WHERE people.source_id = wave_id AND people.contact_id = failed.contact_id)
      RETURNING source_id, workspace_id, variant, retry_of
    ), counts AS (${counted(sql`
      SELECT queued.source_id, queued.workspace_id, queued.variant, 'audience' AS stage, NULL AS reason, ${now}::timestamptz AS at, 1 AS n
      FROM queued
      UNION ALL
      SELECT failed.source_id, failed.workspace_id, failed.variant, stage, reached.reason, failed.failed_at, n
      FROM queued JOIN failed ON failed.id = queued.retry_of
      CROSS JOIN LATERAL (VALUES ('failed', failed.reason, -1), ('retried', failed.reason, 1)) AS reached (stage, reason, n)`)})
    SELECT count(*) FROM queued
  `.execute(tx)
  return queued[0]?.count ?? 0
}

/** Takes out the retries to people who have answered: whatever they were to be told again, they are in touch. */
export async function endAnsweredRetries(
  tx: Tx,
  answers: readonly { numberId: string; contactId: string }[],
  now: Date,
): Promise<void> {
  if (answers.length === 0) return
  const which = sql`
    SELECT o.id FROM ${rows("answer", answers, { numberId: "uuid", contactId: "uuid" })}
    JOIN outbox AS o ON o.contact_id = answer.contact_id AND o.number_id = answer.number_id
    WHERE o.retry_of IS NOT NULL AND o.state = 'due' AND o.claim IS NULL`
  await settleWhere(tx, { which, still: waits }, { status: "dropped", reason: "answered", now })
}

/** Takes out the retries of messages that had failed and have arrived after all, as another post of them. */
export async function endArrivedRetries(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  const which = sql`
    WITH RECURSIVE failed AS (
      SELECT id, contact_id FROM messages WHERE id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT again.id, again.contact_id FROM failed
      JOIN messages AS again ON again.contact_id = failed.contact_id AND again.retry_of = failed.id
    )
    SELECT o.id FROM failed JOIN outbox AS o ON o.contact_id = failed.contact_id AND o.retry_of = failed.id`
  await settleWhere(tx, { which, still: waits }, { status: "dropped", reason: "arrived", now })
}
