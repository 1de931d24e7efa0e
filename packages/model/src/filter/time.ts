/** Points in time and windows as filters name them: absolute or relative, by the clock of the workspace or of each contact. */
import { z } from "zod"
import { instantOf } from "../instants.ts"
import type { FilterContext } from "./condition.ts"
import { dayAt, startOfDay, zoneOf } from "./local-days.ts"

const unitMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 7 * 86_400_000 } as const
const dayMs = unitMs.days

/** A length of time; a day is 24 hours. */
export interface Duration {
  amount: number
  unit: keyof typeof unitMs
}

/**
 * A date (`2026-11-22`), an instant (`2026-11-22T09:00:00Z`), some time before or after now, or a day counted from today: 0 is
 * today, -1 yesterday.
 */
export type PointInTime =
  | string
  | { ago: number; unit: Duration["unit"] }
  | { ahead: number; unit: Duration["unit"] }
  | { day: number }

/** By whose clock days begin. */
export type DayZone = "workspace" | "contact"

/** From a point on, up to another. A day that it ends with belongs to it; an instant that it ends with does not. */
export interface Window {
  from?: PointInTime | undefined
  to?: PointInTime | undefined
  zone?: DayZone | undefined
}

const unit = z.enum(["minutes", "hours", "days", "weeks"])
const most = 100_000
const amount = z.number("a number").min(0, "0 or more").max(most, `at most ${most}`)

export const durationSchema = z.strictObject({ amount: amount.positive("more than 0"), unit })

const aPoint =
  'a date such as 2026-11-22, an instant with an offset such as 2026-11-22T09:00:00Z, { ago: 30, unit: "days" }, { ahead: 2, unit: "hours" } or { day: 0 }'

export const pointSchema: z.ZodType<PointInTime> = z.union(
  [
    z.string().refine((value) => instantOf(value) !== undefined, aPoint),
    z.strictObject({ ago: amount, unit }),
    z.strictObject({ ahead: amount, unit }),
    z.strictObject({ day: z.int().min(-100_000).max(100_000) }),
  ],
  aPoint,
)

export const zoneSchema = z
  .enum(["workspace", "contact"])
  .optional()
  .describe("By whose clock days begin. Default: the workspace's")

export const windowSchema = z
  .strictObject({ from: pointSchema.optional(), to: pointSchema.optional(), zone: zoneSchema })
  .refine(({ from, to }) => from !== undefined || to !== undefined, "`from`, `to`, or both")
  .meta({ id: "FilterWindow" })

export const durationMs = ({ amount: count, unit: of }: Duration): number => count * unitMs[of]

/** The first instant of a point, and the first after it where it is a day; in milliseconds. */
export function resolvePoint(
  point: PointInTime,
  { now, zone }: { now: Date; zone: string },
): { start: number; end: number } {
  if (typeof point === "string") {
    const ms = instantOf(point)?.getTime() ?? Number.NaN
    if (point.length > 10) return { start: ms, end: ms }
    return { start: startOfDay(ms, zone), end: startOfDay(ms + dayMs, zone) }
  }
  if ("day" in point) {
    const day = dayAt(now.getTime(), zone) + point.day * dayMs
    return { start: startOfDay(day, zone), end: startOfDay(day + dayMs, zone) }
  }
  const ms =
    now.getTime() + ("ago" in point ? -point.ago * unitMs[point.unit] : point.ahead * unitMs[point.unit])
  const whole = Math.round(ms)
  return { start: whole, end: whole }
}

/** A window in milliseconds: what is at `from` belongs to it, what is at `to` does not. */
export interface ResolvedWindow {
  from: number
  to: number
}

export function resolveWindow(window: Window | undefined, at: { now: Date; zone: string }): ResolvedWindow {
  return {
    from: window?.from === undefined ? Number.NEGATIVE_INFINITY : resolvePoint(window.from, at).start,
    to: window?.to === undefined ? Number.POSITIVE_INFINITY : resolvePoint(window.to, at).end,
  }
}

export const isWithin = (at: Date | null, { from, to }: ResolvedWindow): boolean =>
  at !== null && at.getTime() >= from && at.getTime() < to

/** Whether the point is a day, so that it depends on the zone when it begins. */
export const isDay = (point: PointInTime): boolean =>
  typeof point === "string" ? point.length === 10 : "day" in point

/** Whether a window begins and ends at another instant for each contact. */
export const isOfContact = (window: Window | undefined): boolean =>
  window?.zone === "contact" && [window.from, window.to].some((point) => point !== undefined && isDay(point))

/** No clock on earth is further from UTC. */
export const farthestZoneMs = 26 * unitMs.hours

/** The zone by which a condition on a contact is judged. */
export const judgedBy = (
  zone: DayZone | undefined,
  contact: { time_zone: string | null },
  { now, timeZone }: FilterContext,
): { now: Date; zone: string } => ({
  now,
  zone: zone === "contact" ? zoneOf(contact.time_zone, timeZone) : timeZone,
})

/**
 * Instants at which a point that moves with time passes an instant, in milliseconds: from then on the instant is before it. One that
 * stands still passes none. Of a day both its first moment and its end are meant.
 */
export function passes(point: PointInTime | undefined, at: number, zone: string): number[] {
  if (point === undefined || typeof point === "string") return []
  if ("day" in point) {
    const day = dayAt(at, zone) - point.day * dayMs
    return [startOfDay(day, zone), startOfDay(day + dayMs, zone)]
  }
  const moved = "ago" in point ? point.ago * unitMs[point.unit] : -point.ahead * unitMs[point.unit]
  // Points are rounded to milliseconds.
  return [Math.ceil(at + moved + 0.5)]
}

/** Instants at which an instant enters or leaves a window as time goes by. */
export const windowTurns = (window: Window | undefined, at: Date | null, zone: string): number[] =>
  at === null || window === undefined
    ? []
    : [...passes(window.from, at.getTime(), zone), ...passes(window.to, at.getTime(), zone)]

/** Whether the window ends at a point that moves with time, so that it comes to have what happened after its end. */
export const endMoves = (window: Window | undefined): boolean =>
  window?.to !== undefined && typeof window.to !== "string"
