import { expect, it } from "vitest"
import { daysOf, everyDay } from "./period.ts"

it("a period ends today and has as many days as it says", () => {
  expect(daysOf("7", "2026-03-03")).toEqual({ from: "2026-02-25", to: "2026-03-03" })
  const { from, to } = daysOf("30", "2028-03-01")
  expect(everyDay(from, to)).toHaveLength(30)
  expect(everyDay("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"])
})
