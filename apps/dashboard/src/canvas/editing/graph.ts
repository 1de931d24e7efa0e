/** What is done to a drawing: steps added, connected, changed, removed, copied. Pure: each answers a new one. */
import { outletsOf } from "@parley/model"
import { asStep, type Graph, type StepDraft } from "./draft.ts"

/** Where a way begins: at an outlet of a step, or at the entry, whose outlets are the variants. */
export interface Origin {
  /** null: the entry. */
  step: string | null
  outlet: string
}

export const isSameOrigin = (one: Origin, other: Origin): boolean =>
  one.step === other.step && one.outlet === other.outlet

export const outletsOfDraft = (step: StepDraft) => outletsOf(asStep(step))

export const stepWith = ({ steps }: Graph, id: string): StepDraft | undefined =>
  steps.find((step) => step.id === id)

/** A way to a step that is there. */
export interface DrawnWay {
  origin: Origin
  to: string
}

export function waysIn({ steps, variants }: Graph): DrawnWay[] {
  const known = new Set(steps.map(({ id }) => id))
  const ways = (step: string | null, outlet: string, to: string | null | undefined): DrawnWay[] =>
    to != null && known.has(to) ? [{ origin: { step, outlet }, to }] : []
  return [
    ...variants.flatMap(({ id, first }) => ways(null, id, first)),
    ...steps.flatMap((step) =>
      outletsOfDraft(step).flatMap(({ id: outlet }) => ways(step.id, outlet, step.next[outlet])),
    ),
  ]
}

/** Where an outlet leads; null: nowhere. */
export function targetOf(graph: Graph, { step, outlet }: Origin): string | null {
  const to =
    step === null
      ? graph.variants.find(({ id }) => id === outlet)?.first
      : stepWith(graph, step)?.next[outlet]
  return to != null && stepWith(graph, to) !== undefined ? to : null
}

/** Has an outlet lead to a step. @param to null: nowhere */
export function connect(graph: Graph, { step, outlet }: Origin, to: string | null): Graph {
  if (step === null)
    return {
      ...graph,
      variants: graph.variants.map((one) => (one.id === outlet ? { ...one, first: to } : one)),
    }
  return {
    ...graph,
    steps: graph.steps.map((one) => {
      if (one.id !== step) return one
      const { [outlet]: _, ...others } = one.next
      return { ...one, next: to === null ? others : { ...others, [outlet]: to } }
    }),
  }
}

/**
 * Adds a step. At an outlet it comes between that and where it led, which the first of its own outlets leads to then.
 * @param at undefined: nothing leads to it
 */
export function addStep(graph: Graph, step: StepDraft, at?: Origin): Graph {
  const behind = at === undefined ? null : targetOf(graph, at)
  const [main] = outletsOfDraft(step)
  const added =
    behind === null || main === undefined ? step : { ...step, next: { ...step.next, [main.id]: behind } }
  const whole = { ...graph, steps: [...graph.steps, added] }
  return at === undefined ? whole : connect(whole, at, step.id)
}

/** A step with other contents. What led on from outlets that it has no more leads nowhere. */
export function changeStep(graph: Graph, changed: StepDraft): Graph {
  const outlets = new Set(outletsOfDraft(changed).map(({ id }) => id))
  const next = Object.fromEntries(Object.entries(changed.next).filter(([outlet]) => outlets.has(outlet)))
  const isWhole = Object.keys(next).length === Object.keys(changed.next).length
  return {
    ...graph,
    steps: graph.steps.map((step) =>
      step.id === changed.id ? (isWhole ? changed : { ...changed, next }) : step,
    ),
  }
}

