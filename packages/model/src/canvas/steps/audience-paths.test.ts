import { describe, expect, it } from "vitest"
import { noon, runOf, stepOf } from "../testing/canvas.ts"
import { moveAt, outletsOf } from "./index.ts"

const step = stepOf({
  kind: "audience_paths",
  paths: [
    { id: "gold", name: "Gold" },
    { id: "silver", name: "Silver" },
  ],
})

describe("paths of an audience", () => {
  it.each([
    ["the only one that is matched", [false, true], "silver"],
    // Ranked (braze.md 6.38).
    ["the first of those that are matched", [true, true], "gold"],
    ["everyone else's where none is", [false, false], "else"],
    ["everyone else's where nothing is known", [], "else"],
    ["everyone else's where one is matched that is gone", [false, false, true], "else"],
  ])("have people take %s", (_, matches, outlet) => {
    expect(moveAt(step, runOf(), { matches }, noon)).toEqual({ kind: "go", outlet, saw: { matches } })
  })

  it("do not wait: what is true on arrival counts (braze.md 6.39)", () => {
    const late = new Date(noon.getTime() + 86_400_000)
    expect(moveAt(step, runOf(), { matches: [true] }, late)).toMatchObject({ kind: "go", outlet: "gold" })
  })

  it("have a way out each, and one for everyone else", () => {
    expect(outletsOf(step)).toEqual([
      { id: "gold", name: "Gold" },
      { id: "silver", name: "Silver" },
      { id: "else" },
    ])
  })
})
