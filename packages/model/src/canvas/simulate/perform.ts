/** What a worker would do for a step, in thought. */
import { isLiquid } from "../../content/liquid.ts"
import type { FilteredContact } from "../../filter/condition.ts"
import { type CanvasContext, mostContextBytes, type Performed, type Saw } from "../step-kind.ts"
import { readContextValue } from "../steps/context.ts"
import type { CanvasStep } from "../steps/index.ts"
import { updated } from "./contact.ts"
import type { SimulationOf } from "./simulation.ts"

interface Before {
  render: SimulationOf["render"] | undefined
  answerOf: SimulationOf["answerOf"] | undefined
  contact: FilteredContact
  context: CanvasContext
  now: Date
}

interface After {
  performed: Performed
  contact: FilteredContact
  context: CanvasContext
  heldUntil: Date | null
  /** What is another now, to be shown. */
  changed: Saw
}

const hourMs = 3_600_000

export function perform(step: CanvasStep, before: Before): After {
  const same: After = {
    ...{ performed: { ok: true }, contact: before.contact, context: before.context },
    ...{ heldUntil: null, changed: {} },
  }
  switch (step.kind) {
    case "context":
      return keepContext(step, before, same)
    case "user_update":
      return update(step, before, same)
    case "webhook":
      return ask(step, before, same)
    case "hand_over":
      return { ...same, heldUntil: new Date(before.now.getTime() + step.hours * hourMs) }
    default:
      return same
  }
}

const rendered = (text: string, { contact, context, render }: Before): string | undefined =>
  isLiquid(text) ? render?.(text, { contact, context }) : text

function keepContext({ variables }: CanvasStep<"context">, before: Before, same: After): After {
  let { context } = before
  const changed: Record<string, unknown> = {}
  const missing: string[] = []
  for (const { name, type, value } of variables) {
    const text = rendered(value, { ...before, context })
    const read = text === undefined ? undefined : readContextValue(type, text)
    const next = { ...context, [name]: read }
    if (read === undefined || bytesOf(next) > mostContextBytes) missing.push(name)
    else {
      context = next
      changed[name] = read
    }
  }
  return { ...same, context, changed, performed: performedWithout(missing) }
}

function update({ changes }: CanvasStep<"user_update">, before: Before, same: After): After {
  let { contact } = before
  const missing: string[] = []
  for (const change of changes) {
    const text = "value" in change ? rendered(change.value, { ...before, contact }) : ""
    if (text === undefined && "name" in change) missing.push(change.name)
    contact = updated(contact, change, text, before.now)
  }
  const { attributes, subscriptions, ...fields } = contact
  const isOther = ([name, value]: [string, unknown]) => Reflect.get(before.contact, name) !== value
  const ofAttributes = Object.entries(attributes).filter(
    ([name, value]) => before.contact.attributes[name] !== value,
  )
  const gone = Object.keys(before.contact.attributes).filter((name) => !(name in attributes))
  const changed = {
    ...Object.fromEntries([...Object.entries(fields).filter(isOther), ...ofAttributes]),
    ...Object.fromEntries(gone.map((name) => [name, null])),
    ...(subscriptions !== before.contact.subscriptions && { subscriptions }),
  }
  return { ...same, contact, changed, performed: performedWithout(missing) }
}

function ask(step: CanvasStep<"webhook">, { answerOf, context }: Before, same: After): After {
  const { answer, ...performed } = answerOf?.(step) ?? { ok: true, answer: undefined }
  const isKept = performed.ok && step.save_as !== null && answer !== undefined
  if (!isKept || step.save_as === null) return { ...same, performed }
  const changed = { [step.save_as]: answer }
  return { ...same, performed, changed, context: { ...context, ...changed } }
}

const performedWithout = (missing: readonly string[]): Performed => ({
  ok: true,
  ...(missing.length > 0 && { saw: { not_updated: missing } }),
})

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length
