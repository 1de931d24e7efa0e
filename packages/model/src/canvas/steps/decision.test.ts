import { expect, it } from "vitest"
import { noon, runOf, stepOf } from "../testing/canvas.ts"
import { moveAt, outletsOf } from "./index.ts"

it.each([
  [true, "yes"],
  [false, "no"],
])("a decision of which the answer is %s takes %s at once, and says what it saw", (matches, outlet) => {
  const facts = { matches, saw: { plan: "pro" } }
  const move = moveAt(stepOf({ kind: "decision" }), runOf(), facts, noon)
  expect(move).toEqual({ kind: "go", outlet, saw: { plan: "pro", matches } })
})

it("a decision has two ways out", () => {
  expect(outletsOf(stepOf({ kind: "decision" }))).toEqual([{ id: "yes" }, { id: "no" }])
})
