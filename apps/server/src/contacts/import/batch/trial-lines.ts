/** Who was in the file of a dry run before, though everything that was written of them is taken back. */
import { hash } from "node:crypto"
import { rows, sql, type Tx } from "../../../platform/database/index.ts"
import { contradicts, keysOf, type Leader, refuse } from "../file/duplicate-rows.ts"
import type { RefusedRow } from "../file/row.ts"
import type { BatchTarget, Mark, Settled } from "./batch.ts"

/** Hashed with the import, so that nobody is known by it elsewhere. */
const hashed = (importId: string, key: string) => hash("sha256", `${importId} ${key}`, "buffer")

/** Leaves out people who were in an earlier batch of a dry run; a row that says something else of them is refused. */
export async function sortTrialDuplicates(
  tx: Tx,
  { importId, isDryRun }: BatchTarget,
  all: readonly Leader[],
): Promise<{ leaders: readonly Leader[]; refused: RefusedRow[] }> {
  if (!isDryRun || all.length === 0) return { leaders: all, refused: [] }
  const named = all.map((leader) => keysOf(leader.row).map((key) => hashed(importId, key)))
  const { rows: known } = await sql<Mark & { name: Buffer }>`
    SELECT t.name, t.line, t.digest FROM import_trial_lines AS t
    WHERE import_id = ${importId} AND t.name = ANY (${named.flat()}::bytea[])`.execute(tx)
  const marks = new Map(known.map(({ name, ...mark }) => [name.toString("hex"), mark]))
  const leaders: Leader[] = []
  const refused: RefusedRow[] = []
  for (const [index, leader] of all.entries()) {
    const mark = named[index]
      ?.map((name) => marks.get(name.toString("hex")))
      .find((found) => found !== undefined)
    if (mark === undefined) leaders.push(leader)
    else if (mark.digest !== leader.row.digest) refused.push(...refuse(leader, contradicts(mark.line)))
  }
  return { leaders, refused }
}

/** Remembers who was in a batch of a dry run. */
export async function markTrialLines(
  tx: Tx,
  { importId, workspaceId }: BatchTarget,
  settled: readonly Settled[],
): Promise<void> {
  const marks = settled.flatMap(({ leader: { row } }) =>
    keysOf(row).map((key) => ({ name: hashed(importId, key), line: row.line, digest: row.digest })),
  )
  if (marks.length === 0) return
  await sql`
    INSERT INTO import_trial_lines (import_id, workspace_id, name, line, digest)
    SELECT ${importId}, ${workspaceId}, name, line, digest
    FROM ${rows("mark", marks, { name: "bytea", line: "bigint", digest: "text" })}
    ON CONFLICT DO NOTHING`.execute(tx)
}
