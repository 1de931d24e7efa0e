import { expect, it } from "vitest"
import { stepOf } from "../testing/canvas.ts"
import { canvasStep, liquidOf } from "./index.ts"

it("a step that sends to a canvas names the Liquid of what the other begins with", () => {
  const step = stepOf({ kind: "send_to_canvas", context: { shop: "{{ context.shop }}" } })
  expect(liquidOf(step)).toEqual([{ path: "context.shop", text: "{{ context.shop }}" }])
})

it("a step that sends to a canvas refuses names that variables cannot have", () => {
  expect(canvasStep.safeParse({ id: "step", kind: "send_to_canvas", context: { "a.b": "" } }).success).toBe(
    false,
  )
})
