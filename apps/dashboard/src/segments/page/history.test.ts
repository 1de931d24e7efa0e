import { expect, it } from "vitest"
import { lineOf } from "./history.ts"

const box = { width: 100, height: 10 }

it("goes from the first day to the last, with days that were not counted between them", () => {
  const counts = [
    { day: "2026-10-01", people: 5 },
    { day: "2026-10-02", people: 10 },
    { day: "2026-10-05", people: 0 },
  ]
  expect(lineOf(counts, box)).toEqual({ least: 0, most: 10, points: "0,5 25,0 100,10" })
})

it("is level in the middle where nothing changed", () => {
  const counts = [
    { day: "2026-10-01", people: 5 },
    { day: "2026-10-02", people: 5 },
  ]
  expect(lineOf(counts, box)?.points).toBe("0,5 100,5")
})

it("is none of one day", () => {
  expect(lineOf([{ day: "2026-10-01", people: 5 }], box)).toBeUndefined()
  expect(lineOf([], box)).toBeUndefined()
})
