/** What is examined of a canvas before it is published: over all paths through it. Pure. */
import { checkConsent } from "./check/consent.ts"
import { checkContext } from "./check/context.ts"
import { checkLoops } from "./check/loops.ts"
import { checkPaths } from "./check/paths.ts"
import type { CanvasProblem, Checked, KnownOfCanvas } from "./check/problem.ts"
import { checkShape } from "./check/shape.ts"
import { checkTemplates } from "./check/templates.ts"
import { checkWindow } from "./check/window.ts"
import type { CanvasDefinition } from "./definition.ts"
import { reachable, waysOf } from "./graph.ts"

export type { CanvasProblem, KnownOfCanvas } from "./check/problem.ts"

const checks = [
  checkShape,
  checkLoops,
  checkWindow,
  checkContext,
  checkPaths,
  checkConsent,
  checkTemplates,
] as const

/**
 * What keeps a canvas from being published (errors), and what its maker should know (warnings); in the order of its steps, errors
 * first. Steps that nobody can come to are named, and not examined.
 * @param known what only the server knows: what is left out is not examined
 */
export function checkCanvas(definition: CanvasDefinition, known: KnownOfCanvas = {}): CanvasProblem[] {
  const reached = reachable(definition)
  const checked: Checked = {
    definition,
    known,
    steps: definition.steps.filter(({ id }) => reached.has(id)),
    ways: waysOf(definition).filter(({ from }) => reached.has(from)),
    firsts: definition.variants.flatMap(({ first }) => (first !== null && reached.has(first) ? [first] : [])),
  }
  const places = new Map(definition.steps.map(({ id }, place) => [id, place]))
  const placeOf = ({ stepId }: CanvasProblem) => (stepId === null ? -1 : (places.get(stepId) ?? -1))
  const rank = ({ severity }: CanvasProblem) => (severity === "error" ? 0 : 1)
  return checks
    .flatMap((check) => check(checked))
    .map((problem) => {
      const place = placeOf(problem)
      return place === -1 || problem.field === null
        ? problem
        : { ...problem, field: `steps.${place}.${problem.field}` }
    })
    .toSorted((one, other) => rank(one) - rank(other) || placeOf(one) - placeOf(other))
}
