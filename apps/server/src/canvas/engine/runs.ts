/** Runs as the engine has them in hand. */
import type { Performed } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { type CountedMove, countedMoves } from "./counts.ts"

export interface Run {
  id: string
  workspaceId: string
  canvasId: string
  version: number
  contactId: string
  variant: number
  step: string | null
  seq: number
  enteredAt: Date
  arrivedAt: Date
  wakeAt: Date | null
  heard: string | null
  heardAt: Date | null
  leaving: string | null
  messageId: string | null
  lastMessage: string | null
  taskDueAt: Date | null
  performed: Performed | null
  context: Record<string, unknown>
  leftAt: Date | null
  exitReason: string | null
}

/** Of a run, as `r`. */
export const runColumns = sql`
  r.id, r.workspace_id AS "workspaceId", r.canvas_id AS "canvasId", r.version, r.contact_id AS "contactId", r.variant, r.step, r.seq,
  r.entered_at AS "enteredAt", r.arrived_at AS "arrivedAt", r.wake_at AS "wakeAt", r.heard, r.heard_at AS "heardAt", r.leaving,
  r.message_id AS "messageId", r.last_message AS "lastMessage", r.task_due_at AS "taskDueAt", r.performed, r.context,
  r.left_at AS "leftAt", r.exit_reason AS "exitReason"`

/** One step that a run took. */
export interface RunMove {
  run: Run
  seq: number
  /** null: it entered. */
  step: string | null
  /** null: it left the canvas. */
  outlet: string | null
  reason: string | null
  arrivedAt: Date
  saw: unknown
}

/** Keeps where runs are now, and how they came there; in three statements. */
export async function keepRuns(
  tx: Tx,
  runs: readonly Run[],
  moves: readonly RunMove[],
  now: Date,
): Promise<void> {
  const columns = {
    id: "uuid",
    step: "text",
    seq: "integer",
    arrivedAt: "timestamptz",
    wakeAt: "timestamptz",
    heard: "text",
    heardAt: "timestamptz",
    leaving: "text",
    messageId: "uuid",
    lastMessage: "uuid",
    taskDueAt: "timestamptz",
    performed: "jsonb",
    leftAt: "timestamptz",
    exitReason: "text",
  } as const
  await sql`
    UPDATE canvas_runs AS r SET step = t.step, seq = t.seq, arrived_at = t.arrived_at, wake_at = t.wake_at, heard = t.heard,
      heard_at = t.heard_at, heard_by = CASE WHEN t.heard IS NULL THEN NULL ELSE r.heard_by END, leaving = t.leaving,
      message_id = t.message_id, last_message = t.last_message, task_due_at = t.task_due_at, task_claim = NULL,
      performed = nullif(t.performed, 'null'), left_at = t.left_at, exit_reason = t.exit_reason
    FROM ${rows("t", runs, columns)} WHERE r.id = t.id`.execute(tx)
  const kept = moves.map(({ run, ...move }) => ({ ...move, runId: run.id, workspaceId: run.workspaceId }))
  const moveColumns = {
    runId: "uuid",
    seq: "integer",
    workspaceId: "uuid",
    step: "text",
    outlet: "text",
    reason: "text",
    arrivedAt: "timestamptz",
    saw: "jsonb",
  } as const
  await sql`
    INSERT INTO canvas_moves (run_id, seq, workspace_id, step, outlet, reason, arrived_at, moved_at, saw)
    SELECT run_id, seq, workspace_id, step, outlet, reason, arrived_at, ${now}, nullif(saw, 'null')
    FROM ${rows("m", kept, moveColumns)}
    ON CONFLICT DO NOTHING`.execute(tx)
  await countedMoves(
    tx,
    moves.map(
      ({ run, step, outlet, reason }): CountedMove => ({
        workspaceId: run.workspaceId,
        canvasId: run.canvasId,
        version: run.version,
        variant: run.variant,
        step: step ?? "",
        outlet: outlet ?? "",
        reason: reason ?? "",
      }),
    ),
    now,
  )
}
