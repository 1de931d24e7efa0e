/** Of the steps that a worker carries out: the rule is one. */
import { describe, expect, it } from "vitest"
import type { Performed } from "../step-kind.ts"
import { noon, runOf, stepOf } from "../testing/canvas.ts"
import { type CanvasStep, moveAt } from "./index.ts"

type Carried =
  | CanvasStep<"webhook">
  | CanvasStep<"user_update">
  | CanvasStep<"context">
  | CanvasStep<"send_to_canvas">
const webhook = (otherwise: string) => stepOf({ kind: "webhook", url: "https://x.example", otherwise })
const steps: [string, Carried][] = [
  ["a webhook", webhook("advance")],
  ["an update", stepOf({ kind: "user_update", changes: [] })],
  ["a context step", stepOf({ kind: "context", variables: [{ name: "a", type: "text", value: "1" }] })],
  ["a step that sends to a canvas", stepOf({ kind: "send_to_canvas" })],
]
const moved = (step: Carried, performed: Performed | null) => moveAt(step, runOf(), { performed }, noon)

describe.each(steps)("%s", (_, step) => {
  it("has the run stay until it is done (braze.md 6.54)", () => {
    expect(moved(step, null)).toEqual({ kind: "perform" })
  })

  it("has the run go on when it is done, with what was seen", () => {
    expect(moved(step, { ok: true })).toEqual({ kind: "go", outlet: "next", saw: {} })
    expect(moved(step, { ok: true, saw: { status: 200 } })).toMatchObject({ saw: { status: 200 } })
  })

  it("has the run go on where it failed for good, and says why", () => {
    expect(moved(step, { ok: false, reason: "gone" })).toEqual({
      kind: "go",
      outlet: "next",
      saw: { failed: "gone" },
    })
  })
})

it("a webhook may have people leave where it fails for good", () => {
  expect(moved(webhook("exit"), { ok: false, reason: "answered 500" })).toEqual({
    ...{ kind: "exit", reason: "failed", saw: { failed: "answered 500" } },
  })
  expect(moved(webhook("exit"), { ok: true })).toMatchObject({ kind: "go", outlet: "next" })
})
