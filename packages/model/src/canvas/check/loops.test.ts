import { describe, expect, it } from "vitest"
import { type Drawn, groupId, otherId, waitFor } from "../testing/canvas.ts"
import { actions, ask, decision, end, found, message, update } from "../testing/checked.ts"

const until = (if_passed: string) => ({
  ...{ kind: "until", date: { from: "attribute", name: "due" }, if_passed },
})

describe("a loop", () => {
  const at = ["loop_without_pause step"]
  it.each<[string, string[], Drawn]>([
    ["of messages", at, { step: message("two"), two: message("step") }],
    ["of one step", at, { step: message("step") }],
    ["of decisions", at, { step: decision("two"), two: decision("end", "step"), end }],
    ["with a delay", [], { step: message("wait"), wait: waitFor(1, "seconds", "step") }],
    [
      "with a delay on one of two ways",
      at,
      { step: decision("wait", "two"), wait: waitFor(1, "days", "two"), two: message("step") },
    ],
    [
      "to a time of day",
      [],
      {
        step: {
          kind: "delay",
          wait: { kind: "calendar_days", days: 0, at: "09:00" },
          next: { next: "step" },
        },
      },
    ],
    [
      "to a day of the week",
      [],
      {
        step: {
          kind: "delay",
          wait: { kind: "weekday", weekdays: ["monday"], at: "09:00" },
          next: { next: "step" },
        },
      },
    ],
    [
      "to a day of the week, which goes on when that is over",
      at,
      {
        step: {
          kind: "delay",
          wait: { kind: "weekday", weekdays: ["monday"], at: "09:00", if_passed: "advance" },
          next: { next: "step" },
        },
      },
    ],
    [
      "to a date, which people leave when it is over",
      [],
      { step: { kind: "delay", wait: until("exit"), next: { next: "step" } } },
    ],
    [
      "to a date, which goes on when it is over",
      at,
      { step: { kind: "delay", wait: until("advance"), next: { next: "step" } } },
    ],
    ["that a reply is needed for", [], { step: ask({ yes: "step" }) }],
    ["that any other reply is needed for", [], { step: ask({ other: "step" }) }],
    ["of who did not reply", [], { step: ask({ no_reply: "step" }) }],
    ["of who could not be asked", at, { step: ask({ not_sent: "step" }) }],
    ["that an action is needed for", [], { step: actions({ on: "purchase" }, "step") }],
    [
      "of everyone else after a time",
      [],
      { step: { ...actions({ on: "purchase" }, "step"), next: { else: "step" } } },
    ],
    ["that a ranked action decides", [], { step: actions({ on: "purchase" }, "step", { is_ranked: true }) }],
    ["of a handing over to a person", [], { step: { kind: "hand_over", next: { next: "step" } } }],
    [
      "of an event that it records itself",
      at,
      {
        step: actions({ on: "event", name: "seen" }, "tell"),
        tell: update({ do: "event", name: "seen" }, "step"),
      },
    ],
    [
      "of another event than it records",
      [],
      {
        step: actions({ on: "event", name: "bought" }, "tell"),
        tell: update({ do: "event", name: "seen" }, "step"),
      },
    ],
    [
      "of an attribute that it changes itself",
      at,
      {
        step: actions({ on: "attribute", name: "plan" }, "set"),
        set: update({ do: "set", name: "plan", value: "pro" }, "step"),
      },
    ],
    [
      "of a segment that its update may lead to",
      at,
      {
        step: actions({ on: "segment", segment_id: otherId, op: "entered" }, "set"),
        set: update({ do: "unset", name: "plan" }, "step"),
      },
    ],
    [
      "of a subscription that it changes itself",
      at,
      {
        step: actions({ on: "subscription", state: "subscribed" }, "set"),
        set: update({ do: "subscription", group_id: groupId, state: "subscribed" }, "step"),
      },
    ],
    [
      "of a subscription, which it takes away",
      [],
      {
        step: actions({ on: "subscription", state: "subscribed" }, "set"),
        set: update({ do: "subscription", group_id: groupId, state: "unsubscribed" }, "step"),
      },
    ],
    [
      "of an event that an update before it records",
      [],
      {
        tell: update({ do: "event", name: "seen" }, "step"),
        step: actions({ on: "event", name: "seen" }, "step"),
      },
    ],
    [
      "that a path leaves",
      [],
      {
        step: actions({ on: "purchase" }, "step", {
          paths: [{ id: "did", name: "Did", triggers: [{ on: "purchase" }], exits: true }],
        }),
      },
    ],
  ])("%s: %j", (_, problems, steps) => {
    expect(found(steps)).toEqual(problems)
  })

  it("is told once for each, and not of those within it that pause", () => {
    expect(found({ a: decision("b", "c"), b: message("a"), c: message("d"), d: message("c") })).toEqual([
      "loop_without_pause a",
      "loop_without_pause c",
    ])
  })
})
