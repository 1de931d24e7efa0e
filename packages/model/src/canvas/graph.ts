/** The ways through a canvas. */
import type { CanvasDefinition } from "./definition.ts"
import { type CanvasStep, longestMsAt, outletsOf } from "./steps/index.ts"

type Paths = Pick<CanvasDefinition, "steps" | "variants">

/** A step and what it leads to. */
export interface Way {
  from: string
  outlet: string
  to: string
}

export const stepsById = ({ steps }: Pick<CanvasDefinition, "steps">): ReadonlyMap<string, CanvasStep> =>
  new Map(steps.map((step) => [step.id, step]))

/** The step that an outlet leads to; undefined: out of the canvas, as from a path whose people leave. */
export const stepAfter = (
  steps: ReadonlyMap<string, CanvasStep>,
  step: CanvasStep,
  outlet: string,
): CanvasStep | undefined => {
  const to = step.next[outlet]
  const leaves = step.kind === "action_paths" && step.paths.some(({ id, exits }) => exits && id === outlet)
  return to === undefined || leaves ? undefined : steps.get(to)
}

/** Every way between two steps that are there. */
export const waysOf = (definition: Pick<CanvasDefinition, "steps">): Way[] => {
  const known = stepsById(definition)
  return definition.steps.flatMap((step) =>
    outletsOf(step).flatMap(({ id: outlet }) => {
      const to = stepAfter(known, step, outlet)
      return to === undefined ? [] : [{ from: step.id, outlet, to: to.id }]
    }),
  )
}

/** The steps that somebody can come to. */
export function reachable(definition: Paths): ReadonlySet<string> {
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

/**
 * How long a run may take at most, in milliseconds: the sum of delays and waits on the longest path (braze.md 6.13). Infinity where
 * it goes round in a loop, or waits for a date. What is sent or done is taken to go at once, and clocks not to be changed.
 */
export function longestMs(definition: Paths): number {
  const steps = stepsById(definition)
  const longest = new Map<string, number>()
  const from = (step: CanvasStep): number => {
    const known = longest.get(step.id)
    if (known !== undefined) return known
    // For who comes here again meanwhile: a loop.
    longest.set(step.id, Number.POSITIVE_INFINITY)
    const found = Math.max(
      0,
      ...outletsOf(step).map(({ id }) => {
        const after = stepAfter(steps, step, id)
        return longestMsAt(step, id) + (after === undefined ? 0 : from(after))
      }),
    )
    longest.set(step.id, found)
    return found
  }
  const firsts = definition.variants.flatMap(({ first }) => (first === null ? [] : (steps.get(first) ?? [])))
  return Math.max(0, ...firsts.map(from))
}

/**
 * The steps that lead to each other round and round, over the ways that count: each loop is one list, of one step where it leads to
 * itself. Tarjan's strongly connected components.
 */
export function loopsOf(ways: readonly Way[]): string[][] {
  const after = Map.groupBy(ways, ({ from }) => from)
  const order = new Map<string, number>()
  const open: string[] = []
  const loops: string[][] = []
  const visit = (id: string): number => {
    const at = order.size
    let low = at
    order.set(id, at)
    open.push(id)
    for (const { to } of after.get(id) ?? []) {
      const seen = order.get(to)
      if (seen === undefined) low = Math.min(low, visit(to))
      else if (open.includes(to)) low = Math.min(low, seen)
    }
    if (low === at) {
      const members = open.splice(open.indexOf(id))
      const leadsToItself = after.get(id)?.some(({ to }) => to === id)
      if (members.length > 1 || leadsToItself) loops.push(members)
    }
    return low
  }
  for (const { from } of ways) if (!order.has(from)) visit(from)
  return loops
}