/** Removes steps. What led to one of them leads to where its first outlet led. */
export function removeSteps(graph: Graph, ids: ReadonlySet<string>): Graph {
  const after = (id: string, seen: ReadonlySet<string> = new Set()): string | null => {
    if (!ids.has(id)) return id
    const step = stepWith(graph, id)
    const [main] = step === undefined ? [] : outletsOfDraft(step)
    const to = main === undefined ? undefined : step?.next[main.id]
    return to === undefined || seen.has(id) ? null : after(to, new Set([...seen, id]))
  }
  return {
    variants: graph.variants.map((variant) =>
      variant.first === null || !ids.has(variant.first)
        ? variant
        : { ...variant, first: after(variant.first) },
    ),
    steps: graph.steps.flatMap((step) => {
      if (ids.has(step.id)) return []
      if (!Object.values(step.next).some((to) => ids.has(to))) return [step]
      const next = Object.entries(step.next).flatMap(([outlet, to]) => {
        const now = after(to)
        // A step that leads to itself would be a loop that nobody drew.
        return now === null || (now === step.id && to !== step.id) ? [] : [[outlet, now] as const]
      })
      return [{ ...step, next: Object.fromEntries(next) }]
    }),
  }
}

/** Copies of steps, with the ways between them. */
export function copied({ steps }: Graph, ids: ReadonlySet<string>): StepDraft[] {
  return steps
    .filter(({ id }) => ids.has(id))
    .map((step) => ({
      ...step,
      next: Object.fromEntries(Object.entries(step.next).filter(([, to]) => ids.has(to))),
    }))
}

/**
 * Adds copies of steps under new ids.
 * @param at the outlet that leads to them from then on; undefined: nothing leads to them
 * @returns the ids that they have
 */
export function paste(
  graph: Graph,
  steps: readonly StepDraft[],
  newId: () => string,
  at?: Origin,
): { graph: Graph; ids: string[] } {
  const idOf = new Map(steps.map(({ id }) => [id, newId()]))
  const pasted = steps.map((step) => ({
    ...step,
    id: idOf.get(step.id) ?? step.id,
    position: step.position === null ? null : { x: step.position.x + 40, y: step.position.y + 40 },
    next: Object.fromEntries(
      Object.entries(step.next).flatMap(([outlet, to]) => {
        const now = idOf.get(to)
        return now === undefined ? [] : [[outlet, now] as const]
      }),
    ),
  }))
  const [first] = pasted
  const whole = { ...graph, steps: [...graph.steps, ...pasted] }
  const isLed = at !== undefined && first !== undefined && targetOf(graph, at) === null
  return {
    graph: isLed ? connect(whole, at, first.id) : whole,
    ids: pasted.map(({ id }) => id),
  }
}

export type Direction = "up" | "down" | "left" | "right"

/**
 * The step that one comes to from another with the arrow keys: down along its first way, up to what leads to it, and to the side
 * to what the same step leads to.
 * @param from null: the entry
 * @returns undefined: there is none; null: the entry
 */
export function neighbour(
  graph: Graph,
  from: string | null,
  direction: Direction,
): string | null | undefined {
  const ways = waysIn(graph)
  if (direction === "down") return ways.find(({ origin }) => origin.step === from)?.to
  const into = ways.find(({ to }) => to === from)
  if (direction === "up") return into?.origin.step
  if (into === undefined) return undefined
  const siblings = ways.filter(({ origin }) => origin.step === into.origin.step).map(({ to }) => to)
  const place = siblings.indexOf(into.to)
  return siblings[place + (direction === "left" ? -1 : 1)]
}

/** The steps in the order in which one reads them: along the ways, and then those that nothing leads to. */
export function inReadingOrder(graph: Graph): StepDraft[] {
  const byId = new Map(graph.steps.map((step) => [step.id, step]))
  const seen = new Set<string>()
  const waiting = [
    ...graph.variants.flatMap(({ first }) => (first === null ? [] : [first])),
    ...graph.steps.map(({ id }) => id),
  ]
  const ordered: StepDraft[] = []
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const step = byId.get(id)
    if (step === undefined || seen.has(id)) continue
    seen.add(id)
    ordered.push(step)
    waiting.unshift(
      ...outletsOfDraft(step).flatMap(({ id: outlet }) => {
        const to = step.next[outlet]
        return to === undefined ? [] : [to]
      }),
    )
  }
  return ordered
}
