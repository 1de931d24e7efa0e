import { tell } from "../../notifications/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { asImport, type ContactImport, getImport, importColumns } from "./imports.ts"
import type { BatchCounts } from "./write-batch.ts"

/** An import that a worker continues with: what it was asked for, and how far it came. */
export interface StartedImport {
  id: string
  workspaceId: string
  subscriptionGroupId: string | null
  consentSource: string | null
  defaultCountry: string | null
  actor: string
  /** The "now" of every row, whichever worker reads it and however late. */
  startedAt: Date
  /** Rows that are imported and counted already. */
  rowsRead: number
}

/** Sets a queued import running, or takes up a running one where it is; undefined when it has ended meanwhile. */
export async function startImport(tx: Tx, id: string, now: Date): Promise<StartedImport | undefined> {
  const row = await tx
    .updateTable("imports")
    .set((eb) => ({ state: "running", started_at: eb.fn.coalesce("started_at", eb.val(now)) }))
    .where("id", "=", id)
    .where("state", "in", ["queued", "running"])
    .returning([
      "workspace_id",
      "subscription_group_id",
      "consent_source",
      "default_country",
      "actor",
      "started_at",
      "rows_read",
    ])
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : {
        id,
        workspaceId: row.workspace_id,
        subscriptionGroupId: row.subscription_group_id,
        consentSource: row.consent_source,
        defaultCountry: row.default_country,
        actor: row.actor,
        startedAt: row.started_at ?? now,
        rowsRead: row.rows_read,
      }
}

/**
 * Adds a batch to the counts, in the transaction that wrote it: what is counted is done, once. It counts only on top of
 * the rows that the batch follows; where another worker was quicker, or someone canceled, nothing is counted.
 * @returns whether it was counted; if not, the transaction is to be given up
 */
export async function countBatch(
  tx: Tx,
  id: string,
  batch: { rowsBefore: number; rows: number; bytesRead: number; columns: string[]; counts: BatchCounts },
): Promise<boolean> {
  const { counts } = batch
  const { rows } = await sql<{ id: string }>`
    UPDATE imports SET bytes_read = ${batch.bytesRead}, columns = ${batch.columns}, rows_read = rows_read + ${batch.rows},
      rows_created = rows_created + ${counts.created}, rows_updated = rows_updated + ${counts.updated},
      rows_unchanged = rows_unchanged + ${counts.unchanged}, rows_refused = rows_refused + ${counts.refused},
      subscriptions_changed = subscriptions_changed + ${counts.subscriptionsChanged},
      objections_kept = objections_kept + ${counts.objectionsKept}
    WHERE id = ${id} AND state = 'running' AND rows_read = ${batch.rowsBefore}
    RETURNING id`.execute(tx)
  return rows.length === 1
}

/** Ends an import that has not ended otherwise, lets its file go, and tells members. Without `failure` all of the file was read. */
export async function endImport(
  tx: Tx,
  id: string,
  { failure, now }: { failure?: { code: string; message: string } | undefined; now: Date },
): Promise<void> {
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

const over = ["completed", "failed", "canceled"]

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

/** Deletes what is needed only until an import ends: its file, and which line named which contact. */
async function forgetFile(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("import_chunks").where("import_id", "=", id).execute()
  await tx.deleteFrom("import_lines").where("import_id", "=", id).execute()
}
