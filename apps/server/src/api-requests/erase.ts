/** The request log forgets people. */
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { subjectOf } from "./subjects.ts"

/** Takes what was said about people out of the log; that something was asked, and what came of it, stays. */
export async function eraseFromRequests(
  tx: Tx,
  workspaceId: string,
  identifiers: readonly string[],
  now: Date,
): Promise<void> {
  const subjects = identifiers.map((one) => ({ subject: subjectOf(workspaceId, one) }))
  await sql`
    INSERT INTO api_erased_subjects (workspace_id, subject, erased_at)
    SELECT DISTINCT ${workspaceId}::uuid, subject, ${now}::timestamptz FROM ${rows("erased", subjects, { subject: "bytea" })}
    ON CONFLICT (workspace_id, subject) DO UPDATE SET erased_at = excluded.erased_at`.execute(tx)
  await sql`
    UPDATE api_requests SET ${nothingSaid} WHERE NOT is_erased AND id IN (
      SELECT request_id FROM api_request_subjects AS s
      JOIN ${rows("erased", subjects, { subject: "bytea" })} ON s.subject = erased.subject
      WHERE s.workspace_id = ${workspaceId})`.execute(tx)
}

const nothingSaid = sql`body = NULL, answer = NULL, path = route, is_erased = true`
/** A request that was under way when somebody was deleted is written down long before that. */
const justNowMs = 60 * 60_000

/** The same for what was asked before people were deleted and written down after that. */
export async function eraseLate(tx: Tx, now: Date): Promise<void> {
  await sql`
    UPDATE api_requests AS r SET ${nothingSaid}
    FROM api_erased_subjects AS e JOIN api_request_subjects AS s ON (s.workspace_id, s.subject) = (e.workspace_id, e.subject)
    WHERE r.id = s.request_id AND r.at <= e.erased_at AND NOT r.is_erased`.execute(tx)
  await tx
    .deleteFrom("api_erased_subjects")
    .where("erased_at", "<", new Date(now.getTime() - justNowMs))
    .execute()
}

/** What was asked about one contact is about the other one as well, as the two are one person. */
export async function moveRequests(
  tx: Tx,
  workspaceId: string,
  pairs: readonly { from: string; into: string }[],
): Promise<void> {
  const moved = pairs.map(({ from, into }) => ({
    from: subjectOf(workspaceId, from),
    into: subjectOf(workspaceId, into),
  }))
  await sql`
    INSERT INTO api_request_subjects (workspace_id, subject, request_id)
    SELECT DISTINCT s.workspace_id, pair.into, s.request_id
    FROM api_request_subjects AS s JOIN ${rows("pair", moved, { from: "bytea", into: "bytea" })} ON s.subject = pair.from
    WHERE s.workspace_id = ${workspaceId} ON CONFLICT DO NOTHING`.execute(tx)
}

const mostAtOnce = 5_000
/** So long the log is kept. */
const keptDays = 7

/** @returns whether there may be more */
export async function forgetOldRequests(tx: Tx, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - keptDays * 24 * 60 * 60_000)
  const { numAffectedRows } = await sql`
    DELETE FROM api_requests WHERE id = ANY(ARRAY(
      SELECT id FROM api_requests WHERE id < uuidv7_floor(${before}) ORDER BY id LIMIT ${mostAtOnce}))`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0) === mostAtOnce
}
