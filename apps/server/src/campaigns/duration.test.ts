import { expect, it } from "vitest"
import { durationMs } from "./duration.ts"

const hourMs = 3_600_000
it.each([
  ["nobody", 0, 80, 250, 0],
  ["the rate alone", 288_000, 80, null, hourMs],
  ["a limit that is enough", 250, 80, 250, 3_125],
  ["a limit for a day, and the rest the next", 2_001, 80, 2_000, 24 * hourMs + 12.5],
  ["a limit for days on end", 20_000, 1_000, 2_000, 9 * 24 * hourMs + 2_000],
])("reaching people takes as long as %s allow", (_what, people, rate, limit, expected) => {
  expect(durationMs(people, { ratePerSecond: rate, messagingLimit: limit })).toBe(expected)
})
