/** What canvases keep about people. */
import { rows, sql, type Tx } from "../platform/database/index.ts"

/** Runs of contacts who prove to be others go on as those of these; where both are in one canvas, who was in it first stays. */
export async function moveContacts(
  tx: Tx,
  {
    workspaceId,
    pairs,
    now,
  }: { workspaceId: string; pairs: readonly { from: string; into: string }[]; now: Date },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    WITH moved AS (
      SELECT r.id, pair.into, r.canvas_id,
        EXISTS (SELECT FROM canvas_runs AS o WHERE o.canvas_id = r.canvas_id AND o.contact_id = pair.into AND o.left_at IS NULL) AS is_in,
        coalesce((SELECT max(o.slot) FROM canvas_runs AS o WHERE o.canvas_id = r.canvas_id AND o.contact_id = pair.into), -1)
          + row_number() OVER (PARTITION BY r.canvas_id, pair.into ORDER BY r.slot, r.id) AS slot
      FROM canvas_runs AS r JOIN ${merged} ON pair.from = r.contact_id WHERE r.workspace_id = ${workspaceId}
    )
    UPDATE canvas_runs AS r SET contact_id = moved.into, slot = moved.slot,
      entered_by = CASE WHEN EXISTS (SELECT FROM canvas_runs AS o
        WHERE o.canvas_id = r.canvas_id AND o.contact_id = moved.into AND o.entered_by = r.entered_by)
        THEN uuid_send(r.id) ELSE r.entered_by END,
      leaving = CASE WHEN moved.is_in AND r.left_at IS NULL THEN 'merged' ELSE r.leaving END,
      wake_at = CASE WHEN r.left_at IS NULL THEN ${now}::timestamptz END
    FROM moved WHERE moved.id = r.id`.execute(tx)
}

export async function eraseContact(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM canvas_runs WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[]) RETURNING id
    )
    DELETE FROM canvas_moves WHERE workspace_id = ${workspaceId} AND run_id IN (SELECT id FROM gone)`.execute(
    tx,
  )
}

export async function exportContact(tx: Tx, workspaceId: string, contactId: string) {
  const { rows: runs } = await sql`
    SELECT r.canvas_id, c.name AS canvas, r.version, r.step, r.entered_at, r.arrived_at, r.left_at, r.exit_reason, r.context,
      (SELECT jsonb_agg(jsonb_build_object('step', m.step, 'outlet', m.outlet, 'at', m.moved_at, 'saw', m.saw) ORDER BY m.seq)
        FROM canvas_moves AS m WHERE m.run_id = r.id) AS moves
    FROM canvas_runs AS r JOIN canvases AS c ON c.id = r.canvas_id
    WHERE r.workspace_id = ${workspaceId} AND r.contact_id = ${contactId} ORDER BY r.entered_at LIMIT 1000`.execute(
    tx,
  )
  return { canvas_runs: runs }
}
