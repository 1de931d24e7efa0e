import { expect, it } from "vitest"
import { isFresh } from "./freshness.ts"

const instant = (monotonicMs: number, wallMs: number) => ({
  monotonicMs,
  wall: new Date(1_800_000_000_000 + wallMs),
})

it.each([
  ["a second", 1_000, 1_000, true],
  ["a little more by the clock that only runs forward", 1_001, 500, false],
  ["ten minutes in which the process stood still", 600_000, 600_000, false],
  ["ten minutes in which the machine slept", 300, 600_000, false],
  ["a clock that was set back", 300, -600_000, false],
  ["a clock that was put right by a hair", 300, -20, true],
])("after %s", (_, monotonicMs, wallMs, expected) => {
  expect(isFresh(instant(0, 0), instant(monotonicMs, wallMs))).toBe(expected)
})
