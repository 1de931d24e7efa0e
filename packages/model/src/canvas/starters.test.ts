import { describe, expect, it } from "vitest"
import { checkCanvas } from "./check.ts"
import { reachable } from "./graph.ts"
import { type CanvasStarter, canvasStarters, startCanvas } from "./starters.ts"
import { groupId, numberId, templateId } from "./testing/canvas.ts"

const isStarter = (name: string): name is CanvasStarter => Object.hasOwn(canvasStarters, name)
const starters = Object.keys(canvasStarters).filter(isStarter)
const needs = { numberId, groupId, templateId: null, today: "2026-12-24" }

describe.each(starters)("the starter %s", (starter) => {
  const definition = startCanvas(starter, needs)

  it("can be published as it is", () => {
    const errors = checkCanvas(definition).filter(({ severity }) => severity === "error")
    expect(errors).toEqual([])
  })

  it("has no step that nobody comes to", () => {
    expect(definition.steps.filter(({ id }) => !reachable(definition).has(id))).toEqual([])
  })

  it("asks by a template, where one is chosen", () => {
    const { steps } = startCanvas(starter, { ...needs, templateId })
    const asked = steps.filter((step) => step.kind === "wait_for_reply")
    expect(asked.map(({ fallback }) => fallback?.template_id)).toEqual([templateId])
  })
})
