import { describe, expect, it } from "vitest"
import { after, noon, runOf, says, stepOf } from "../testing/canvas.ts"
import { listensFor, moveAt } from "./index.ts"

const path = (id: string, members: object = {}) => ({ id, name: id, triggers: [says(id)], ...members })
const stepWith = (members: object = {}) =>
  stepOf({ kind: "action_paths", paths: [path("yes"), path("no", { exits: true })], ...members })

interface Case {
  heard?: string
  ms?: number
  members?: object
}
const dayMs = 86_400_000
const moved = ({ heard, ms = 0, members = {} }: Case) =>
  moveAt(stepWith(members), runOf({ heard: heard ?? null }), null, new Date(noon.getTime() + ms))
const waits = { kind: "wait", until: after(1, "days") }
const goes = (outlet: string, heard: string | null = outlet) => ({ kind: "go", outlet, saw: { heard } })
const ranked = { is_ranked: true }

describe("paths of actions", () => {
  it.each<[string, Case, object]>([
    ["wait for a day, as usual", {}, waits],
    ["wait to the last millisecond", { ms: dayMs - 1 }, waits],
    ["have who did nothing take everyone else's at the end", { ms: dayMs }, goes("else", null)],
    ["have who did nothing take it late, too", { ms: 9 * dayMs }, goes("else", null)],
    // Unranked, the first thing that is done decides (braze.md 6.44).
    ["have who did something go on at once", { heard: "yes" }, goes("yes")],
    [
      "have who did something take its path after the end, where it was heard before",
      { heard: "yes", ms: dayMs },
      goes("yes"),
    ],
    // Braze has them leave at the end only (6.46).
    [
      "have who takes a path of people who leave do so at once",
      { heard: "no" },
      { kind: "exit", reason: "exit_event", saw: { heard: "no", path: "no" } },
    ],
    // Ranked, all wait to the end (6.45).
    ["that are ranked wait on after something was done", { heard: "yes", members: ranked }, waits],
    [
      "that are ranked take at the end what was done",
      { heard: "yes", ms: dayMs, members: ranked },
      goes("yes"),
    ],
    [
      "that are ranked take everyone else's where nothing was",
      { ms: dayMs, members: ranked },
      goes("else", null),
    ],
    [
      "that are ranked have people leave at the end",
      { heard: "no", ms: dayMs, members: ranked },
      { kind: "exit", reason: "exit_event", saw: { heard: "no", path: "no" } },
    ],
    ["take everyone else's for a path that is gone", { heard: "gone" }, goes("else", "gone")],
    [
      "wait for as long as they say",
      { members: { within: { amount: 30, unit: "minutes" } } },
      { kind: "wait", until: after(30, "minutes") },
    ],
  ])("%s", (_, of, move) => {
    expect(moved(of)).toEqual(move)
  })

  it("listen for every trigger, the highest path first", () => {
    const both = stepWith({
      paths: [path("yes", { triggers: [says("yes"), { on: "purchase" }] }), path("no")],
    })
    expect(listensFor(both).map(({ path, outlet }) => [path, outlet])).toEqual([
      ["paths.0.triggers.0", "yes"],
      ["paths.0.triggers.1", "yes"],
      ["paths.1.triggers.0", "no"],
    ])
  })
})
