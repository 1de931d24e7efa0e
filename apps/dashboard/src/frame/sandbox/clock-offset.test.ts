import { expect, it } from "vitest"
import { clockOffset } from "./clock-offset.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs

it.each([
  [0, undefined, undefined],
  [59_000, undefined, undefined],
  [minuteMs, "+1 min", "1 minute ahead"],
  [-40 * minuteMs, "−40 min", "40 minutes behind"],
  [hourMs, "+1 h", "1 hour ahead"],
  [25 * hourMs, "+25 h", "25 hours ahead"],
  [-7 * 24 * hourMs, "−7 d", "7 days behind"],
])("a clock that is %i ms from ours", (offsetMs, short, words) => {
  expect(clockOffset(offsetMs)?.short).toBe(short)
  expect(clockOffset(offsetMs)?.words).toBe(words)
})
