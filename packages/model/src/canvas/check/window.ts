/** Free-form messages that may leave while the service window is closed. */
import { serviceWindowMs, windowMarginMs } from "@parley/whatsapp/messages"
import type { ActionTrigger } from "../../campaign/action-triggers.ts"
import type { Filter } from "../../filter/filter.ts"
import { msOfDay } from "../duration.ts"
import type { Way } from "../graph.ts"
import { type CanvasStep, listensFor, longestMsAt, shortestMsAt } from "../steps/index.ts"
import { type CanvasProblem, type Checked, errorAt, lengthInWords, warningAt } from "./problem.ts"

/** The first time since the person wrote at which nothing free-form is sent any more: see `windowEnd`. */
const closedFromMs = serviceWindowMs - windowMarginMs
/** The longest time that may have passed where the window is known to be open. */
const openMs = closedFromMs - 1

/** How long ago the person may have written at most, as people come to each step; Infinity: nobody knows whether they did. */
function longestSinceInbound(checked: Checked): ReadonlyMap<string, number> {
  const { definition, steps, ways, firsts } = checked
  const byId = new Map(steps.map((step) => [step.id, step]))
  const longest = new Map<string, number>()
  const atEntry = sinceInboundAtEntry(definition)
  for (const id of firsts) longest.set(id, atEntry)
  const goRound = (lengthOfWay: (since: number, before: number | undefined) => number): boolean => {
    let changes = false
    for (const way of ways) {
      const step = byId.get(way.from)
      const since = longest.get(way.from)
      if (step === undefined || since === undefined) continue
      const before = longest.get(way.to)
      const after = sinceInboundAfter(step, way, since, definition.number_id)
      if (before !== undefined && after <= before) continue
      longest.set(way.to, lengthOfWay(after, before))
      changes = true
    }
    return changes
  }
  // As many rounds as there are steps are enough, unless a loop makes it longer each time.
  for (let round = 0; round < steps.length; round += 1) if (!goRound((since) => since)) return longest
  for (let round = 0; round < steps.length; round += 1)
    if (!goRound(() => Number.POSITIVE_INFINITY)) return longest
  return longest
}

export function checkWindow(checked: Checked): CanvasProblem[] {
  const since = longestSinceInbound(checked)
  const { number_id, controls } = checked.definition
  return checked.steps.flatMap((step) => {
    const free = freeFormOf(step, number_id)
    if (!free) return []
    const atMost = since.get(step.id) ?? Number.POSITIVE_INFINITY
    const { field, help } = free
    const stepId = step.id
    if (atMost >= closedFromMs) {
      const message =
        atMost === Number.POSITIVE_INFINITY
          ? "This message is in free form, and may be due when the person wrote more than 24 hours ago, or never: it would not be sent."
          : `This message is in free form, and may be due ${lengthInWords(atMost)} after the person wrote: it is not sent from 24 hours on, nor in the minute before.`
      const of = { code: "window_may_be_closed", stepId, field, message, help }
      return free.goesOn ? [warningAt(of)] : [errorAt(of)]
    }
    const held = controls.quiet_hours?.action === "hold" ? lengthOfHours(controls.quiet_hours) : 0
    if (held === 0 || atMost + held < closedFromMs) return []
    return [
      warningAt({
        ...{ code: "window_may_close_in_quiet_hours", stepId, field },
        message: `Quiet hours may hold this message until ${lengthInWords(atMost + held)} after the person wrote, when nothing in free form is sent.`,
        help,
      }),
    ]
  })
}

const minuteMs = 60_000
const dayMs = 86_400_000
const lengthOfHours = ({ from, until }: { from: string; until: string }): number =>
  (msOfDay(until) - msOfDay(from) + dayMs) % dayMs || minuteMs

/** Where a step may send something in free form without a way out of a closed window. */
function freeFormOf(step: CanvasStep, numberId: string | null) {
  if (step.kind === "message" && step.content?.kind === "free_form") {
    if (step.validation && saysOpen(step.validation.filter, true, numberId)) return undefined
    return {
      ...{ field: "content", goesOn: false },
      help: "Send a template here; or ask with a step that waits for a reply, whose fallback is a template; or ask with a decision before it whether the window of the number is open.",
    }
  }
  if (step.kind === "wait_for_reply" && step.content?.kind === "free_form" && step.fallback === null)
    return {
      field: "fallback",
      // Then that is planned for.
      goesOn: step.next.not_sent !== undefined,
      help: "Choose a template as the fallback: it is sent while the window is closed.",
    }
  return undefined
}

function sinceInboundAtEntry({ entry, audience, number_id }: Checked["definition"]): number {
  if (entry.kind === "action" && entry.triggers.every((trigger) => isInbound(trigger, number_id))) return 0
  return saysOpen(audience, true, number_id) ? openMs : Number.POSITIVE_INFINITY
}

function sinceInboundAfter(
  step: CanvasStep,
  { outlet }: Way,
  since: number,
  numberId: string | null,
): number {
  const heard = listensFor(step).filter((listened) => listened.outlet === outlet)
  // They wrote while the run was at this step; where all wait to the end, that may be long ago by then.
  if (heard.length > 0 && heard.every(({ trigger }) => isInbound(trigger, numberId)))
    return shortestMsAt(step, outlet)
  const after = since + longestMsAt(step, outlet)
  return after >= closedFromMs && isAskedOpen(step, outlet, numberId) ? openMs : after
}

const isInbound = (trigger: ActionTrigger, numberId: string | null): boolean =>
  trigger.on === "inbound_message" && (trigger.number_id ?? numberId) === numberId

/** Whether an outlet is taken only while the window is open. */
function isAskedOpen(step: CanvasStep, outlet: string, numberId: string | null): boolean {
  if (step.kind === "decision") {
    if (outlet === "yes") return saysOpen(step.filter, true, numberId)
    return step.context.length === 0 && saysOpen(step.filter, false, numberId)
  }
  if (step.kind !== "audience_paths") return false
  const place = step.paths.findIndex(({ id }) => id === outlet)
  const passed = place === -1 ? step.paths : step.paths.slice(0, place)
  const taken = step.paths[place]
  return (
    (taken !== undefined && saysOpen(taken.filter, true, numberId)) ||
    passed.some(({ filter, context }) => context.length === 0 && saysOpen(filter, false, numberId))
  )
}

/** Whether the window of a number must be open where a filter holds, or where it does not. */
function saysOpen(filter: Filter, holds: boolean, numberId: string | null): boolean {
  const says = (inner: Filter) => saysOpen(inner, holds, numberId)
  if ("all" in filter) return holds ? filter.all.some(says) : filter.all.length > 0 && filter.all.every(says)
  if ("any" in filter) return holds ? filter.any.length > 0 && filter.any.every(says) : filter.any.some(says)
  if ("not" in filter) return saysOpen(filter.not, !holds, numberId)
  return filter.on === "window" && filter.number_id === numberId && (filter.op === "open") === holds
}
