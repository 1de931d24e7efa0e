import { campaignControls } from "@parley/model"
import { expect, it } from "vitest"
import { changesBetween, type Definition } from "./version-changes.ts"

const text = (body: string) => ({
  kind: "free_form" as const,
  message: { type: "text" as const, text: { body } },
})
const first: Definition = {
  number_id: "n1",
  variants: [{ id: "a", name: "Variant A", weight: 1, content: text("Hello") }],
  control_share: 0,
  audience: { all: [] },
  delivery: { kind: "once" },
  controls: campaignControls.parse({}),
  conversions: [],
  optimized_delivery: true,
}

it("a version that says the same changed nothing", () => {
  expect(changesBetween(first, structuredClone(first))).toEqual([])
})

it("names what was added, removed and changed", () => {
  const [a] = first.variants
  const changed: Definition = {
    ...first,
    number_id: "n2",
    control_share: 10,
    variants: [
      { id: "a", name: "Short", weight: 3, content: text("Hi") },
      { ...a, id: "b", name: "Variant B" },
    ].map((variant) => ({ weight: 1, content: text("Hello"), ...variant })),
  }
  expect(changesBetween(first, changed)).toEqual([
    "another number",
    "Variant A is called Short",
    "message of Short",
    "weight of Short",
    "Variant B added",
    "control group from 0 % to 10 %",
  ])
  expect(changesBetween(changed, first)).toContain("Variant B removed")
})
