/** The ways through a canvas. */
import type { CanvasDefinition } from "./definition.ts"
import { type CanvasStep, outletsOf } from "./steps/index.ts"

/** A step and what it leads to. */
export interface Way {
  from: string
  outlet: string
  to: string
}

export const stepsById = ({ steps }: Pick<CanvasDefinition, "steps">): ReadonlyMap<string, CanvasStep> =>
  new Map(steps.map((step) => [step.id, step]))

/** The step that an outlet leads to; undefined: out of the canvas. What no outlet of its step has any more leads nowhere. */
export const stepAfter = (
  steps: ReadonlyMap<string, CanvasStep>,
  step: CanvasStep,
  outlet: string,
): CanvasStep | undefined => {
  const to = step.next[outlet]
  return to === undefined ? undefined : steps.get(to)
}

/** Every way between two steps that are there. */
export const waysOf = ({ steps }: Pick<CanvasDefinition, "steps">): Way[] => {
  const known = new Set(steps.map(({ id }) => id))
  return steps.flatMap((step) =>
    outletsOf(step).flatMap(({ id: outlet }) => {
      const to = step.next[outlet]
      return to !== undefined && known.has(to) ? [{ from: step.id, outlet, to }] : []
    }),
  )
}

/** The steps that somebody can come to. */
export function reachable(definition: Pick<CanvasDefinition, "steps" | "variants">): ReadonlySet<string> {
  const steps = stepsById(definition)
  const reached = new Set<string>()
  const waiting = definition.variants.flatMap(({ first }) =>
    first !== null && steps.has(first) ? [first] : [],
  )
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    const step = steps.get(id)
    if (step === undefined) continue
    for (const { id: outlet } of outletsOf(step)) {
      const to = stepAfter(steps, step, outlet)
      if (to !== undefined) waiting.push(to.id)
    }
  }
  return reached
}
