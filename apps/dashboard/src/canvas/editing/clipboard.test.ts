import { expect, it } from "vitest"
import { stepsAsText, stepsInText } from "./clipboard.ts"
import { copied } from "./graph.ts"
import { drawing, stepIn } from "./testing.ts"

const fork = drawing("ask", stepIn("ask", { yes: "thank" }), stepIn("thank"))
const steps = copied(fork, new Set(["ask", "thank"]))

it("steps are a text, and read from it as they were", () => {
  expect(stepsInText(stepsAsText(steps))).toEqual({ steps })
})

it("another text is none of steps", () => {
  expect(stepsInText("Hello")).toBeUndefined()
  expect(stepsInText('{"kind":"parley/canvas-steps","steps":[]}')).toBeUndefined()
  expect(stepsInText("[1, 2]")).toBeUndefined()
})

it("what no canvas may have is refused", () => {
  const text = stepsAsText(steps).replaceAll('"decision"', '"bomb"')
  expect(stepsInText(text)).toHaveProperty("problem")
  const many = Array.from({ length: 201 }, (_, index) => stepIn(`s${index}`))
  expect(stepsInText(stepsAsText(many))).toHaveProperty("problem")
})
