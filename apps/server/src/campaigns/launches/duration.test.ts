import { expect, it } from "vitest"
import { endOfSending } from "./duration.ts"

const hourMs = 3_600_000
const starts = new Date("2026-11-22T12:00:00Z")

it.each([
  ["nobody", 0, 80, 250, 0],
  ["the rate alone", 288_000, 80, null, hourMs],
  ["a limit that is enough", 250, 80, 250, 3_125],
  ["a limit for a day, and the rest the next", 2_001, 80, 2_000, 24 * hourMs + 12.5],
  ["a limit for days on end", 20_000, 1_000, 2_000, 9 * 24 * hourMs + 2_000],
])(
  "reaching people takes as long as %s allow",
  (_what, people, ratePerSecond, messagingLimit, expectedMs) => {
    const ends = endOfSending(people, starts, { ratePerSecond, messagingLimit, quiet: null })
    expect(ends).toEqual(new Date(starts.getTime() + expectedMs))
  },
)

const anHour = 3_600
it.each([
  ["before them is not delayed", 8 * anHour, null, "2026-11-22T20:00:00Z"],
  ["into them waits for the morning", 9 * anHour, null, "2026-11-23T08:00:00Z"],
  ["for days waits each night", 30 * anHour, null, "2026-11-24T16:00:00Z"],
  [
    "the messaging limit leaves to the next day waits then, too",
    18 * anHour,
    9 * anHour,
    "2026-11-24T08:00:00Z",
  ],
])("in quiet hours from nine to eight, what %s", (_what, people, messagingLimit, expected) => {
  const quiet = { from: "21:00", until: "08:00", zone: "Europe/Vienna" }
  expect(endOfSending(people, starts, { ratePerSecond: 1, messagingLimit, quiet })).toEqual(
    new Date(expected),
  )
})

it("what starts in quiet hours is sent from their end on", () => {
  const quiet = { from: "12:00", until: "15:00", zone: "UTC" }
  const ends = endOfSending(60, starts, { ratePerSecond: 1, messagingLimit: null, quiet })
  expect(ends).toEqual(new Date("2026-11-22T15:01:00Z"))
})

it("years of sending are told from the length of one day, and not looked at night by night", () => {
  const zones: unknown[] = []
  const quiet = {
    from: "00:01",
    until: "00:00",
    get zone() {
      zones.push("UTC")
      return "UTC"
    },
  }
  const ends = endOfSending(600_000, starts, { ratePerSecond: 1, messagingLimit: null, quiet })
  // Sixty a day, the first at the next midnight.
  expect(ends).toEqual(new Date(starts.getTime() + 9_999 * 24 * hourMs + 12 * hourMs + 60_000))
  expect(zones.length).toBeLessThan(200)
})
