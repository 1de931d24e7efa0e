import { describe, expect, it } from "vitest"
import type { Graph } from "./draft.ts"
import { outletsOfDraft } from "./graph.ts"
import { entryId, isPlacedByHand, placed, placesOf, stepHeight, tidied, widthFor } from "./layout.ts"
import { drawing, stepIn } from "./testing.ts"

const fork = drawing(
  "ask",
  stepIn("ask", { yes: "thank", no: "remind" }),
  stepIn("thank"),
  stepIn("remind", { next: "thank" }),
)

function overlapsIn(graph: Graph): string[] {
  const places = placesOf(graph)
  const boxes = graph.steps.map((step) => ({
    id: step.id,
    ...(places.get(step.id) ?? { x: 0, y: 0 }),
    width: widthFor(outletsOfDraft(step).length),
  }))
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          Math.abs(one.y - other.y) < stepHeight,
      )
      .map((other) => `${one.id} ${other.id}`),
  )
}

describe("steps without a place", () => {
  it("are below what leads to them, and beside nothing they cover", () => {
    const places = placesOf(fork)
    const y = (id: string) => places.get(id)?.y ?? Number.NaN
    expect([y(entryId), y("ask"), y("remind"), y("thank")].toSorted((one, other) => one - other)).toEqual([
      y(entryId),
      y("ask"),
      y("remind"),
      y("thank"),
    ])
    expect(y("ask")).toBeGreaterThanOrEqual(y(entryId) + stepHeight)
    expect(overlapsIn(fork)).toEqual([])
  })

  it("are beside one another in the order of the outlets", () => {
    const three = drawing(
      "one",
      stepIn("one", { yes: "c", no: "a" }),
      stepIn("a"),
      stepIn("b"),
      stepIn("c", { yes: "b", no: "d" }),
      stepIn("d"),
    )
    const places = placesOf(three)
    const x = (id: string) => places.get(id)?.x ?? Number.NaN
    expect(x("c")).toBeLessThan(x("a"))
    expect(x("b")).toBeLessThan(x("d"))
  })

  it("are laid out in a loop, too, and two hundred of them", () => {
    const many = drawing(
      "s0",
      ...Array.from({ length: 200 }, (_, index) =>
        index % 3 === 0
          ? stepIn(`s${index}`, { yes: `s${index + 1}`, no: `s${index + 2}` })
          : stepIn(`s${index}`, { next: index === 199 ? "s0" : `s${index + 1}` }),
      ),
    )
    expect(placesOf(many).size).toBe(201)
    expect(overlapsIn(many)).toEqual([])
  })
})

describe("once one step is moved", () => {
  const moved = placed(fork, new Map([["thank", { x: 900, y: 20 }]]))

  it("the others stay where they are", () => {
    expect(isPlacedByHand(fork)).toBe(false)
    expect(isPlacedByHand(moved)).toBe(true)
    const before = placesOf(fork)
    const after = placesOf(moved)
    expect(after.get("thank")).toEqual({ x: 900, y: 20 })
    expect(after.get("ask")).toEqual(before.get("ask"))
    expect(after.get("remind")).toEqual(before.get("remind"))
  })

  it("the entry is above what it leads to", () => {
    const after = placesOf(moved)
    expect(after.get(entryId)?.y).toBeLessThanOrEqual((after.get("ask")?.y ?? 0) - stepHeight)
  })

  it("tidying up lays all out again", () => {
    expect(placesOf(tidied(moved))).toEqual(placesOf(fork))
  })
})
