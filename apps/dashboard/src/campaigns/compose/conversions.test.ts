import { expect, it } from "vitest"
import { type ConversionDraft, mistakesInConversions, newConversion, ofKind } from "./conversions.ts"

const paths = (...conversions: ConversionDraft[]) => mistakesInConversions(conversions).map(([path]) => path)

it("says by its field what a conversion lacks", () => {
  expect(paths(newConversion)).toEqual(["conversions.0.name"])
  const bought: ConversionDraft = { on: "event", name: "bought", within: { amount: 30, unit: "days" } }
  expect(paths(bought)).toEqual([])
  expect(paths(bought, { ...bought, within: { amount: 721, unit: "hours" } })).toEqual([
    "conversions.1.within",
  ])
  expect(paths({ ...bought, where: [{ property: "", op: "equals", value: "a" }] })).toEqual([
    "conversions.0.where",
  ])
  expect(paths({ ...bought, revenue: { property: "total", currency: "EU" } })).toEqual([
    "conversions.0.revenue.currency",
  ])
})

it("keeps its time and its conditions as another kind, and nothing that this one has not", () => {
  const where: NonNullable<ConversionDraft["where"]> = [{ property: "city", op: "equals", value: "Lima" }]
  const event: ConversionDraft = {
    on: "event",
    name: "bought",
    within: { amount: 2, unit: "hours" },
    where,
    revenue: { property: "total" },
  }
  expect(ofKind(event, "purchase")).toEqual({ on: "purchase", within: { amount: 2, unit: "hours" }, where })
})
