/** What is kept under idempotency keys. Each function is one step of a request's life; see the states in the migration. */
import { type RawBuilder, sql, type Tx } from "../database/index.ts"

/** How long a key keeps its answer, by the platform's clock. */
const keptMs = 24 * 60 * 60_000

/** A request under a key. The same key of another workspace or another actor is another key. */
export interface KeyedRequest {
  /** Undefined: asked by a member outside every workspace, or by the operator. */
  workspaceId: string | undefined
  /** `member:<id>`, `api_key:<id>` or `operator` */
  actor: string
  key: string
  /** SHA-256 of all that makes it this request and no other. */
  request: Buffer
}

/** An answer as it is kept. */
export interface SealedAnswer {
  status: number
  sealed: Buffer
  /** The `id` in the answer. */
  subjectId: string | null
}

/** What is known about a key. */
export type Standing =
  /** Nothing that would still count: `attempt` has it now, and carries the request out. */
  | { kind: "claimed" }
  | { kind: "answered"; attempt: string; status: number; sealed: Buffer }
  /** Another attempt is at it. */
  | { kind: "under_way" }
  /** An attempt did something, or may have, and its answer is lost. */
  | { kind: "outcome_unknown" }
  | { kind: "other_request" }

/** Of the lease on itself that an attempt holds from before its key is claimed until its answer is stored. */
export const leaseKind = "request"

/** Nobody is at it: its process has died, or lost its connection, in which case `markActed` stops it. */
const isAbandoned = (attempt: RawBuilder<unknown>) =>
  sql`pg_try_advisory_xact_lock(lease_key(${leaseKind}, ${attempt}::text))`

/**
 * Claims a key for an attempt, where it is free: never used, expired, or left behind by an attempt that had done nothing.
 * Several may try at once, and one gets it.
 */
export async function claimKey(
  tx: Tx,
  { workspaceId, actor, key, request }: KeyedRequest,
  { attempt, now }: { attempt: string; now: Date },
): Promise<Standing> {
  const { rows: claimed } = await sql`
    INSERT INTO idempotency_keys AS known (workspace_id, actor, key, request, attempt, state, expires_at)
    VALUES (${workspaceId ?? null}, ${actor}, ${key}, ${request}, ${attempt}, 'started', ${new Date(now.getTime() + keptMs)})
    ON CONFLICT ON CONSTRAINT idempotency_keys_once DO UPDATE SET request = excluded.request, attempt = excluded.attempt,
      state = 'started', status = NULL, sealed_answer = NULL, subject_id = NULL, expires_at = excluded.expires_at
    WHERE CASE
      WHEN known.expires_at <= ${now} THEN true
      WHEN known.state = 'started' AND known.request = excluded.request THEN ${isAbandoned(sql`known.attempt`)}
      ELSE false END
    RETURNING attempt`.execute(tx)
  return claimed.length > 0 ? { kind: "claimed" } : readStanding(tx, { workspaceId, actor, key, request })
}

async function readStanding(tx: Tx, asked: KeyedRequest): Promise<Standing> {
  const { rows } = await sql<{
    attempt: string
    state: string
    status: number | null
    sealed_answer: Buffer | null
    is_same: boolean
    is_abandoned: boolean
  }>`
    SELECT attempt, state, status, sealed_answer, request = ${asked.request} AS is_same,
      CASE WHEN state IN ('asking', 'acted') THEN ${isAbandoned(sql`attempt`)} ELSE false END AS is_abandoned
    FROM idempotency_keys
    WHERE workspace_id IS NOT DISTINCT FROM ${asked.workspaceId ?? null}::uuid AND actor = ${asked.actor}
      AND key = ${asked.key}`.execute(tx)
  const [row] = rows
  // It was freed a moment ago; asked again, it can be had.
  if (!row) return { kind: "under_way" }
  if (!row.is_same) return { kind: "other_request" }
  if (row.status !== null && row.sealed_answer !== null)
    return { kind: "answered", attempt: row.attempt, status: row.status, sealed: row.sealed_answer }
  return { kind: row.is_abandoned ? "outcome_unknown" : "under_way" }
}

/**
 * Marks in a transaction of the request that it took effect, if it has written anything: the mark commits with it.
 * @returns whether it has written, and whether the key is still the attempt's; where it is not, it must not commit
 */
export async function markActed(tx: Tx, attempt: string): Promise<{ wrote: boolean; isOwn: boolean }> {
  // A transaction has an id once it has written, or locked what it means to write.
  const { rows } = await sql<{ wrote: boolean; is_own: boolean }>`
    WITH before AS MATERIALIZED (SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote),
    marked AS (
      UPDATE idempotency_keys SET state = 'acted' FROM before
      WHERE before.wrote AND attempt = ${attempt} AND state <> 'answered' RETURNING attempt
    )
    SELECT wrote, EXISTS (SELECT FROM marked) AS is_own FROM before`.execute(tx)
  return { wrote: rows[0]?.wrote ?? true, isOwn: rows[0]?.is_own ?? false }
}

/** Marks that something outside is about to be asked. @returns whether the key is still the attempt's */
export async function markAsking(tx: Tx, attempt: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE idempotency_keys SET state = CASE state WHEN 'acted' THEN state ELSE 'asking' END
    WHERE attempt = ${attempt} AND state <> 'answered'`.execute(tx)
  return numAffectedRows === 1n
}

/** Keeps the answer; from now on it is given again. */
export async function storeAnswer(tx: Tx, attempt: string, answer: SealedAnswer): Promise<void> {
  await sql`
    UPDATE idempotency_keys SET state = 'answered', status = ${answer.status}, sealed_answer = ${answer.sealed},
      subject_id = ${answer.subjectId}
    WHERE attempt = ${attempt}`.execute(tx)
}

/** Gives the key back after an attempt that came to nothing; where its transaction did commit after all, nothing happens. */
export async function freeKey(tx: Tx, attempt: string): Promise<void> {
  await sql`DELETE FROM idempotency_keys WHERE attempt = ${attempt} AND state IN ('started', 'asking')`.execute(
    tx,
  )
}

/** Deletes the answers that are about rows which are deleted. A request that is repeated still does nothing. */
export async function forgetAnswersAbout(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE idempotency_keys SET state = 'acted', status = NULL, sealed_answer = NULL, subject_id = NULL
    WHERE subject_id = ANY (${subjectIds}::uuid[])`.execute(tx)
}

/** Deletes the keys whose day is over. */
export async function forgetExpiredKeys(tx: Tx, now: Date): Promise<void> {
  await sql`DELETE FROM idempotency_keys WHERE expires_at <= ${now}`.execute(tx)
}
