import { describe, expect, it } from "vitest"
import { longestMs, loopsOf, reachable, waysOf } from "./graph.ts"
import { canvasOf, type Drawn, waitFor } from "./testing/canvas.ts"
import { actions, ask, decision, message } from "./testing/checked.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describe("the longest time that a canvas takes", () => {
  it.each<[string, number, Drawn]>([
    ["with no delay", 0, { one: message("two"), two: message() }],
    ["with delays", dayMs + hourMs, { one: waitFor(1, "days", "two"), two: waitFor(1, "hours") }],
    ["with a delay at its end", dayMs, { one: message("two"), two: waitFor(1, "days") }],
    [
      "on two ways",
      3 * dayMs,
      {
        ask: decision("one", "two"),
        one: waitFor(3, "days"),
        two: waitFor(1, "days", "three"),
        three: waitFor(1, "days"),
      },
    ],
    [
      "on ways that meet",
      4 * dayMs,
      { ask: decision("one", "end"), one: waitFor(3, "days", "end"), end: waitFor(1, "days") },
    ],
    [
      "with a delay until a time of day",
      2 * dayMs,
      { one: { kind: "delay", wait: { kind: "for", length: { amount: 1, unit: "days" }, at: "09:00" } } },
    ],
    [
      "with days of the calendar",
      2 * dayMs + 9 * hourMs,
      { one: { kind: "delay", wait: { kind: "calendar_days", days: 2, at: "09:00" } } },
    ],
    ["with a wait for a reply", dayMs, { one: ask({ not_sent: "two" }), two: waitFor(1, "hours") }],
    [
      "with a wait for actions",
      2 * dayMs,
      { one: { ...actions({ on: "purchase" }, "two"), next: { else: "two" } }, two: waitFor(1, "days") },
    ],
    [
      "that waits for a date",
      Number.POSITIVE_INFINITY,
      { one: { kind: "delay", wait: { kind: "until", date: { from: "attribute", name: "due" } } } },
    ],
    ["with a loop", Number.POSITIVE_INFINITY, { one: waitFor(1, "days", "two"), two: decision("one") }],
    ["of a part that nobody comes to", dayMs, { one: waitFor(1, "days"), other: waitFor(9, "days") }],
  ])("%s is %d", (_, length, steps) => {
    expect(longestMs(canvasOf(steps))).toBe(length)
  })

  it("of all variants counts", () => {
    const variants = [
      { id: "a", name: "A", first: "one" },
      { id: "b", name: "B", first: "two" },
    ]
    expect(longestMs(canvasOf({ one: waitFor(1, "days"), two: waitFor(2, "days") }, { variants }))).toBe(
      2 * dayMs,
    )
  })
})

describe("ways", () => {
  it("lead to steps that are there, and not on from a path whose people leave", () => {
    const leaving = { paths: [{ id: "did", name: "Did", triggers: [{ on: "purchase" }], exits: true }] }
    const canvas = canvasOf({
      ask: decision("act", "gone"),
      act: { ...actions({ on: "purchase" }, "end", leaving), next: { did: "end", else: "say" } },
      say: message(),
      end: message(),
    })
    expect(waysOf(canvas)).toEqual([
      { from: "ask", outlet: "yes", to: "act" },
      { from: "act", outlet: "else", to: "say" },
    ])
    expect([...reachable(canvas)].toSorted()).toEqual(["act", "ask", "say"])
  })

  it("that lead round are found, each loop once", () => {
    const ways = ["ab", "bc", "ca", "cd", "dd", "ef", "fe", "bg"].map(([from = "", to = ""]) => ({
      from,
      outlet: "next",
      to,
    }))
    expect(loopsOf(ways).map((loop) => loop.toSorted().join(""))).toEqual(["d", "abc", "ef"])
  })
})
