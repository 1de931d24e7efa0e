import { expect, it } from "vitest"
import { instantOfLocalTime, localTime } from "./local-time.ts"

it.each([
  ["2026-12-24T18:00", "America/Bogota", "2026-12-24T23:00:00.000Z"],
  ["2026-07-01T09:30", "Europe/Berlin", "2026-07-01T07:30:00.000Z"],
  // The clocks of Berlin are put back at 03:00 that night, and were put on at 02:00 in March.
  ["2026-10-25T03:30", "Europe/Berlin", "2026-10-25T02:30:00.000Z"],
  ["2026-10-25T01:30", "Europe/Berlin", "2026-10-24T23:30:00.000Z"],
  ["2026-03-29T01:30", "Europe/Berlin", "2026-03-29T00:30:00.000Z"],
  ["2026-12-24T18:00", "Asia/Kathmandu", "2026-12-24T12:15:00.000Z"],
])("%s in %s is %s, and back", (local, zone, instant) => {
  expect(instantOfLocalTime(local, zone)?.toISOString()).toBe(instant)
  expect(localTime(new Date(instant), zone)).toBe(local)
})

it("is nothing when no date was given", () => {
  expect(instantOfLocalTime("", "UTC")).toBeUndefined()
})
