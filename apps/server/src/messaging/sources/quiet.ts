/**
 * Quiet hours of a workspace: nothing of the class of marketing is claimed then, whatever it is of. No row is touched for it, so
 * that what waits keeps its place and its end, and goes on by itself.
 */
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { isQuiet, type QuietTimes, quietUntil, readQuietTimes } from "../../workspaces/index.ts"
import { explainWait } from "../explain.ts"
import type { NumberWait } from "./number-waits.ts"
import { classes, type PriorityClass } from "./sources.ts"

/** The last class of which something is claimed at that moment. Pure. */
export const lastClass = (quiet: QuietTimes | null, at: Date): PriorityClass =>
  quiet !== null && isQuiet(quiet, quiet.zone, at) ? classes.utility : classes.marketing

/**
 * Whether nothing of a source is claimed for the quiet hours of its workspace.
 * @param sources its name in the statement
 * @param quiet those that `quietWorkspaces` finds
 */
export const isQuietSource = (sources: string, quiet: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${sources}.class`)} = ${classes.marketing} AND ${sql.ref(`${sources}.workspace_id`)} = ANY(${quiet}::uuid[]))`

/** Why a message of that class would not go at that time, and until when; null where quiet hours do not stop it. */
export async function quietWait(tx: Tx, priorityClass: number, at: Date): Promise<NumberWait | null> {
  if (priorityClass !== classes.marketing) return null
  const quiet = await readQuietTimes(tx)
  const until = quiet && quietUntil(quiet, quiet.zone, at)
  return until && { ...explainWait("quiet_hours"), until }
}
