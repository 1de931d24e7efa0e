import { expect, it } from "vitest"
import { timeUntil } from "./window-words.ts"

const now = new Date("2026-11-22T12:00:00Z")

it.each([
  [30, "less than a minute"],
  [60, "1 min"],
  [45 * 60 + 59, "45 min"],
  [3_600, "1 h"],
  [3 * 3_600 + 12 * 60, "3 h 12 min"],
  [24 * 3_600 - 60, "23 h 59 min"],
])("in %d seconds is in %s", (seconds, words) => {
  expect(timeUntil(new Date(now.getTime() + seconds * 1_000), now)).toBe(words)
})
