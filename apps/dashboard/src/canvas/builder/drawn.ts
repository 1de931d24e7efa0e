/** What a drawing shows, as React Flow has it. Pure. */
import type { Edge, Node } from "@xyflow/react"
import type { Graph, StepDraft } from "../editing/draft.ts"
import { type DrawnWay, type Origin, outletsOfDraft, waysIn } from "../editing/graph.ts"
import { entryId, type Place, placesOf, stepHeight, widthFor } from "../editing/layout.ts"
import { nameOfOutlet, nameOfStep, sentenceOf } from "../steps/index.ts"
import type { Names } from "../steps/step-form.ts"

/** What is wrong with a step, and how many people were there. */
export interface StepMark {
  errors: number
  warnings: number
}
export interface StepNumbers {
  waiting: number
  entered: number
  outlets: Readonly<Record<string, number>>
}

interface DrawnOutlet {
  id: string
  name: string
  isOpen: boolean
  people: number | undefined
}

interface NodeData extends Record<string, unknown> {
  /** null: the entry. */
  step: StepDraft | null
  name: string
  sentence: string
  outlets: readonly DrawnOutlet[]
  mark: StepMark | undefined
  numbers: StepNumbers | undefined
}
export type StepNode = Node<NodeData, "step">
export type WayEdge = Edge<{ origin: Origin }, "way">

export interface Shown {
  graph: Graph
  names: Names
  /** What the entry says. */
  entrySentence: string
  marks: ReadonlyMap<string, StepMark>
  numbers: ReadonlyMap<string, StepNumbers> | undefined
}

/** @param before nodes of what was drawn: those that show the same stay the same, so that they are not drawn again */
export function nodesOf(shown: Shown, before: ReadonlyMap<string, StepNode>): StepNode[] {
  const { graph, names, marks, numbers } = shown
  const places = placesOf(graph)
  const open = new Set(waysIn(graph).map(({ origin }) => keyOf(origin)))
  const outletsFor = (step: string | null, outlets: readonly { id: string; name?: string }[]) =>
    outlets.map(
      (outlet): DrawnOutlet => ({
        id: outlet.id,
        name: nameOfOutlet(outlet),
        isOpen: !open.has(keyOf({ step, outlet: outlet.id })),
        people: numbers?.get(step ?? entryId)?.outlets[outlet.id],
      }),
    )
  const entry = nodeAt(places.get(entryId), entryId, {
    step: null,
    name: "Entry",
    sentence: shown.entrySentence,
    outlets: outletsFor(null, graph.variants),
    mark: undefined,
    numbers: numbers?.get(entryId),
  })
  const steps = graph.steps.map((step) =>
    nodeAt(places.get(step.id), step.id, {
      step,
      name: nameOfStep(step),
      sentence: sentenceOf(step, names),
      outlets: outletsFor(step.id, outletsOfDraft(step)),
      mark: marks.get(step.id),
      numbers: numbers?.get(step.id),
    }),
  )
  return [entry, ...steps].map((node) => {
    const known = before.get(node.id)
    return known !== undefined && isSameNode(known, node) ? known : node
  })
}

function nodeAt(place: Place | undefined, id: string, data: NodeData): StepNode {
  const width = widthFor(data.outlets.length)
  return {
    id,
    type: "step",
    position: place ?? { x: 0, y: 0 },
    data,
    width,
    height: stepHeight,
    deletable: false,
    draggable: id !== entryId,
  }
}

const isSameNode = (one: StepNode, other: StepNode): boolean =>
  one.width === other.width &&
  one.position.x === other.position.x &&
  one.position.y === other.position.y &&
  one.data.step === other.data.step &&
  one.data.sentence === other.data.sentence &&
  JSON.stringify([one.data.outlets, one.data.mark, one.data.numbers]) ===
    JSON.stringify([other.data.outlets, other.data.mark, other.data.numbers])

export const keyOf = ({ step, outlet }: Origin): string => `${step ?? entryId} ${outlet}`

export const edgesOf = (graph: Graph): WayEdge[] =>
  waysIn(graph).map(({ origin, to }: DrawnWay) => ({
    id: keyOf(origin),
    type: "way",
    source: origin.step ?? entryId,
    sourceHandle: origin.outlet,
    target: to,
    data: { origin },
    deletable: false,
    focusable: false,
  }))

/** The outlet that an attribute `data-origin` names. */
export function originIn(key: string): Origin | undefined {
  const [step, outlet] = key.split(" ")
  return step === undefined || outlet === undefined
    ? undefined
    : { step: step === entryId ? null : step, outlet }
}
