import { expect, it } from "vitest"
import { after, noon, runOf, stepOf } from "../testing/canvas.ts"
import { longestMsAt, moveAt } from "./index.ts"

const step = stepOf({ kind: "hand_over", hours: 2 })

it.each<[string, { isHandedOver: boolean; heldUntil: Date | null }, Date, object]>([
  ["begins where it has not", { isHandedOver: false, heldUntil: null }, noon, { kind: "perform" }],
  [
    "holds the run for as long",
    { isHandedOver: true, heldUntil: after(2, "hours") },
    noon,
    { kind: "wait", until: after(2, "hours") },
  ],
  [
    "is over in the end",
    { isHandedOver: true, heldUntil: after(2, "hours") },
    after(2, "hours"),
    { kind: "go", outlet: "next", saw: { released: false } },
  ],
  [
    "is over when a person releases it",
    { isHandedOver: true, heldUntil: null },
    noon,
    { kind: "go", outlet: "next", saw: { released: true } },
  ],
])("a hand-over %s", (_, facts, now, move) => {
  expect(moveAt(step, runOf(), facts, now)).toEqual(move)
})

it("a hand-over takes as many hours as it says at most, and 24 as usual", () => {
  expect(longestMsAt(step, "next")).toBe(2 * 3_600_000)
  expect(longestMsAt(stepOf({ kind: "hand_over" }), "next")).toBe(24 * 3_600_000)
})
