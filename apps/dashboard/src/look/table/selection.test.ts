import { describe, expect, it } from "vitest"
import { allTicked, type Selection, ticked, tickedOf } from "./selection.ts"

interface Thing {
  id: string
}
const page: Thing[] = ["a", "b", "c", "d"].map((id) => ({ id }))
const nothing: Selection<Thing> = new Map()
const ids = (selection: Selection<Thing>) => [...selection.keys()]

describe("a tick", () => {
  it("comes and goes", () => {
    const one = ticked(nothing, page, 1)
    expect(ids(one)).toEqual(["b"])
    expect(ids(ticked(one, page, 1))).toEqual([])
  })

  it("with Shift takes the rows between along, in both directions", () => {
    expect(ids(ticked(ticked(nothing, page, 1), page, 3, 1))).toEqual(["b", "c", "d"])
    expect(ids(ticked(ticked(nothing, page, 3), page, 0, 3)).sort()).toEqual(["a", "b", "c", "d"])
  })

  it("that goes with Shift takes those of the rows between away", () => {
    const all = allTicked(nothing, page)
    expect(ids(ticked(all, page, 3, 2))).toEqual(["a", "b"])
  })

  it("of a row that is not there changes nothing", () => {
    expect(ticked(nothing, page, 9)).toBe(nothing)
  })
})

describe("the ticks of a page", () => {
  it("are set all at once, those of other pages stay", () => {
    const other = ticked(nothing, [{ id: "z" }], 0)
    const all = allTicked(other, page)
    expect(ids(all)).toEqual(["z", "a", "b", "c", "d"])
    expect(ids(allTicked(all, page))).toEqual(["z"])
  })

  it("are none, some or all", () => {
    expect(tickedOf(nothing, page)).toBe("none")
    expect(tickedOf(ticked(nothing, page, 0), page)).toBe("some")
    expect(tickedOf(allTicked(nothing, page), page)).toBe("all")
    expect(tickedOf(ticked(nothing, [{ id: "z" }], 0), page)).toBe("none")
  })
})
