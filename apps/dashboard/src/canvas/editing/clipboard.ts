/** Steps as a text that can be pasted into another canvas. Pure. */
import { canvasStep, mostSteps } from "@parley/model"
import { asSentStep, openedStep, type StepDraft } from "./draft.ts"

/** By which the text is known for steps. */
const mark = "parley/canvas-steps"

/** As JSON. */
export const stepsAsText = (steps: readonly StepDraft[]): string =>
  JSON.stringify({ kind: mark, steps: steps.map(asSentStep) }, null, 2)

export type Pasted = { steps: StepDraft[] } | { problem: string }

/** undefined: it is no text of steps. */
export function stepsInText(text: string): Pasted | undefined {
  const given = parsed(text)
  if (typeof given !== "object" || given === null || Reflect.get(given, "kind") !== mark) return undefined
  const steps: unknown = Reflect.get(given, "steps")
  if (!Array.isArray(steps) || steps.length === 0) return undefined
  if (steps.length > mostSteps) return { problem: `A canvas has at most ${mostSteps} steps.` }
  const read = steps.map((step) => canvasStep.safeParse(step))
  const whole = read.flatMap(({ data }) => (data === undefined ? [] : [data]))
  if (whole.length < steps.length)
    return { problem: "Some of the copied steps lack something. Complete them, and copy them again." }
  const drafts: StepDraft[] = JSON.parse(JSON.stringify(whole))
  return { steps: drafts.map(openedStep) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
