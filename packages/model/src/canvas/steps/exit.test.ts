import { expect, it } from "vitest"
import { noon, runOf, stepOf } from "../testing/canvas.ts"
import { moveAt, outletsOf } from "./index.ts"

it("an exit ends the run, and leads nowhere", () => {
  const step = stepOf({ kind: "exit" })
  expect(moveAt(step, runOf(), null, noon)).toEqual({ kind: "exit", reason: "exit_step" })
  expect(outletsOf(step)).toEqual([])
})
