/** Where steps are drawn. Pure. */
import { Graph as Dagre, layout } from "@dagrejs/dagre"
import type { Graph } from "./draft.ts"
import { outletsOfDraft, waysIn } from "./graph.ts"

export interface Place {
  x: number
  y: number
}

/** The entry, among the ids of what is drawn. No step can be called that. */
export const entryId = ":entry"

const outletWidth = 116
const leastWidth = 248
/** In pixels, as the drawing's CSS has it. */
export const stepHeight = 112

export const widthFor = (outlets: number): number => Math.max(leastWidth, outlets * outletWidth)

/** Where everything is drawn: the entry and each step, by their left upper corners. */
export function placesOf(graph: Graph): ReadonlyMap<string, Place> {
  const areLaidOut = graph.steps.every(({ position }) => position !== null)
  const laidOut = areLaidOut && graph.steps.length > 0 ? aboveAll(graph) : laidOutBy(graph)
  return new Map([
    ...laidOut,
    ...graph.steps.flatMap(({ id, position }) => (position === null ? [] : [[id, position] as const])),
  ])
}

/** Where people place steps themselves, the entry is above what it leads to. */
function aboveAll({ steps, variants }: Graph): [string, Place][] {
  const firsts = new Set(variants.map(({ first }) => first))
  const led = steps.filter(({ id }) => firsts.has(id))
  const places = (led.length > 0 ? led : steps).flatMap(({ position }) => (position ? [position] : []))
  const x = Math.min(...places.map((place) => place.x))
  const y = Math.min(...places.map((place) => place.y))
  return [[entryId, { x, y: y - stepHeight - 72 }]]
}

let last: { key: string; places: [string, Place][] } | undefined

/** Kept for the drawing that it was last made for: typing into a step moves nothing, and to lay out 200 takes 0.1 s. */
function laidOutBy(graph: Graph): [string, Place][] {
  const sizes = graph.steps.map((step) => [step.id, outletsOfDraft(step).length])
  const key = JSON.stringify([graph.variants.length, sizes, waysIn(graph)])
  if (last?.key !== key) last = { key, places: layOut(graph) }
  return last.places
}

function layOut({ steps, variants }: Graph): [string, Place][] {
  const drawn = new Dagre()
  drawn.setGraph({ rankdir: "TB", nodesep: 40, ranksep: 72, ranker: "tight-tree" })
  drawn.setDefaultEdgeLabel(() => ({}))
  drawn.setNode(entryId, { width: widthFor(variants.length), height: stepHeight })
  for (const step of steps)
    drawn.setNode(step.id, { width: widthFor(outletsOfDraft(step).length), height: stepHeight })
  // Two ways between the same steps are one line here.
  for (const { origin, to } of waysIn({ steps, variants })) drawn.setEdge(origin.step ?? entryId, to)
  layout(drawn, { constraints: sidesOf({ steps, variants }) })
  return [entryId, ...steps.map(({ id }) => id)].map((id) => {
    const { x = 0, y = 0, width = 0, height = 0 } = drawn.node(id)
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }]
  })
}

/** What the outlets of a step lead to is beside one another in their order. A step that several lead to goes by the first of them. */
function sidesOf(graph: Graph): { left: string; right: string }[] {
  const parents = new Map<string, string>()
  const sides: { left: string; right: string }[] = []
  let before: { parent: string; child: string } | undefined
  for (const { origin, to } of waysIn(graph)) {
    const parent = origin.step ?? entryId
    if (parents.has(to)) continue
    parents.set(to, parent)
    if (before?.parent === parent) sides.push({ left: before.child, right: to })
    before = { parent, child: to }
  }
  return sides
}

/** Every step where it is drawn now, so that those that are not moved stay. */
export function placed(graph: Graph, moved: ReadonlyMap<string, Place> = new Map()): Graph {
  const places = placesOf(graph)
  return {
    ...graph,
    steps: graph.steps.map((step) => ({
      ...step,
      position: moved.get(step.id) ?? places.get(step.id) ?? null,
    })),
  }
}

/** Laid out by rule again, whatever was moved. */
export const tidied = (graph: Graph): Graph => ({
  ...graph,
  steps: graph.steps.map((step) => (step.position === null ? step : { ...step, position: null })),
})

/** Whether members placed steps themselves: then a new one needs a place, too. */
export const isPlacedByHand = ({ steps }: Graph): boolean => steps.some(({ position }) => position !== null)
