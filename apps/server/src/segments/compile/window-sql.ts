import { type FilterWindow, isOfContact, knownZones, type ResolvedWindow, resolveWindow } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { ZoneColumns } from "./zone-columns.ts"

interface Clock {
  now: Date
  timeZone: string
}

/** The window in every zone: what is in all of them, and what is in any. The same where zones play no part. */
export function windowBounds(
  window: FilterWindow | undefined,
  { now, timeZone }: Clock,
): { inner: ResolvedWindow; outer: ResolvedWindow } {
  const zones = isOfContact(window) ? [timeZone, ...knownZones] : [timeZone]
  const all = zones.map((zone) => resolveWindow(window, { now, zone }))
  const froms = all.map(({ from }) => from)
  const tos = all.map(({ to }) => to)
  return {
    inner: { from: Math.max(...froms), to: Math.min(...tos) },
    outer: { from: Math.min(...froms), to: Math.max(...tos) },
  }
}

/** Whether an instant is at or after `from`, and before `to`. Infinite bounds are not asked. */
export function betweenSql(at: RawBuilder<unknown>, { from, to }: ResolvedWindow): RawBuilder<boolean> {
  const parts = [
    ...(from === Number.NEGATIVE_INFINITY ? [] : [sql`${at} >= ${new Date(from)}::timestamptz`]),
    ...(to === Number.POSITIVE_INFINITY ? [] : [sql`${at} < ${new Date(to)}::timestamptz`]),
  ]
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` AND `)})`
}

/** Whether an instant is in a window by the clock of the contact that `zones` are joined to. */
export function inWindowOfContact(
  at: RawBuilder<unknown>,
  window: FilterWindow,
  zones: ZoneColumns,
): RawBuilder<boolean> {
  const parts = [
    ...(window.from === undefined ? [] : [sql`${at} >= ${zones.ofContact(window.from).start}`]),
    ...(window.to === undefined ? [] : [sql`${at} < ${zones.ofContact(window.to).end}`]),
  ]
  return sql<boolean>`(${sql.join(parts, sql` AND `)})`
}
