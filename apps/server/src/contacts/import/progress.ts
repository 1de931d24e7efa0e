import { z } from "zod"
import { tell } from "../../notifications/index.ts"
import { sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { BatchCounts } from "./batch/batch.ts"
import { type PlannedColumn, plannedColumn } from "./file/columns.ts"
import { encodings } from "./file/encoding.ts"
import type { FileForm } from "./file/form.ts"
import {
  asImport,
  type ContactImport,
  getImport,
  importColumns,
  requireSettings,
  storedSettings,
} from "./imports.ts"
import type { ImportSettings } from "./settings.ts"

/** Workers listen here for imports that are queued. */
export const importsChannel = "parley_imports"

/** An import that a worker continues with: what it was asked for, and how far it came. */
export interface StartedImport {
  id: string
  workspaceId: string
  isDryRun: boolean
  form: FileForm
  settings: Omit<ImportSettings, "columns">
  /** What its columns become: all of them where `isPlanned`, else those that somebody decided about. */
  plan: PlannedColumn[]
  isPlanned: boolean
  actor: string
  /** The "now" of every row, whichever worker reads it and however late. */
  startedAt: Date
  /** Rows that are imported and counted already. */
  rowsRead: number
}

const storedForm = z.object({ format: z.enum(["csv", "jsonl", "xlsx"]), encoding: z.enum(encodings) })
const storedPlan = z.array(plannedColumn).nullable()

/** Sets a queued import running, or takes up a running one where it is; undefined when it has ended meanwhile. */
export async function startImport(tx: Tx, id: string, now: Date): Promise<StartedImport | undefined> {
  const row = await tx
    .updateTable("imports")
    .set((eb) => ({ state: "running", started_at: eb.fn.coalesce("started_at", eb.val(now)), turn_at: now }))
    .where("id", "=", id)
    .where("state", "in", ["queued", "running"])
    .returning([...importColumns, "workspace_id", "encoding", "actor", "started_at"])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { workspace_id, actor, started_at, rows_read, is_dry_run, columns } = row
  return {
    id,
    workspaceId: workspace_id,
    isDryRun: is_dry_run,
    form: storedForm.parse(row),
    settings: asImport(row),
    plan: storedPlan.parse(row.plan) ?? [],
    isPlanned: columns !== null,
    actor,
    startedAt: started_at ?? now,
    rowsRead: rows_read,
  }
}

/** Keeps what the columns of a file become, before its first row is written. */
export async function keepPlan(
  tx: Tx,
  id: string,
  { plan, delimiter }: { plan: readonly PlannedColumn[]; delimiter: string | undefined },
): Promise<void> {
  await tx
    .updateTable("imports")
    .set({ plan: JSON.stringify(plan), columns: plan.map(({ name }) => name), delimiter: delimiter ?? null })
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute()
}

/**
 * Adds a batch to the counts, in the transaction that wrote it: what is counted is done, once. It counts only on top of
 * the rows that the batch follows; where another worker was quicker, or someone canceled, nothing is counted.
 * @returns whether it was counted; if not, the transaction is to be given up
 */
export async function countBatch(
  tx: Tx,
  id: string,
  batch: { rowsBefore: number; rows: number; bytesRead: number; counts: BatchCounts },
): Promise<boolean> {
  const { counts } = batch
  const { rows } = await sql<{ id: string }>`
    UPDATE imports SET bytes_read = ${batch.bytesRead}, rows_read = rows_read + ${batch.rows},
      rows_created = rows_created + ${counts.created}, rows_updated = rows_updated + ${counts.updated},
      rows_unchanged = rows_unchanged + ${counts.unchanged}, rows_refused = rows_refused + ${counts.refused},
      cells_dropped = cells_dropped + ${counts.cellsDropped},
      events_recorded = events_recorded + ${counts.eventsRecorded},
      subscriptions_changed = subscriptions_changed + ${counts.subscriptionsChanged},
      objections_kept = objections_kept + ${counts.objectionsKept}
    WHERE id = ${id} AND state = 'running' AND rows_read = ${batch.rowsBefore}
    RETURNING id`.execute(tx)
  return rows.length === 1
}

/**
 * Ends an import that has not ended otherwise, lets its file go, and tells members. Without `failure` all of the file was read. A
 * dry run that was read through is ready to be started.
 */
export async function endImport(
  tx: Tx,
  id: string,
  { failure, now }: { failure?: { code: string; message: string } | undefined; now: Date },
): Promise<void> {
  if (!failure && (await endDryRun(tx, id, now))) return
  const ended = await tx
    .updateTable("imports")
    .set((eb) => ({
      state: failure ? "failed" : "completed",
      failure_code: failure?.code ?? null,
      failure: failure?.message ?? null,
      finished_at: now,
      ...(failure ? {} : { bytes_read: eb.fn.coalesce("bytes_total", eb.val(0)) }),
    }))
    .where("id", "=", id)
    .where("state", "in", ["waiting", "running"])
    .returning(["workspace_id", "file_name", "rows_created", "rows_updated", "rows_refused"])
    .executeTakeFirst()
  if (!ended) return
  await forgetFile(tx, id)
  const of = { import_id: id, file_name: ended.file_name }
  const { rows_created: created, rows_updated: updated, rows_refused: skipped } = ended
  const about = failure
    ? ({ kind: "import_failed", ...of, failure: failure.message } as const)
    : ({ kind: "import_finished", ...of, created, updated, skipped } as const)
  await tell(tx, [{ workspaceId: ended.workspace_id, subjectId: id, about }], now)
}

async function endDryRun(tx: Tx, id: string, now: Date): Promise<boolean> {
  const checked = await tx
    .updateTable("imports")
    .set((eb) => ({ state: "ready", checked_at: now, bytes_read: eb.fn.coalesce("bytes_total", eb.val(0)) }))
    .where("id", "=", id)
    .where("state", "=", "running")
    .where("is_dry_run", "=", true)
    .returning("id")
    .executeTakeFirst()
  if (checked) await tx.deleteFrom("import_trial_lines").where("import_id", "=", id).execute()
  return checked !== undefined
}

/** Forgets what an earlier run of the same import said of its rows. */
export async function forgetResults(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("refused_rows").where("import_id", "=", id).execute()
  await tx.deleteFrom("import_warnings").where("import_id", "=", id).execute()
  await forgetLines(tx, id)
}

/** Which line named which contact. */
async function forgetLines(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("import_lines").where("import_id", "=", id).execute()
  await tx.deleteFrom("import_trial_lines").where("import_id", "=", id).execute()
}

export const zeroCounts = {
  bytes_read: 0,
  rows_read: 0,
  rows_created: 0,
  rows_updated: 0,
  rows_unchanged: 0,
  rows_refused: 0,
  cells_dropped: 0,
  events_recorded: 0,
  subscriptions_changed: 0,
  objections_kept: 0,
}

/**
 * Starts an import that somebody has looked at, or a dry run of it.
 * @throws Problem not_found; conflict when it is not ready; invalid_request when the settings do not fit together
 */
export async function queueReady(
  tx: Tx,
  id: string,
  { settings, isDryRun }: { settings: ImportSettings; isDryRun: boolean },
): Promise<ContactImport> {
  await requireSettings(tx, settings)
  const queued = await tx
    .updateTable("imports")
    .set({
      state: "queued",
      ...storedSettings(settings),
      ...zeroCounts,
      columns: null,
      is_dry_run: isDryRun,
      checked_at: null,
      started_at: null,
    })
    .where("id", "=", id)
    .where("state", "=", "ready")
    .returning(importColumns)
    .executeTakeFirst()
  if (!queued) return refuseState(tx, id, "cannot be started")
  await forgetResults(tx, id)
  wakeAfterCommit(importsChannel, id)
  return asImport(queued)
}

async function refuseState(tx: Tx, id: string, what: string): Promise<never> {
  const { state } = await getImport(tx, id)
  throw new Problem("conflict", `This import is ${state}, and ${what}.`, {
    help: state === "waiting" ? "Upload its file first." : "Read its state, and look at it again.",
  })
}

/** Lets a queued or running import rest: the batch under way is the last. @throws Problem not_found, conflict */
export async function pauseImport(tx: Tx, id: string): Promise<ContactImport> {
  const paused = await tx
    .updateTable("imports")
    .set({ state: "paused" })
    .where("id", "=", id)
    .where("state", "in", ["queued", "running"])
    .returning(importColumns)
    .executeTakeFirst()
  return paused ? asImport(paused) : refuseState(tx, id, "cannot be paused")
}

/** Goes on with a paused import, after the last row that was counted. @throws Problem not_found, conflict */
export async function resumeImport(tx: Tx, id: string): Promise<ContactImport> {
  const resumed = await tx
    .updateTable("imports")
    .set({ state: "queued" })
    .where("id", "=", id)
    .where("state", "=", "paused")
    .returning(importColumns)
    .executeTakeFirst()
  if (!resumed) return refuseState(tx, id, "cannot be resumed")
  wakeAfterCommit(importsChannel, id)
  return asImport(resumed)
}

const over = ["completed", "failed", "canceled", "undoing", "undone"]

/**
 * Stops an import, wherever it is: waiting for its file, queued or running. What was imported stays.
 * @throws Problem not_found, conflict when it has ended
 */
export async function cancelImport(tx: Tx, id: string, now: Date): Promise<ContactImport> {
  const canceled = await tx
    .updateTable("imports")
    .set({ state: "canceled", finished_at: now })
    .where("id", "=", id)
    .where("state", "not in", over)
    .returning(importColumns)
    .executeTakeFirst()
  if (!canceled) {
    const { state } = await getImport(tx, id)
    throw new Problem("conflict", `This import is ${state} already.`, { help: "There is nothing to cancel." })
  }
  await forgetFile(tx, id)
  return asImport(canceled)
}

const dayMs = 24 * 60 * 60_000
/** How long the file of an import is kept that nobody starts, and of one that nobody resumes. */
const keptDays = { ready: 7, paused: 30 }

/** Cancels imports that wait for somebody for so long that they are forgotten: their files hold personal data. */
export async function cancelForgotten(tx: Tx, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  const { rows } = await sql<{ id: string }>`
    UPDATE imports SET state = 'canceled', finished_at = ${now}
    WHERE state = 'ready' AND greatest(ready_at, checked_at) < ${before(keptDays.ready)}
      OR state = 'paused' AND coalesce(turn_at, ready_at) < ${before(keptDays.paused)}
    RETURNING id`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  await tx.deleteFrom("import_chunks").where("import_id", "in", ids).execute()
  await tx.deleteFrom("import_lines").where("import_id", "in", ids).execute()
  await tx.deleteFrom("import_trial_lines").where("import_id", "in", ids).execute()
}

/** Deletes what is needed only until an import ends: its file, and which line named which contact. */
async function forgetFile(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("import_chunks").where("import_id", "=", id).execute()
  await forgetLines(tx, id)
}
