import type { FilterContext, FilteredContact } from "../../filter/condition.ts"
import { matches } from "../../filter/filter.ts"
import { zoneOf } from "../../filter/local-days.ts"
import type { CanvasContext, Performed, SentMessage } from "../step-kind.ts"
import type { CanvasStep, FactsOf, StepKindName } from "../steps/index.ts"
import { dateFor, holds, windowOf } from "./contact.ts"

export interface SimulatedWorld {
  contact: FilteredContact
  context: CanvasContext
  message: SentMessage | null
  performed: Performed | null
  heldUntil: Date | null
  asked: FilterContext
  numberId: string
  bucketOf?: ((step: CanvasStep<"experiment_paths">) => number) | undefined
}

/** What the rule of a step must know of a simulated run. */
export function factsAt(step: CanvasStep, world: SimulatedWorld): FactsOf[StepKindName] {
  const { contact, context, message, performed, heldUntil, asked, numberId } = world
  switch (step.kind) {
    case "message":
      return {
        isValid: step.validation === null || matches(step.validation.filter, contact, asked),
        message,
      } satisfies FactsOf["message"]
    case "delay":
      return {
        zone: zoneOf(contact.time_zone, asked.timeZone),
        attribute: dateFor(step, contact),
      } satisfies FactsOf["delay"]
    case "decision":
      return { matches: holds(step, contact, context, asked) } satisfies FactsOf["decision"]
    case "audience_paths":
      return {
        matches: step.paths.map((path) => holds(path, contact, context, asked)),
      } satisfies FactsOf["audience_paths"]
    case "wait_for_reply":
      return {
        windowIsOpen: windowOf(contact, numberId, asked.now),
        message,
      } satisfies FactsOf["wait_for_reply"]
    case "experiment_paths":
      return { bucket: world.bucketOf?.(step) ?? 0 } satisfies FactsOf["experiment_paths"]
    case "hand_over":
      return { isHandedOver: performed !== null, heldUntil } satisfies FactsOf["hand_over"]
    default:
      return { performed } satisfies FactsOf["webhook"]
  }
}
