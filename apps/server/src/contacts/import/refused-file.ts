import { writeRows } from "../../platform/csv.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"

const pageRows = 1000

/**
 * The refused rows of an import as CSV, piece by piece: line, code, reason, then the row as it was in its file, with an
 * apostrophe before what a spreadsheet would run. Starts with a byte order mark, by which spreadsheets know UTF-8. Corrected,
 * it can be imported as it is.
 */
export async function* refusedFile(
  platform: Pick<Platform, "db">,
  workspaceId: string,
  importId: string,
): AsyncGenerator<string> {
  const { columns } = await platform.db.workspace(workspaceId, (tx) =>
    tx.selectFrom("imports").select("columns").where("id", "=", importId).executeTakeFirstOrThrow(),
  )
  // A file of refused rows that was imported again has these three already.
  const again = columns?.slice(0, 3).join() === "line,code,reason" ? 3 : 0
  yield `\uFEFF${writeRows([["line", "code", "reason", ...(columns ?? []).slice(again)]])}`
  for (let after = 0; ; ) {
    const rows = await platform.db.workspace(workspaceId, (tx) =>
      listRefused(tx, importId, { after, limit: pageRows }),
    )
    if (rows.length === 0) return
    yield writeRows(rows.map(({ line, code, reason, cells }) => [line, code, reason, ...cells.slice(again)]))
    after = rows.at(-1)?.line ?? after
  }
}

/** Refused rows after a line, in the order of their lines. */
export function listRefused(
  tx: Tx,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ line: number; code: string; reason: string; cells: string[] }[]> {
  return tx
    .selectFrom("refused_rows")
    .select(["line", "code", "reason", "cells"])
    .where("import_id", "=", importId)
    .where("line", ">", after)
    .orderBy("line")
    .limit(limit)
    .execute()
}
