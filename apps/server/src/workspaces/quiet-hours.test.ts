import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isQuiet, nextQuiet, type QuietHours, quietMinutes, quietUntil } from "./quiet-hours.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const night = { from: "22:00", until: "08:00" }
const until = (hours: QuietHours, zone: string, at: string) =>
  quietUntil(hours, zone, new Date(at))?.toISOString() ?? null

describe("quiet hours", () => {
  it("end on the next day where they cross midnight", () => {
    expect(until(night, "Europe/Vienna", "2026-11-22T20:59:59Z")).toBe(null)
    expect(until(night, "Europe/Vienna", "2026-11-22T21:00:00Z")).toBe("2026-11-23T07:00:00.000Z")
    expect(until(night, "Europe/Vienna", "2026-11-23T06:59:59.999Z")).toBe("2026-11-23T07:00:00.000Z")
    expect(until(night, "Europe/Vienna", "2026-11-23T07:00:00Z")).toBe(null)
  })

  it("end on the same day where they don't, and follow the clock of the zone that is asked for", () => {
    const noon = { from: "12:00", until: "13:30" }
    expect(until(noon, "Asia/Kolkata", "2026-11-22T06:45:12Z")).toBe("2026-11-22T08:00:00.000Z")
    expect(until(noon, "America/Lima", "2026-11-22T06:45:12Z")).toBe(null)
  })

  it("end as the clock is put forward over their end", () => {
    const end = { from: "22:00", until: "02:30" }
    expect(until(end, "Europe/Vienna", "2026-03-29T00:30:00Z")).toBe("2026-03-29T01:00:00.000Z")
  })

  it("come once more where the clock is put back over their end", () => {
    const end = { from: "22:00", until: "02:30" }
    expect(until(end, "Europe/Vienna", "2026-10-25T00:10:00Z")).toBe("2026-10-25T00:30:00.000Z")
    expect(until(end, "Europe/Vienna", "2026-10-25T00:40:00Z")).toBe(null)
    expect(until(end, "Europe/Vienna", "2026-10-25T01:10:00Z")).toBe("2026-10-25T01:30:00.000Z")
  })

  it("begin next at the instant itself where it is quiet, and else when the clock shows their start", () => {
    const next = (at: string) => nextQuiet(night, "Europe/Vienna", new Date(at)).toISOString()
    expect(next("2026-11-22T12:00:00Z")).toBe("2026-11-22T21:00:00.000Z")
    expect(next("2026-11-22T22:00:00Z")).toBe("2026-11-22T22:00:00.000Z")
    expect(quietMinutes(night)).toBe(10 * 60)
  })
})

/** Half an hour of summer time, 45 minutes beside the hour, changes at midnight, and none at all. */
const zones = [
  "Europe/Vienna",
  "America/New_York",
  "America/Santiago",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "UTC",
] as const
type Zone = (typeof zones)[number]

const offsets = new Map<string, number>()
const formats = new Map(
  zones.map((zone) => [zone, new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })]),
)

/** By how much the clock of a zone is ahead of UTC, in minutes: told as such, and not by what it shows. */
function offsetOf(zone: Zone, ms: number): number {
  const quarter = Math.floor(ms / (15 * minuteMs))
  const key = `${zone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const parts = formats.get(zone)?.formatToParts(ms)
  const name = parts?.find(({ type }) => type === "timeZoneName")?.value ?? ""
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  offsets.set(key, offset)
  return offset
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":")

function isQuietByOffset({ from, until }: QuietHours, zone: Zone, ms: number): boolean {
  const minute = (((Math.floor(ms / minuteMs) + offsetOf(zone, ms)) % 1440) + 1440) % 1440
  const [start, end] = [minuteOf(from), minuteOf(until)]
  return start < end ? start <= minute && minute < end : start <= minute || minute < end
}

const year = Date.UTC(2026, 0, 1)
/** Hours of the year in which the clock of a zone is put forward or back. */
const changes = new Map(
  zones.map((zone) => [
    zone,
    Array.from({ length: 365 * 4 }, (_, n) => year + n * 6 * hourMs).filter(
      (ms) => offsetOf(zone, ms) !== offsetOf(zone, ms + 6 * hourMs),
    ),
  ]),
)

/** An instant of a zone, mostly within a day and a half of when its clock is put forward or back. */
const momentOf = fc.constantFrom(...zones).chain((zone) => {
  const around = changes.get(zone) ?? []
  const ms =
    around.length === 0
      ? fc.integer({ min: year, max: year + 365 * dayMs })
      : fc
          .tuple(fc.constantFrom(...around), fc.integer({ min: -1.5 * dayMs, max: 1.5 * dayMs }))
          .map(([at, away]) => at + away)
  return fc.record({ zone: fc.constant(zone), ms })
})
const someHours = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1439 }))
  .map(([start, length]) => ({ from: timeOf(start), until: timeOf((start + length) % 1440) }))

describe("whatever the hours, the zone and the instant", () => {
  it("some of the clocks are put forward and back", () => {
    expect([...changes.values()].filter(({ length }) => length === 2).length).toBeGreaterThan(3)
  })

  it("quiet hours end at the first full minute that is not quiet, and it is quiet until then", () => {
    fc.assert(
      fc.property(someHours, momentOf, (hours, { zone, ms }) => {
        let end: number | null = null
        if (isQuietByOffset(hours, zone, ms)) {
          end = Math.floor(ms / minuteMs) * minuteMs
          while (isQuietByOffset(hours, zone, end)) end += minuteMs
        }
        expect(quietUntil(hours, zone, new Date(ms))?.getTime() ?? null).toBe(end)
      }),
    )
  })

  it("it is either quiet or between quiet hours, and each begins where the other ends", () => {
    fc.assert(
      fc.property(someHours, momentOf, (hours, { zone, ms }) => {
        const at = new Date(ms)
        const next = nextQuiet(hours, zone, quietUntil(hours, zone, at) ?? at)
        expect(isQuiet(hours, zone, next)).toBe(true)
        expect(isQuiet(hours, zone, new Date(next.getTime() - minuteMs))).toBe(false)
      }),
    )
  })
})
