import { writeRows } from "../../platform/files/csv.ts"
import type { Platform } from "../../platform/index.ts"
import { type AuditFilter, findAuditRecords } from "./find-audit-records.ts"

const exportBatch = 1_000
const columns = [
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "action",
  "subject_kind",
  "subject_id",
  "subject_name",
]

/** The same as CSV, batch by batch. Cells that a spreadsheet would take for a formula start with an apostrophe. */
export async function* auditFile(
  { db }: Pick<Platform, "db">,
  workspaceId: string,
  filter: AuditFilter,
): AsyncGenerator<string> {
  yield writeRows([[...columns, "before", "after", "changed"]])
  let after: string | undefined
  do {
    const rows = await db.workspace(workspaceId, (tx) =>
      findAuditRecords(tx, filter, { after, limit: exportBatch }),
    )
    yield writeRows(
      rows.map((row) => [
        row.at.toISOString(),
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.action,
        row.subject_kind,
        row.subject_id,
        row.subject_name,
        asJson(row.before),
        asJson(row.after),
        row.changed?.join(" ") ?? null,
      ]),
    )
    after = rows.length === exportBatch ? rows.at(-1)?.id : undefined
  } while (after)
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))
