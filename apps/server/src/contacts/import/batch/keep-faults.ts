import { rows, sql, type Tx } from "../../../platform/database/index.ts"
import type { ContactRow, RefusedRow } from "../file/row.ts"

interface Target {
  importId: string
  workspaceId: string
}

const keptOfCell = 1000

/** Keeps the rows that were not taken, each as it is in its file. */
export async function keepRefused(
  tx: Tx,
  { importId, workspaceId }: Target,
  refused: readonly RefusedRow[],
): Promise<void> {
  if (refused.length === 0) return
  // An array of arrays would have to be rectangular; JSON need not be.
  const kept = refused.map(({ line, refusal, cells }) => ({
    line,
    code: refusal.code,
    reason: storable(refusal.reason),
    cells: cells.map(storable),
  }))
  await sql`
    INSERT INTO refused_rows (import_id, workspace_id, line, code, reason, cells)
    SELECT ${importId}, ${workspaceId}, t.line, t.code, t.reason, ARRAY(SELECT jsonb_array_elements_text(t.cells))
    FROM ${rows("t", kept, { line: "bigint", code: "text", reason: "text", cells: "jsonb" })}`.execute(tx)
}

/** PostgreSQL's text holds no NUL; the symbol for it stands in. */
const storable = (text: string) => text.slice(0, keptOfCell).toWellFormed().replaceAll("\0", "\u2400")

/** Counts the cells that were left out of rows that were taken, by column and kind. */
export async function keepWarnings(
  tx: Tx,
  { importId, workspaceId }: Target,
  taken: readonly ContactRow[],
): Promise<void> {
  const kinds = new Map<
    string,
    { column: string; code: string; reason: string; line: number; count: number }
  >()
  for (const { line, warnings } of taken) {
    for (const { column, code, reason } of warnings) {
      const key = JSON.stringify([column, code])
      const known = kinds.get(key)
      if (known) known.count += 1
      else kinds.set(key, { column: storable(column), code, reason: storable(reason), line, count: 1 })
    }
  }
  if (kinds.size === 0) return
  await sql`
    INSERT INTO import_warnings AS known (import_id, workspace_id, column_name, code, count, first_line, reason)
    SELECT ${importId}, ${workspaceId}, t.column, t.code, t.count, t.line, t.reason
    FROM ${rows("t", [...kinds.values()], { column: "text", code: "text", count: "bigint", line: "bigint", reason: "text" })}
    ON CONFLICT (import_id, column_name, code) DO UPDATE SET count = known.count + excluded.count`.execute(tx)
}

/** What was left out, the most frequent first. */
export const listWarnings = (tx: Tx, importId: string) =>
  tx
    .selectFrom("import_warnings")
    .select(["column_name as column", "code", "count", "first_line", "reason"])
    .where("import_id", "=", importId)
    .orderBy("count", "desc")
    .orderBy("column_name")
    .limit(500)
    .execute()
