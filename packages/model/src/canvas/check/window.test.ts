import { describe, expect, it } from "vitest"
import { checkCanvas } from "../check.ts"
import { canvasOf, type Drawn, numberId, otherId, says, template, text, waitFor } from "../testing/canvas.ts"
import { actions, ask, decision, end, found, message } from "../testing/checked.ts"

const byApi = { entry: { kind: "api" } } as const
const open = { on: "window", op: "open", number_id: numberId }
const closed = { ...open, op: "closed" }
const free = message(undefined, text("Hello"))

describe("a free-form message", () => {
  const at = ["window_may_be_closed free content"]
  it.each<[string, string[], Drawn, object]>([
    ["as the first answer", [], { free }, {}],
    ["to somebody that the API brings", at, { free }, byApi],
    [
      "to who did something else",
      at,
      { free },
      { entry: { kind: "action", triggers: [says("hi"), { on: "purchase" }] } },
    ],
    [
      "to who wrote to another number",
      at,
      { free },
      { entry: { kind: "action", triggers: [{ on: "inbound_message", number_id: otherId }] } },
    ],
    ["to an audience whose window is open", [], { free }, { ...byApi, audience: { all: [open] } }],
    [
      "to an audience whose window of another number is open",
      at,
      { free },
      { ...byApi, audience: { ...open, number_id: otherId } },
    ],
    [
      "to an audience whose window was open an hour ago",
      at,
      { wait: waitFor(1, "hours", "free"), free },
      { ...byApi, audience: open },
    ],
    ["after 23 hours, 58 minutes and 59 seconds", [], { wait: waitFor(86_339, "seconds", "free"), free }, {}],
    [
      "after 23 hours and 59 minutes, when we take the window for closed",
      at,
      { wait: waitFor(86_340, "seconds", "free"), free },
      {},
    ],
    ["after 24 hours less a second", at, { wait: waitFor(86_399, "seconds", "free"), free }, {}],
    ["after exactly 24 hours", at, { wait: waitFor(1, "days", "free"), free }, {}],
    [
      "after delays that are too long together",
      at,
      { one: waitFor(12, "hours", "two"), two: waitFor(12, "hours", "free"), free },
      {},
    ],
    [
      "where one of two paths is too long",
      at,
      { ask: decision("wait", "free"), wait: waitFor(2, "days", "free"), free },
      {},
    ],
    [
      "after an hour and until a time of day",
      at,
      {
        wait: {
          kind: "delay",
          wait: { kind: "for", length: { amount: 1, unit: "hours" }, at: "09:00" },
          next: { next: "free" },
        },
        free,
      },
      {},
    ],
    ["after a reply", [], { wait: waitFor(3, "days", "ask"), ask: ask({ yes: "free" }), free }, {}],
    [
      "23 hours after a reply",
      [],
      {
        ask: ask({ other: "wait" }, { within: { amount: 7, unit: "days" } }),
        wait: waitFor(23, "hours", "free"),
        free,
      },
      byApi,
    ],
    ["after no reply", at, { ask: ask({ no_reply: "free" }), free }, {}],
    [
      "after no reply within an hour",
      [],
      { ask: ask({ no_reply: "free" }, { within: { amount: 1, unit: "hours" } }), free },
      {},
    ],
    ["where nothing could be asked", at, { ask: ask({ not_sent: "free" }), free }, byApi],
    [
      "after a message that decides at once",
      [],
      { wait: waitFor(3, "days", "act"), act: actions(says("yes"), "free"), free },
      {},
    ],
    [
      "after a message that decides at the end of a day",
      at,
      { act: actions(says("yes"), "free", { is_ranked: true }), free },
      {},
    ],
    [
      "after a message that decides at the end of an hour",
      [],
      { act: actions(says("yes"), "free", { is_ranked: true, within: { amount: 1, unit: "hours" } }), free },
      byApi,
    ],
    [
      "after a message to another number",
      at,
      { act: actions({ ...says("yes"), number_id: otherId }, "free"), free },
      {},
    ],
    [
      "after a message or a purchase",
      at,
      {
        act: actions(says("yes"), "free", {
          paths: [{ id: "did", name: "Did", triggers: [says("yes"), { on: "purchase" }] }],
        }),
        free,
      },
      byApi,
    ],
    [
      "where a decision says the window is open",
      [],
      { ask: decision("free", undefined, { filter: open }), free },
      byApi,
    ],
    [
      "where a decision says it is open, some time later",
      at,
      { ask: decision("wait", undefined, { filter: open }), wait: waitFor(1, "seconds", "free"), free },
      byApi,
    ],
    [
      "where a decision says it is not closed",
      [],
      { ask: decision(undefined, "free", { filter: closed }), free },
      byApi,
    ],
    [
      "where a decision says it is closed, or something else",
      at,
      {
        ask: decision(undefined, "free", { filter: closed, context: [{ property: "a", op: "missing" }] }),
        free,
      },
      byApi,
    ],
    [
      "where one of two alternatives is an open window",
      at,
      {
        ask: decision("free", undefined, {
          filter: { any: [open, { on: "tag", tag_id: otherId, op: "has" }] },
        }),
        free,
      },
      byApi,
    ],
    [
      "for everyone else than those with a closed window",
      [],
      {
        ask: {
          kind: "audience_paths",
          paths: [{ id: "c", name: "Closed", filter: closed }],
          next: { else: "free" },
        },
        free,
      },
      byApi,
    ],
    [
      "to who is valid only while it is open",
      [],
      { free: { ...free, validation: { filter: open, otherwise: "advance" } } },
      byApi,
    ],
    [
      "in a loop that takes longer each time",
      at,
      { free: { ...free, next: { next: "wait" } }, wait: waitFor(1, "hours", "free") },
      {},
    ],
    [
      "in a loop with a reply",
      [],
      {
        free: { ...free, next: { next: "ask" } },
        ask: ask({ yes: "wait" }),
        wait: waitFor(1, "hours", "free"),
      },
      {},
    ],
    ["after a hand-over", at, { over: { kind: "hand_over", next: { next: "free" } }, free }, {}],
    [
      "while quiet hours may hold it too long",
      ["(window_may_close_in_quiet_hours) free content"],
      { wait: waitFor(15, "hours", "free"), free },
      { controls: { quiet_hours: { from: "21:00", until: "08:00", action: "hold" } } },
    ],
    [
      "while quiet hours may hold it, not too long",
      [],
      { wait: waitFor(12, "hours", "free"), free },
      { controls: { quiet_hours: { from: "21:00", until: "08:00", action: "hold" } } },
    ],
    [
      "while quiet hours drop it",
      [],
      { wait: waitFor(15, "hours", "free"), free },
      { controls: { quiet_hours: { from: "21:00", until: "08:00", action: "drop" } } },
    ],
  ])("%s: %j", (_, problems, steps, members) => {
    expect(found(steps, members)).toEqual(problems)
  })

  const question = { kind: "wait_for_reply", content: text("Well?"), paths: [] } as const
  it.each<[string, string[], Drawn]>([
    ["without a fallback", ["window_may_be_closed ask fallback"], { ask: question }],
    [
      "without a fallback, where that is planned for",
      ["(window_may_be_closed) ask fallback"],
      { ask: { ...question, next: { not_sent: "end" } }, end },
    ],
    ["with a fallback", [], { ask: { ...question, fallback: template() } }],
  ])("that asks %s: %j", (_, problems, steps) => {
    expect(found(steps, byApi)).toEqual(problems)
  })

  it("is told with how late it may be, and what to send instead", () => {
    const [problem] = checkCanvas(canvasOf({ wait: waitFor(90_061, "seconds", "ask"), ask: question }))
    expect(problem?.message).toContain("1 day 1 hour 1 minute 1 second after the person wrote")
    expect(problem?.help).toContain("template as the fallback")
  })
})
