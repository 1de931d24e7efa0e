import { describe, expect, it } from "vitest"
import { calendarDay, dayAndTime, fromNow, startOfDay, timeLeft, withInstants } from "./instants.ts"

const noon = new Date("2026-11-22T12:00:00Z")

describe("an instant", () => {
  it.each([
    ["en-US", "America/Bogota", "Nov 22, 2026, 7:00 AM"],
    ["en-GB", "Asia/Kathmandu", "22 Nov 2026, 17:45"],
    ["de-AT", "Europe/Vienna", "22.11.2026, 13:00"],
    ["sv-SE", "Europe/Stockholm", "22 nov. 2026 13:00"],
  ])("is written as in %s, in the zone %s", (locale, zone, written) => {
    expect(dayAndTime(noon, { locale, zone }, "short").replaceAll("\u202f", " ")).toBe(written)
  })

  it("in a sentence of the server is written so, too, and the rest left as it is", () => {
    const notation = { locale: "en-GB", zone: "Europe/Berlin" }
    expect(withInstants("It ends at 2027-01-28T01:18:05.000Z, not 2027-01-28.", notation)).toBe(
      "It ends at 28 Jan 2027, 02:18, not 2027-01-28.",
    )
  })

  it("stands beside numbers that are written so as well, where they are numbers", () => {
    const notation = { locale: "de-DE", zone: "Europe/Berlin" }
    expect(withInstants("It may reach 1,234,000 people, not 999, by rows 1,2 and 10,20.", notation)).toBe(
      "It may reach 1.234.000 people, not 999, by rows 1,2 and 10,20.",
    )
  })

  it.each([
    [0, "now"],
    [-59, "59 seconds ago"],
    [-120, "2 minutes ago"],
    [-3 * 3600, "3 hours ago"],
    [7 * 86_400, "in 7 days"],
    [-90 * 86_400, "3 months ago"],
    [-800 * 86_400, "2 years ago"],
  ])("(%d s away) is told from now as %j", (seconds, said) => {
    expect(fromNow(new Date(noon.getTime() + seconds * 1000), noon)).toBe(said)
  })
})

it.each([
  [30, "less than a minute"],
  [60, "1 min"],
  [45 * 60 + 59, "45 min"],
  [3_600, "1 h"],
  [3 * 3_600 + 12 * 60, "3 h 12 min"],
  [24 * 3_600 - 60, "23 h 59 min"],
])("of %d s, %s are left", (seconds, said) => {
  expect(timeLeft(seconds * 1000)).toBe(said)
})

describe("a day", () => {
  it.each([
    ["en-US", "Mar 1, 2026"],
    ["de", "01.03.2026"],
  ])("is written as in %s, whatever the zone", (locale, written) => {
    expect(calendarDay("2026-03-01", { locale })).toBe(written)
  })

  it.each([
    ["2026-03-01", 0, "America/Bogota", "2026-03-01T05:00:00.000Z"],
    ["2026-03-01", 0, "Asia/Kolkata", "2026-02-28T18:30:00.000Z"],
    ["2026-03-29", 0, "Europe/Berlin", "2026-03-28T23:00:00.000Z"], // the night the clock goes forward
    ["2026-03-29", 1, "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-12-31", 1, "UTC", "2027-01-01T00:00:00.000Z"],
  ])("%s and %i more starts in %s at %s", (day, after, zone, instant) => {
    expect(startOfDay(day, after, zone).toISOString()).toBe(instant)
  })
})
