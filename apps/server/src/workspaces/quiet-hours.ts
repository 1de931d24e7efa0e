/** The hours of a day in which a workspace sends no marketing. What waits then, and where, is the business of messaging. */
import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time of day from 00:00 to 23:59, such as 21:00" })

export const quietHours = z
  .object({
    from: timeOfDay.describe("Local time, such as 21:00"),
    until: timeOfDay.describe("Local time; one that is earlier than `from` is on the next day"),
  })
  .refine(({ from, until }) => from !== until, {
    path: ["until"],
    error: "must be another time than `from`: quiet hours end once a day",
  })
  .meta({ id: "QuietHours" })

/** Local times as `HH:MM`, of which `until` may be on the next day. */
export interface QuietHours {
  from: string
  until: string
}

/** Quiet hours by the clock of a time zone (IANA). */
export interface QuietTimes extends QuietHours {
  zone: string
}

const minuteMs = 60_000
const dayMinutes = 24 * 60
/** Clocks are put forward and back at full quarters of an hour of UTC: between two of them each goes evenly. */
const quarterMs = 15 * minuteMs

/** To make one takes 50 µs, to write a time with it 10 µs (a busy machine); the end of a night is found in half a millisecond. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a clock of that zone shows, as `HH:MM`. */
function localTime(zone: string, at: Date): string {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  clocks.set(zone, clock)
  return clock.format(at)
}

/** Whether a clock of that zone shows a time of the quiet hours; `until` itself is none. Pure. */
export function isQuiet({ from, until }: QuietHours, zone: string, at: Date): boolean {
  const time = localTime(zone, at)
  return from < until ? from <= time && time < until : from <= time || time < until
}

/**
 * When the quiet hours end that it is in: the first instant at which the clock shows no time of them, also where it is put
 * forward or back meanwhile. Pure.
 * @param zone IANA: of the workspace, or of the person who is not to be disturbed
 * @returns null when it is not quiet
 */
export function quietUntil(hours: QuietHours, zone: string, at: Date): Date | null {
  if (!isQuiet(hours, zone, at)) return null
  let ms = Math.floor(at.getTime() / minuteMs) * minuteMs
  do {
    const left = minutesBetween(localTime(zone, new Date(ms)), hours.until) * minuteMs
    const nextQuarter = (Math.floor(ms / quarterMs) + 1) * quarterMs
    ms = Math.min(ms + left, nextQuarter)
  } while (isQuiet(hours, zone, new Date(ms)))
  return new Date(ms)
}

/** When it is quiet next; the instant itself where it is. Pure. */
export const nextQuiet = ({ from, until }: QuietHours, zone: string, at: Date): Date =>
  quietUntil({ from: until, until: from }, zone, at) ?? at

/** How many minutes of a day are quiet, where no clock is changed. */
export const quietMinutes = ({ from, until }: QuietHours): number => minutesBetween(from, until)

function minutesBetween(from: string, until: string): number {
  return (minuteOf(until) - minuteOf(from) + dayMinutes) % dayMinutes
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Of a row of `workspaces`, as the API says it. */
export const quietHoursColumn = sql<QuietHours | null>`CASE WHEN workspaces.quiet_from IS NOT NULL THEN
  jsonb_build_object('from', workspaces.quiet_from, 'until', workspaces.quiet_until) END`

/** The same with its zone. */
export const quietTimesColumn = sql<QuietTimes | null>`CASE WHEN workspaces.quiet_from IS NOT NULL THEN jsonb_build_object(
  'from', workspaces.quiet_from, 'until', workspaces.quiet_until, 'zone', workspaces.time_zone) END`

/** Those of a transaction's workspace; null when it has none. */
export async function readQuietTimes(tx: Tx): Promise<QuietTimes | null> {
  const { rows } = await sql<{ quiet: QuietTimes | null }>`
    SELECT ${quietTimesColumn} AS quiet FROM workspaces WHERE id = current_workspace()`.execute(tx)
  return rows[0]?.quiet ?? null
}

/** The ids of the workspaces in whose quiet hours it is, of all that the transaction sees. */
export async function quietWorkspaces(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string; quiet: QuietTimes }>`
    SELECT id, ${quietTimesColumn} AS quiet FROM workspaces WHERE quiet_from IS NOT NULL`.execute(tx)
  return rows.filter(({ quiet }) => isQuiet(quiet, quiet.zone, now)).map(({ id }) => id)
}
