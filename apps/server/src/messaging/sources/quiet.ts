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

/** Of a campaign: by the clock of each contact. A part of a source's policy. */
export interface SourceQuietHours {
  from: string
  until: string
  action: "hold" | "drop"
  /** Of contacts who have none: the workspace's. */
  zone: string
}

/** What stops at one moment is asked for each message of a claim: an answer holds for the minute. */
const known = { minute: Number.NaN, ends: new Map<string, Date | null>() }

/** Until when the clock of a contact shows quiet hours of a campaign; null: it does not. Pure. */
export function quietForContact(hours: SourceQuietHours, zone: string | null, at: Date): Date | null {
  const minute = Math.floor(at.getTime() / 60_000)
  if (known.minute !== minute) {
    known.minute = minute
    known.ends.clear()
  }
  const { from, until } = hours
  const key = `${from} ${until} ${zone ?? ""} ${hours.zone}`
  const ends = known.ends.get(key)
  if (ends !== undefined) return ends
  const found = quietUntil({ from, until }, zone !== null && isZone(zone) ? zone : hours.zone, at)
  known.ends.set(key, found)
  return found
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Why a message of that class would not go at that time, and until when; null where quiet hours do not stop it. */
export async function quietWait(tx: Tx, priorityClass: number, at: Date): Promise<NumberWait | null> {
  if (priorityClass !== classes.marketing) return null
  const quiet = await readQuietTimes(tx)
  const until = quiet && quietUntil(quiet, quiet.zone, at)
  return until && { ...explainWait("quiet_hours"), until }
}
