/** Where days begin and end in time zones, by what `Intl` says of their clocks. */

/**
 * Time zones that contacts are judged by: a contact with another one, or none, is judged by the workspace's. One list, as SQL is
 * given the days of each and must know the same zones.
 */
export const knownZones: readonly string[] = [
  ...new Set([
    ...Intl.supportedValuesOf("timeZone"),
    // Names of today that Intl takes, but lists under an older one.
    ...["UTC", "Etc/UTC", "GMT", "Asia/Kolkata", "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Yangon"],
    ...["Europe/Kyiv", "America/Argentina/Buenos_Aires", "America/Nuuk", "Africa/Asmara", "Pacific/Chuuk"],
    ...["Pacific/Pohnpei", "Atlantic/Faroe", "America/Indiana/Indianapolis", "America/Kentucky/Louisville"],
    ...[
      "Asia/Calcutta",
      "Asia/Saigon",
      "Asia/Katmandu",
      "Asia/Rangoon",
      "Europe/Kiev",
      "America/Buenos_Aires",
    ],
  ]),
]
const isKnown: ReadonlySet<string> = new Set(knownZones)

/** The zone that a contact is judged by. */
export const zoneOf = (ofContact: string | null, ofWorkspace: string): string =>
  ofContact !== null && isKnown.has(ofContact) ? ofContact : ofWorkspace

const dayMs = 86_400_000
/** To make one takes 50 µs. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  })
  clocks.set(zone, clock)
  return clock
}

const shown = new Map<string, number>()
const mostShown = 50_000

/** What a clock of the zone shows at an instant, as if it were UTC; to the second. Kept, as all zones are asked about a few midnights, again and again. */
export function shownAt(zone: string, ms: number): number {
  const key = `${zone} ${ms}`
  const known = shown.get(key)
  if (known !== undefined) return known
  if (shown.size >= mostShown) shown.clear()
  const read = readClock(zone, ms)
  shown.set(key, read)
  return read
}

function readClock(zone: string, ms: number): number {
  const parts = clockOf(zone).formatToParts(ms)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value)
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"))
}

/**
 * The first instant at which a clock of the zone shows a time, in milliseconds. Of one that it skips, as much later as it is put
 * forward (RFC 5545).
 * @param shown the time, as if it were UTC
 */
export function whenShown(shown: number, zone: string): number {
  if (zone === "UTC") return shown
  const before = shown - (shownAt(zone, shown - dayMs) - (shown - dayMs))
  const after = shown - (shownAt(zone, shown + dayMs) - (shown + dayMs))
  if (before === after) return before
  const instants = [before, after].filter((ms) => shownAt(zone, ms) === shown)
  return instants.length === 0 ? before : Math.min(...instants)
}

/**
 * The first instant of a day, in milliseconds. Where the clock is put forward at midnight that is when it shows 01:00; where
 * midnight comes twice, the first one.
 * @param day its first instant in UTC
 */
export const startOfDay = (day: number, zone: string): number => whenShown(day, zone)

/** The first day that starts at an instant or after it, as its first instant in UTC. */
export function firstDayFrom(ms: number, zone: string): number {
  const near = Math.floor(ms / dayMs) * dayMs
  return [near - dayMs, near, near + dayMs].find((day) => startOfDay(day, zone) >= ms) ?? near + 2 * dayMs
}

/** The last day that has started at an instant, as its first instant in UTC. */
export function dayAt(ms: number, zone: string): number {
  const near = Math.floor(ms / dayMs) * dayMs
  return [near + dayMs, near].find((day) => startOfDay(day, zone) <= ms) ?? near - dayMs
}

/** A day, given by its first instant in UTC, as YYYY-MM-DD. */
export const dayText = (day: number): string => new Date(day).toISOString().slice(0, 10)
