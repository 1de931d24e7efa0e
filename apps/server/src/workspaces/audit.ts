import { stringify } from "csv-stringify/sync"
import { sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"

interface AuditFilter {
  /** A member's or key's id, a part of its name, or `member`, `api_key`, `system`. */
  actor?: string | undefined
  /** `template.updated`, or `template` for all that happens to templates. */
  action?: string | undefined
  /** The kind of what was changed, its id, or a part of its name. */
  subject?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

const part = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`

/** What changed in the workspace, newest first; `after` continues with what is older than that record. */
export async function readAudit(
  tx: Tx,
  filter: AuditFilter,
  page: { after?: string | undefined; limit: number },
) {
  let query = tx.selectFrom("audit_records").selectAll().orderBy("id", "desc").limit(page.limit)
  if (page.after) query = query.where("id", "<", page.after)
  const { actor, action, subject, from, to } = filter
  if (actor)
    query = query.where(
      sql<boolean>`(actor_kind = ${actor} OR actor_id::text = ${actor} OR actor_name ILIKE ${part(actor)})`,
    )
  if (action) query = query.where(sql<boolean>`(action = ${action} OR subject_kind = ${action})`)
  if (subject)
    query = query.where(
      sql<boolean>`(subject_kind = ${subject} OR subject_id = ${subject} OR subject_name ILIKE ${part(subject)})`,
    )
  if (from) query = query.where("at", ">=", from)
  if (to) query = query.where("at", "<", to)
  return query.execute()
}

export type AuditRow = Awaited<ReturnType<typeof readAudit>>[number]

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

/** The same as CSV, batch by batch. Cells that a spreadsheet would take for a formula begin with an apostrophe. */
export async function* auditFile(
  { db }: Pick<Platform, "db">,
  workspaceId: string,
  filter: AuditFilter,
): AsyncGenerator<string> {
  yield stringify([[...columns, "before", "after"]])
  let after: string | undefined
  do {
    const rows = await db.workspace(workspaceId, (tx) => readAudit(tx, filter, { after, limit: exportBatch }))
    yield stringify(
      rows.map((row) => [
        row.at.toISOString(),
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.action,
        row.subject_kind,
        row.subject_id,
        row.subject_name,
        row.before && JSON.stringify(row.before),
        row.after && JSON.stringify(row.after),
      ]),
      { escape_formulas: true },
    )
    after = rows.length === exportBatch ? rows.at(-1)?.id : undefined
  } while (after)
}
