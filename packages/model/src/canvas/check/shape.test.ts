import { describe, expect, it } from "vitest"
import { checkCanvas } from "../check.ts"
import { canvasOf, type Drawn, waitFor } from "../testing/canvas.ts"
import { end, found, message } from "../testing/checked.ts"

describe("a canvas", () => {
  it("that is finished has no problems", () => {
    expect(found({ hello: message("wait"), wait: waitFor(1, "days", "bye"), bye: message() })).toEqual([])
  })

  it.each<[string, string[], Drawn, object]>([
    ["no number", ["number_missing number_id"], { end }, { number_id: null }],
    ["a variant without a first step", ["variant_without_first variants.0.first"], {}, {}],
    [
      "a variant without a first step that nobody gets",
      [],
      { end },
      {
        variants: [
          { id: "a", name: "A", first: "end" },
          { id: "b", name: "B", weight: 0 },
        ],
      },
    ],
    [
      "a variant whose first step is not there",
      ["step_missing variants.0.first", "(step_unreachable) end"],
      { end },
      { variants: [{ id: "a", name: "A", first: "gone" }] },
    ],
    ["a way to a step that is not there", ["step_missing hello next.next"], { hello: message("gone") }, {}],
    [
      "a step that nobody comes to",
      ["(step_unreachable) other"],
      { hello: message(), other: message(undefined, null) },
      {},
    ],
    [
      "a message that is not written",
      ["message_without_content hello content"],
      { hello: message(undefined, null) },
      {},
    ],
    [
      "no other canvas to send to",
      ["canvas_not_chosen on canvas_id"],
      { on: { kind: "send_to_canvas" } },
      {},
    ],
    [
      "a webhook without an address",
      ["webhook_without_address call url"],
      { call: { kind: "webhook", url: " " } },
      {},
    ],
    [
      "an update without changes",
      ["(nothing_to_change) update changes"],
      { update: { kind: "user_update", changes: [] } },
      {},
    ],
  ])("with %s has %j", (_, problems, steps, members) => {
    expect(found(steps, members)).toEqual(problems)
  })

  it("says errors before warnings, and each with what to do", () => {
    const problems = checkCanvas(
      canvasOf({
        one: { kind: "user_update", changes: [], next: { next: "two" } },
        two: message(undefined, null),
      }),
    )
    expect(problems.map(({ severity, stepId, field }) => [severity, stepId, field])).toEqual([
      ["error", "two", "steps.1.content"],
      ["warning", "one", "steps.0.changes"],
    ])
    for (const { message, help } of problems)
      expect([message.length > 0, help.length > 0]).toEqual([true, true])
  })
})
