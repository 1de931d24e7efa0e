/**
 * What steps have workers do. A worker claims runs for a while, does what takes time outside of a transaction, and keeps what came of it
 * together with the run going on, guarded by its claim: what a worker that dies had in hand is due again.
 */
import type { CanvasStep, StepKindName } from "@parley/model"
import { v7 } from "uuid"
import { rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { canvasChannel } from "../channel.ts"
import { type Run, runColumns } from "../engine/runs.ts"
import { type Versions, versionKey } from "../engine/versions.ts"
import { keepContext } from "./context.ts"
import { handOverRuns } from "./hand-over.ts"
import { sendOn } from "./send-on.ts"
import { type Performing, type Task, type TaskDone, TryAgain } from "./task.ts"
import { updatePeople } from "./update.ts"
import { askOutside } from "./webhook.ts"

const mostAtOnce = 500
/** Longer than anything that is done takes. */
const claimMs = 120_000
const afterFailureMs = 10_000

const performers = {
  context: keepContext,
  user_update: updatePeople,
  webhook: askOutside,
  send_to_canvas: sendOn,
  hand_over: handOverRuns,
} satisfies { [K in StepKindName]?: Performing<K> }

/** @returns whether there may be more */
export async function performDue(platform: Platform, versions: Versions): Promise<boolean> {
  const { db, clock, logger } = platform
  const claim = v7()
  const now = clock.now()
  const { runs, known } = await db.system(async (tx) => {
    const { rows: claimed } = await sql<Run>`
      WITH due AS (
        SELECT id FROM canvas_runs WHERE task_due_at <= ${now} ORDER BY task_due_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
      )
      UPDATE canvas_runs AS r SET task_claim = ${claim}, task_due_at = ${new Date(now.getTime() + claimMs)}
      FROM due WHERE r.id = due.id RETURNING ${runColumns}`.execute(tx)
    return { runs: claimed, known: await versions.read(tx, claimed) }
  })
  if (runs.length === 0) return false
  const groups = Map.groupBy(runs, (run) => `${versionKey(run)} ${run.step}`)
  await Promise.all(
    [...groups.values()].map(async (those) => {
      const [first] = those
      const version = first && known.get(versionKey(first))
      const step = first?.step == null ? undefined : version?.steps.get(first.step)
      if (first === undefined || version === undefined || step === undefined) return
      try {
        const keep = await begin(platform, { step, version, runs: those })
        await db.system((tx) => finish(tx, { claim, runs: those, keep, now: clock.now() }))
      } catch (error) {
        const isLater = error instanceof TryAgain
        if (!isLater)
          logger.warn(
            { err: error, canvas: version.canvasId, step: step.id },
            "cannot do what a step asks; retrying",
          )
        const dueAt = new Date(clock.now().getTime() + (isLater ? error.afterMs : afterFailureMs))
        await db.system((tx) =>
          sql`UPDATE canvas_runs SET task_due_at = ${dueAt}, task_claim = NULL WHERE task_claim = ${claim}
            AND id = ANY(${those.map(({ id }) => id)}::uuid[])`.execute(tx),
        )
      }
    }),
  )
  return runs.length === mostAtOnce
}

type Keep = (tx: Tx, now: Date, runs: readonly Run[]) => Promise<readonly TaskDone[]>

function begin(platform: Platform, task: Task): Promise<Keep> {
  const { step } = task
  switch (step.kind) {
    case "context":
      return performers.context.perform(platform, { ...task, step })
    case "user_update":
      return performers.user_update.perform(platform, { ...task, step })
    case "webhook":
      return performers.webhook.perform(platform, { ...task, step })
    case "send_to_canvas":
      return performers.send_to_canvas.perform(platform, { ...task, step })
    case "hand_over":
      return performers.hand_over.perform(platform, { ...task, step })
    default:
      throw new Error(`nothing is to be done at a step of the kind ${(step satisfies CanvasStep).kind}`)
  }
}

/** Of the runs that are still this worker's: who has left meanwhile is nobody's to change. */
async function finish(
  tx: Tx,
  { claim, runs, keep, now }: { claim: string; runs: readonly Run[]; keep: Keep; now: Date },
): Promise<void> {
  const { rows: held } = await sql<{ id: string }>`
    SELECT id FROM canvas_runs WHERE task_claim = ${claim} AND id = ANY(${runs.map(({ id }) => id)}::uuid[]) AND left_at IS NULL
    ORDER BY id FOR UPDATE`.execute(tx)
  const ids = new Set(held.map(({ id }) => id))
  const outcomes = await keep(
    tx,
    now,
    runs.filter(({ id }) => ids.has(id)),
  )
  const kept = outcomes.map(({ run, performed, context }) => ({
    id: run.id,
    performed,
    context: context ?? null,
  }))
  await sql`
    UPDATE canvas_runs AS r SET performed = t.performed, context = coalesce(nullif(t.context, 'null'), r.context), task_due_at = NULL,
      task_claim = NULL, wake_at = ${now}
    FROM ${rows("t", kept, { id: "uuid", performed: "jsonb", context: "jsonb" })} WHERE r.id = t.id`.execute(
    tx,
  )
  wakeAfterCommit(canvasChannel, "")
}
