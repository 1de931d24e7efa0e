/** The contact of a simulation: what steps ask of it, and what updates make of it. */
import { windowIsOpen } from "@parley/whatsapp/messages"
import { contactFields } from "../../contact/fields.ts"
import type { FilterContext, FilteredContact } from "../../filter/condition.ts"
import { type Filter, matches } from "../../filter/filter.ts"
import { zoneOf } from "../../filter/local-days.ts"
import { type PropertyCondition, propertiesHold } from "../../filter/properties.ts"
import { valueAt } from "../../filter/value-path.ts"
import type { CanvasContext } from "../step-kind.ts"
import type { CanvasStep } from "../steps/index.ts"
import type { CanvasUpdate } from "../steps/user-update.ts"

export const windowOf = (contact: FilteredContact, numberId: string | null, now: Date): boolean =>
  contact.conversations.some((each) => each.number_id === numberId && windowIsOpen(each.last_inbound_at, now))

/** Whether a filter and conditions on the context hold. */
export function holds(
  { filter, context: conditions }: { filter: Filter; context: readonly PropertyCondition[] },
  contact: FilteredContact,
  run: CanvasContext,
  asked: FilterContext,
): boolean {
  const judged = { now: asked.now, zone: zoneOf(contact.time_zone, asked.timeZone) }
  return matches(filter, contact, asked) && propertiesHold(conditions, run, () => judged)
}

/** Of the attribute or field that a delay waits for. */
export function dateFor({ wait }: CanvasStep<"delay">, contact: FilteredContact): unknown {
  if (wait.kind !== "until" || wait.date.from !== "attribute") return undefined
  const { name } = wait.date
  return isField(name) ? contact[name] : valueAt(contact.attributes, name)
}

const isField = (name: string): name is (typeof contactFields)[number] =>
  contactFields.some((field) => field === name)

/** The contact that wrote to a number. */
export const whoWrote = (contact: FilteredContact, numberId: string, at: Date): FilteredContact => ({
  ...contact,
  conversations: [
    ...contact.conversations.filter(({ number_id }) => number_id !== numberId),
    { number_id: numberId, last_inbound_at: at },
  ],
})

/** @param text what its Liquid has become; undefined: it could not be rendered, and nothing is changed by it */
export function updated(
  contact: FilteredContact,
  change: CanvasUpdate,
  text: string | undefined,
  now: Date,
): FilteredContact {
  if (change.do === "event") return contact
  if (change.do === "subscription") {
    const others = contact.subscriptions.filter(({ group_id }) => group_id !== change.group_id)
    return {
      ...contact,
      subscriptions: [...others, { group_id: change.group_id, state: change.state, changed_at: now }],
    }
  }
  const { name } = change
  if (change.do === "set" && isField(name)) return text === undefined ? contact : { ...contact, [name]: text }
  const before = contact.attributes[name]
  const value = valueAfter(change, before, text)
  const { [name]: _, ...others } = contact.attributes
  return { ...contact, attributes: value === undefined ? others : { ...others, [name]: value } }
}

function valueAfter(
  change: Exclude<CanvasUpdate, { do: "event" | "subscription" }>,
  before: unknown,
  text: string | undefined,
): unknown {
  if (change.do === "unset") return undefined
  if (change.do === "increase") return (typeof before === "number" ? before : 0) + change.by
  if (text === undefined) return before
  const value = readValue(text)
  if (change.do === "set") return value
  const list: unknown[] = Array.isArray(before) ? before : []
  const without = list.filter((each) => each !== value)
  return change.do === "add" ? [...without, value] : without
}

/** As far as a text alone tells the type. */
function readValue(text: string): string | number | boolean {
  const trimmed = text.trim()
  if (trimmed === "true" || trimmed === "false") return trimmed === "true"
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text
}
