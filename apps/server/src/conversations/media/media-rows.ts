/** The rows of files that are to be fetched: claimed, settled and given back, each for a whole batch. */
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { MediaFailure } from "./media-view.ts"

/** So long a file may take to be fetched; then its process is taken for dead, and another one begins. */
const fetchMs = 15 * 60_000
const firstRetryMs = 5_000
const longestRetryMs = 6 * 60 * 60_000

/** A file that is to be fetched now, with what it takes to ask Meta for it. */
export interface ClaimedFile {
  id: string
  workspace_id: string
  meta_id: string
  /** This one included. */
  tries: number
  phone_number_id: string
  waba_id: string
  sealed_token: Buffer
}

/** What came of fetching a file. */
export type FetchOutcome = { file: ClaimedFile } & (
  | { state: "fetched"; bytes: number; mimeType: string }
  | { state: "failed"; failure: MediaFailure; detail: string | null }
  /** To be tried again; failure null: nothing is known against it, there was no room for it. */
  | { state: "waiting"; failure: MediaFailure | null; detail: string | null }
)

/** The key of a file in the file store; a trigger knows it as well (migrations, `abandon_media_file`). */
export const fileKey = ({ id, workspace_id }: Pick<ClaimedFile, "id" | "workspace_id">) =>
  `media/${workspace_id}/${id}`

/**
 * Up to `limit` files whose time has come and that are not `underWay` here, for this process alone. What Meta does not keep
 * any more has failed for good, and is not among them.
 * @returns also whether there may be more
 */
export async function claimFiles(
  tx: Tx,
  { now, limit, underWay }: { now: Date; limit: number; underWay: readonly string[] },
): Promise<{ files: ClaimedFile[]; mayBeMore: boolean }> {
  const { rows: claimed } = await sql<ClaimedFile & { state: string }>`
    WITH due AS MATERIALIZED (
      SELECT id FROM conversation_media WHERE state = 'waiting' AND try_after <= ${now} AND id <> ALL(${underWay}::uuid[])
      ORDER BY try_after LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE conversation_media AS m SET tries = tries + 1, try_after = ${new Date(now.getTime() + fetchMs)},
        state = CASE WHEN gone_at <= ${now} THEN 'failed' ELSE 'waiting' END,
        failure = CASE WHEN gone_at <= ${now} THEN 'expired' ELSE failure END
      FROM due WHERE m.id = due.id
      RETURNING m.id, m.workspace_id, m.meta_id, m.tries, m.state, m.number_id
    )
    SELECT claimed.id, claimed.workspace_id, meta_id, tries, claimed.state, phone_number_id, waba_id, sealed_token
    FROM claimed JOIN numbers ON numbers.id = number_id JOIN business_accounts AS a ON a.id = numbers.business_account_id
  `.execute(tx)
  return { files: claimed.filter(({ state }) => state === "waiting"), mayBeMore: claimed.length === limit }
}

/** How long after its so-manieth try a file is tried again, in milliseconds: 5 s, 20 s, 80 s and so on up to 6 hours. Pure. */
export const retryDelayMs = (tries: number): number =>
  Math.min(firstRetryMs * 4 ** Math.max(0, tries - 1), longestRetryMs)

interface Settled {
  id: string
  state: FetchOutcome["state"]
  bytes: number | null
  mimeType: string | null
  failure: string | null
  detail: string | null
  tryAfter: Date
}

/**
 * Writes what came of fetching files.
 * @returns files that were fetched for nothing: their messages are gone
 */
export async function settleFiles(
  tx: Tx,
  outcomes: readonly FetchOutcome[],
  now: Date,
): Promise<ClaimedFile[]> {
  const settled = outcomes.map(
    ({ file, ...outcome }): Settled => ({
      id: file.id,
      bytes: null,
      mimeType: null,
      failure: null,
      detail: null,
      tryAfter: new Date(now.getTime() + retryDelayMs(file.tries)),
      ...outcome,
    }),
  )
  const { rows: known } = await sql<{ id: string }>`
    UPDATE conversation_media AS m SET state = outcome.state, bytes = outcome.bytes,
      mime_type = coalesce(m.mime_type, outcome.mime_type),
      failure = CASE WHEN outcome.state = 'waiting' THEN coalesce(outcome.failure, m.failure) ELSE outcome.failure END,
      failure_detail = CASE WHEN outcome.state = 'waiting' AND outcome.failure IS NULL THEN failure_detail ELSE outcome.detail END,
      try_after = outcome.try_after,
      fetched_at = CASE WHEN outcome.state = 'fetched' THEN ${now}::timestamptz END
    FROM ${rows("outcome", settled, {
      id: "uuid",
      state: "text",
      bytes: "bigint",
      mimeType: "text",
      failure: "text",
      detail: "text",
      tryAfter: "timestamptz",
    })}
    WHERE m.id = outcome.id AND (m.state = 'waiting' OR outcome.state = 'fetched')
    RETURNING m.id`.execute(tx)
  const ids = new Set(known.map(({ id }) => id))
  return outcomes.flatMap(({ file, state }) => (state === "fetched" && !ids.has(file.id) ? [file] : []))
}

/** Files that this process will not fetch after all. */
export async function giveBackFiles(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await sql`UPDATE conversation_media SET try_after = ${now}, tries = tries - 1
    WHERE id = ANY(${ids}::uuid[]) AND state = 'waiting'`.execute(tx)
}

/**
 * Has a file fetched now that is not here yet.
 * @returns false when Meta does not keep it any more
 */
export async function fetchAgain(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE conversation_media SET state = 'waiting', try_after = ${now}, tries = 0, failure = NULL, failure_detail = NULL
    WHERE id = ${id} AND state <> 'fetched' AND gone_at > ${now}`.execute(tx)
  return numAffectedRows === 1n
}
