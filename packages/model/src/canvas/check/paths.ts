/** Paths that nobody takes, and experiments without an end. */
import type { ActionTrigger } from "../../campaign/action-triggers.ts"
import type { Filter } from "../../filter/filter.ts"
import { type CanvasStep, listensFor } from "../steps/index.ts"
import { type CanvasProblem, type Checked, warningAt } from "./problem.ts"

export const checkPaths = ({ definition, steps }: Checked): CanvasProblem[] =>
  steps.flatMap((step) => [
    ...checkQuestions(step),
    ...checkHeard(step, definition.number_id),
    ...checkExperiment(step, definition.conversions.length > 0),
  ])

const isEveryone = (filter: Filter): boolean => "all" in filter && filter.all.length === 0

function checkQuestions(step: CanvasStep): CanvasProblem[] {
  if (step.kind === "decision" && isEveryone(step.filter) && step.context.length === 0)
    return [
      warningAt({
        ...{ code: "path_never_taken", stepId: step.id, field: "filter" },
        message: "Nothing is asked here: everyone takes Yes.",
        help: "Ask something, or delete the step.",
      }),
    ]
  if (step.kind !== "audience_paths") return []
  const place = step.paths.findIndex(({ filter, context }) => isEveryone(filter) && context.length === 0)
  const all = step.paths[place]
  if (all === undefined) return []
  return [
    warningAt({
      ...{ code: "path_never_taken", stepId: step.id, field: `paths.${place}` },
      message: `Everyone who comes to the path ${all.name} takes it: nobody takes those after it.`,
      help: "Ask something for that path, or leave it out: people who match none take Everyone else.",
    }),
  ]
}

/** A path is never taken where all that it waits for is taken by those before it. */
function checkHeard(step: CanvasStep, numberId: string | null): CanvasProblem[] {
  const listened = listensFor(step)
  const earlier = (outlet: string) =>
    listened.slice(
      0,
      listened.findIndex((each) => each.outlet === outlet),
    )
  const paths = step.kind === "action_paths" || step.kind === "wait_for_reply" ? step.paths : []
  return paths.flatMap(({ id, name }, place) => {
    const own = listened.filter(({ outlet }) => outlet === id)
    const before = earlier(id)
    const taken = own.every(({ trigger }) => before.some((each) => takes(each.trigger, trigger, numberId)))
    if (!taken) return []
    return [
      warningAt({
        ...{ code: "path_never_taken", stepId: step.id, field: `paths.${place}` },
        message: `Nobody takes the path ${name}: a path before it takes all that it waits for.`,
        help: "Move it up, or have the path before wait for less.",
      }),
    ]
  })
}

/** Whether what one trigger waits for is all that another does, or more. */
function takes(one: ActionTrigger, other: ActionTrigger, numberId: string | null): boolean {
  if (JSON.stringify(one) === JSON.stringify(other)) return true
  if (one.on === "inbound_message" && other.on === "inbound_message")
    return (
      one.text === undefined &&
      (one.number_id ?? numberId) === (other.number_id ?? numberId) &&
      (one.types === undefined || (other.types?.every((type) => one.types?.includes(type)) ?? false))
    )
  if (one.on === "event" && other.on === "event")
    return one.name === other.name && (one.where ?? []).length === 0
  if (one.on === "purchase" && other.on === "purchase")
    return (
      (one.where ?? []).length === 0 && (one.product_id === undefined || one.product_id === other.product_id)
    )
  return false
}

const checkExperiment = (step: CanvasStep, hasConversions: boolean): CanvasProblem[] =>
  step.kind === "experiment_paths" && !hasConversions
    ? [
        warningAt({
          ...{ code: "experiment_without_conversions", stepId: step.id, field: null },
          message: "The canvas has no conversions, so that nothing tells which path does better.",
          help: "Add what counts as success to the canvas.",
        }),
      ]
    : []
