import { describe, expect, it } from "vitest"
import { type Drawn, says } from "../testing/canvas.ts"
import { found } from "../testing/checked.ts"

describe("a path", () => {
  const everyone = { id: "all", name: "All", filter: { all: [] } }
  const path = (id: string, ...triggers: object[]) => ({ id, name: id, triggers })
  it.each<[string, string[], Drawn]>([
    ["of a decision that asks nothing", ["(path_never_taken) step filter"], { step: { kind: "decision" } }],
    [
      "of an audience that everyone matches",
      ["(path_never_taken) step paths.0"],
      { step: { kind: "audience_paths", paths: [everyone] } },
    ],
    [
      "after one that takes any message",
      ["(path_never_taken) step paths.1"],
      {
        step: { kind: "action_paths", paths: [path("a", { on: "inbound_message" }), path("b", says("yes"))] },
      },
    ],
    [
      "before one that takes any message",
      [],
      {
        step: { kind: "action_paths", paths: [path("b", says("yes")), path("a", { on: "inbound_message" })] },
      },
    ],
    [
      "of which one trigger is left",
      [],
      {
        step: {
          kind: "action_paths",
          paths: [path("a", { on: "inbound_message" }), path("b", says("yes"), { on: "purchase" })],
        },
      },
    ],
    [
      "that waits for the same event",
      ["(path_never_taken) step paths.1"],
      {
        step: {
          kind: "action_paths",
          paths: [
            path("a", { on: "event", name: "x" }),
            path("b", { on: "event", name: "x", where: [{ property: "n", op: "exists" }] }),
          ],
        },
      },
    ],
    [
      "of replies after one of all",
      ["(path_never_taken) step paths.1"],
      {
        step: {
          kind: "wait_for_reply",
          paths: [
            { id: "a", name: "A" },
            { id: "b", name: "B", types: ["text"] },
          ],
        },
      },
    ],
    [
      "of replies of another type",
      [],
      {
        step: {
          kind: "wait_for_reply",
          paths: [
            { id: "a", name: "A", types: ["text"] },
            { id: "b", name: "B", types: ["button"] },
          ],
        },
      },
    ],
    [
      "of an experiment without conversions",
      ["(experiment_without_conversions) step"],
      { step: { kind: "experiment_paths", paths: [{ id: "a", name: "A", share: 100 }] } },
    ],
  ])("%s: %j", (_, problems, steps) => {
    expect(found(steps)).toEqual(problems)
  })
})
