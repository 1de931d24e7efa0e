import { describe, expect, it } from "vitest"
import {
  addStep,
  changeStep,
  connect,
  copied,
  inReadingOrder,
  neighbour,
  paste,
  removeSteps,
} from "./graph.ts"
import { counted, drawing, shownWays, stepIn } from "./testing.ts"

const fork = drawing(
  "ask",
  stepIn("ask", { yes: "thank", no: "remind" }),
  stepIn("thank"),
  stepIn("remind", { next: "thank" }),
)

describe("a step that is added", () => {
  it("at the entry of an empty canvas is where people begin", () => {
    expect(shownWays(addStep(drawing(null), stepIn("one"), { step: null, outlet: "a" }))).toEqual(["· a one"])
  })

  it("on a way comes between what was connected", () => {
    const added = addStep(fork, stepIn("wait"), { step: "ask", outlet: "no" })
    expect(shownWays(added)).toEqual([
      "· a ask",
      "ask yes thank",
      "ask no wait",
      "remind next thank",
      "wait next remind",
    ])
  })

  it("with several outlets goes on by the first of them", () => {
    const added = addStep(
      drawing("one", stepIn("one")),
      { ...stepIn("q", { yes: "one" }), next: {} },
      {
        step: null,
        outlet: "a",
      },
    )
    expect(shownWays(added)).toContain("q yes one")
  })

  it("nowhere leads nowhere, and nothing leads to it", () => {
    expect(shownWays(addStep(fork, stepIn("alone")))).toEqual(shownWays(fork))
  })
})

describe("a way", () => {
  it("leads elsewhere, or nowhere", () => {
    const elsewhere = connect(fork, { step: "ask", outlet: "yes" }, "remind")
    expect(shownWays(elsewhere)).toContain("ask yes remind")
    expect(shownWays(connect(fork, { step: null, outlet: "a" }, null))).not.toContain("· a ask")
    expect(shownWays(connect(fork, { step: "ask", outlet: "yes" }, null))).toEqual([
      "· a ask",
      "ask no remind",
      "remind next thank",
    ])
  })

  it("goes with its outlet, when a step is changed", () => {
    const changed = changeStep(fork, { ...stepIn("ask"), next: { yes: "thank", next: "remind" } })
    expect(shownWays(changed)).toEqual(["· a ask", "ask next remind", "remind next thank"])
  })
})

describe("steps that are removed", () => {
  it("leave what led to them leading on", () => {
    expect(shownWays(removeSteps(fork, new Set(["remind"])))).toEqual([
      "· a ask",
      "ask yes thank",
      "ask no thank",
    ])
  })

  it("lead on over several of them, and from the entry", () => {
    const row = drawing(
      "one",
      stepIn("one", { next: "two" }),
      stepIn("two", { next: "three" }),
      stepIn("three"),
    )
    expect(shownWays(removeSteps(row, new Set(["one", "two"])))).toEqual(["· a three"])
    expect(shownWays(removeSteps(row, new Set(["two", "three"])))).toEqual(["· a one"])
  })

  it("that lead to each other end the way", () => {
    const loop = drawing("one", stepIn("one", { next: "two" }), stepIn("two", { next: "one" }))
    expect(shownWays(removeSteps(loop, new Set(["one", "two"])))).toEqual([])
    expect(shownWays(removeSteps(loop, new Set(["two"])))).toEqual(["· a one"])
  })
})

describe("steps that are copied", () => {
  const steps = copied(fork, new Set(["ask", "remind"]))

  it("keep the ways between them alone", () => {
    expect(steps.map(({ next }) => next)).toEqual([{ no: "remind" }, {}])
  })

  it("are pasted under ids of their own, and led to where an outlet is free", () => {
    const { graph, ids } = paste(fork, steps, counted(), { step: "thank", outlet: "next" })
    expect(ids).toEqual(["new-1", "new-2"])
    expect(shownWays(graph).slice(-2)).toEqual(["remind next thank", "new-1 no new-2"])
    expect(shownWays(graph)).toContain("thank next new-1")
  })

  it("take no way that another step has", () => {
    const { graph } = paste(fork, steps, counted(), { step: "ask", outlet: "yes" })
    expect(shownWays(graph)).toContain("ask yes thank")
  })
})

describe("the arrow keys", () => {
  it.each([
    [null, "down", "ask"],
    ["ask", "down", "thank"],
    ["ask", "up", null],
    ["thank", "right", "remind"],
    ["remind", "left", "thank"],
    ["remind", "right", undefined],
    ["thank", "down", undefined],
  ] as const)("from %s %s: %s", (from, direction, to) => {
    expect(neighbour(fork, from, direction)).toBe(to)
  })
})

it("one reads along the ways, and what nothing leads to last", () => {
  const graph = { ...fork, steps: [stepIn("alone"), ...fork.steps] }
  expect(inReadingOrder(graph).map(({ id }) => id)).toEqual(["ask", "thank", "remind", "alone"])
})
