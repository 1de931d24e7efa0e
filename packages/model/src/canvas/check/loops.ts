/** Loops in which people would go round without a pause. */
import { contactFields } from "../../contact/fields.ts"
import { stepsOf } from "../../filter/value-path.ts"
import { loopsOf, type Way } from "../graph.ts"
import { type CanvasStep, listensFor, shortestMsAt } from "../steps/index.ts"
import type { CanvasUpdate } from "../steps/user-update.ts"
import { type CanvasProblem, type Checked, errorAt } from "./problem.ts"

type Trigger = ReturnType<typeof listensFor>[number]["trigger"]

/**
 * A way pauses where time passes on it, or where people must do something first. What an update in the same loop does itself is no such
 * thing: it may be heard as soon as the step waits for it.
 */
export function checkLoops({ ways, steps }: Checked): CanvasProblem[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  return loopsOf(ways).flatMap((members) => {
    const updates = members.flatMap((id) => {
      const step = byId.get(id)
      return step?.kind === "user_update" ? step.changes : []
    })
    const atOnce = ways.filter((way) => {
      const step = members.includes(way.from) && members.includes(way.to) ? byId.get(way.from) : undefined
      return step !== undefined && !isPause(step, way, updates)
    })
    return loopsOf(atOnce).map((loop) => {
      // The one that comes first in the definition, so that it stays the same.
      const stepId = steps.find(({ id }) => loop.includes(id))?.id ?? null
      return errorAt({
        ...{ code: "loop_without_pause", stepId, field: null },
        message:
          loop.length === 1
            ? "This step leads back to itself with no pause: people would go round and round."
            : `${loop.length} steps lead to each other in a loop with no pause: people would go round and round.`,
        help: "Put a delay into the loop, or a step that waits for what people do.",
      })
    })
  })
}

function isPause(step: CanvasStep, { outlet }: Way, updates: readonly CanvasUpdate[]): boolean {
  if (shortestMsAt(step, outlet) > 0) return true
  const heard = listensFor(step).filter((listened) => listened.outlet === outlet)
  return heard.length > 0 && !heard.some(({ trigger }) => updates.some((update) => mayCause(update, trigger)))
}

const fields: readonly string[] = contactFields

function mayCause(update: CanvasUpdate, trigger: Trigger): boolean {
  // What a segment asks for is not known here.
  if (trigger.on === "segment") return true
  switch (update.do) {
    case "event":
      return trigger.on === "event" && trigger.name === update.name
    case "subscription":
      return (
        trigger.on === "subscription" &&
        trigger.state === update.state &&
        (trigger.group_id ?? update.group_id) === update.group_id
      )
    default: {
      if (trigger.on !== "attribute") return false
      const [name = ""] = stepsOf(trigger.name)
      return name === update.name || (fields.includes(name) && fields.includes(update.name))
    }
  }
}
