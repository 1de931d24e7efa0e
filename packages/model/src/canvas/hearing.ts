/** Which way out of a step something that happens has a run take. */
import type { ActionTrigger } from "../campaign/action-triggers.ts"
import { type CanvasStep, listensFor } from "./steps/index.ts"

/**
 * The outlet that something has a run take at a step; undefined: none. Of several that fit the first is taken; what was heard before stays,
 * but where the paths of actions are ranked a higher one takes its place. Before the question of a step has gone nothing is an answer to it.
 * @param run.hasAsked whether a message of this step was sent, or is about to be
 */
export function outletHeard(
  step: CanvasStep,
  run: { heard: string | null; hasAsked: boolean },
  isTriggered: (trigger: ActionTrigger) => boolean,
): string | undefined {
  if (step.kind === "wait_for_reply" && !run.hasAsked && (step.content !== null || step.fallback !== null))
    return undefined
  const listened = listensFor(step)
  const found = listened.findIndex(({ trigger }) => isTriggered(trigger))
  const outlet = listened[found]?.outlet
  if (outlet === undefined || run.heard === null) return outlet
  const before = listened.findIndex((each) => each.outlet === run.heard)
  const isRanked = step.kind === "action_paths" && step.is_ranked
  return isRanked && found < before ? outlet : undefined
}
