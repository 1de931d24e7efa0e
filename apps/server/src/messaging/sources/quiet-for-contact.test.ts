import fc from "fast-check"
import { expect, it } from "vitest"
import { quietForContact } from "./quiet.ts"

const night = { from: "21:00", until: "09:00", action: "hold", zone: "Europe/Vienna" } as const
const at = new Date("2026-11-22T12:00:00Z")
const ends = (zone: string | null, hours: { from: string; until: string } = night) =>
  quietForContact({ ...night, ...hours }, zone, at)?.toISOString() ?? null

it("it is by the clock of the contact that nothing is sent", () => {
  expect(ends("Europe/Vienna")).toBeNull() // 13:00
  expect(ends("Asia/Tokyo")).toBe("2026-11-23T00:00:00.000Z") // 21:00
  expect(ends("America/New_York")).toBe("2026-11-22T14:00:00.000Z") // 07:00
})

it("without a zone, or with one that is none, it is by the workspace's", () => {
  const noon = { from: "12:00", until: "14:00" }
  expect(ends(null, noon)).toBe("2026-11-22T13:00:00.000Z")
  expect(ends("Mars/Olympus_Mons", noon)).toBe("2026-11-22T13:00:00.000Z")
})

it("it ends when a clock, looked at each minute, first shows another time", () => {
  const minute = fc.integer({ min: 0, max: 1_439 })
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
  const zones = ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.tuple(minute, minute).filter(([one, other]) => one !== other),
      fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2027, 0) / 60_000 }),
      (zone, [from, until], minutes) => {
        const clock = new Intl.DateTimeFormat("en-GB", {
          timeZone: zone,
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        })
        const hours = { ...night, from: time(from), until: time(until) }
        const isQuiet = (ms: number) => {
          const shown = clock.format(new Date(ms))
          return hours.from < hours.until
            ? hours.from <= shown && shown < hours.until
            : hours.from <= shown || shown < hours.until
        }
        let ms = minutes * 60_000
        const start = ms
        while (isQuiet(ms)) ms += 60_000
        expect(quietForContact(hours, zone, new Date(start))?.getTime() ?? start).toBe(ms)
      },
    ),
    { numRuns: 200 }, // each looks at up to 1,500 minutes
  )
})
