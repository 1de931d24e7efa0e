/** When a campaign is sent, in one sentence. Pure. */
import { fieldWords } from "../contacts/field-words.ts"
import { calendarDay, dayAndTime } from "../look/time/instants.ts"
import type { Notation } from "../look/time/notation.ts"
import type { ActionDraft, DeliveryDraft, RecurringDraft } from "./compose/when/delivery-draft.ts"
import { fates } from "./compose/when/fates.ts"
import { kindOf } from "./compose/when/trigger-kinds/kind-of.ts"
import type { TriggerDraft } from "./compose/when/trigger-kinds/trigger-draft.ts"

interface Spoken extends Notation {
  /** Whose clock counts where that of the workspace does. */
  clock: string
  /** What the things are called that it names, by their ids. */
  names: ReadonlyMap<string, string>
}

/** Such as `Every week on Monday and Friday at 09:00, by each contact's own clock`. Without a full stop. */
export function whenInWords(delivery: DeliveryDraft, spoken: Spoken): string {
  switch (delivery.kind) {
    case "once":
      return "When it is launched"
    case "api":
      return "When the API asks for it, once it is started"
    case "recurring":
      return recurringWords(delivery, spoken)
    case "action":
      return actionWords(delivery, spoken)
  }
}

const units = { daily: "day", weekly: "week", monthly: "month" } as const

export function recurringWords(delivery: RecurringDraft, spoken: Spoken): string {
  const { frequency, interval, time, clock, ends_on, count } = delivery
  const unit = units[frequency]
  const every =
    interval === 1 ? `Every ${unit}` : interval === 2 ? `Every other ${unit}` : `Every ${interval} ${unit}s`
  const whose =
    clock === "contact" ? "by each contact's own clock" : `in ${spoken.clock.replaceAll("_", " ")}`
  const end =
    ends_on !== null
      ? `, until ${calendarDay(ends_on, spoken)}`
      : count !== null
        ? `, ${count === 1 ? "once" : `${count} times`}`
        : ""
  return `${every}${daysWords(delivery)} at ${time} ${whose}, from ${calendarDay(delivery.starts_on, spoken)}${end}`
}

function daysWords({ frequency, weekdays, day_of_month }: RecurringDraft): string {
  if (frequency === "weekly") return ` on ${listed(weekdays.map(capitalized), "and")}`
  if (frequency !== "monthly" || day_of_month === undefined) return ""
  return day_of_month === 31 ? " on its last day" : ` on day ${day_of_month}`
}

function actionWords({ triggers, unless, delay, at, from, until }: ActionDraft, spoken: Spoken): string {
  const happens = (all: readonly TriggerDraft[]) =>
    listed(
      all.map((one) => triggerWords(one, spoken.names)),
      "or",
    )
  const after =
    delay === null
      ? "When"
      : `${delay.amount} ${delay.amount === 1 ? delay.unit.slice(0, -1) : delay.unit} after`
  const days =
    at === null || at.weekdays.length === 0 ? "" : ` on ${listed(at.weekdays.map(capitalized), "or")}`
  const then =
    at === null ? "" : `, ${delay === null ? "at the next" : "then at"} ${at.time}${days} by their own clock`
  const calledOff = unless.length === 0 ? "" : `, unless ${happens(unless)} before`
  const instant = (local: string) => dayAndTime(new Date(local), spoken, "short")
  return [
    `${after} ${happens(triggers)}${then}${calledOff}`,
    ...(from === null ? [] : [`from ${instant(from)}`]),
    ...(until === null ? [] : [`until ${instant(until)}`]),
  ].join(", ")
}

/** Such as `they buy something`. */
export function triggerWords(trigger: TriggerDraft, names: ReadonlyMap<string, string>): string {
  const nameOf = (id: unknown, otherwise: string) => names.get(String(id)) ?? otherwise
  const where = Array.isArray(trigger.where) && trigger.where.length > 0 ? " with certain properties" : ""
  switch (kindOf(trigger)) {
    case "event":
      return `they do ${trigger.name || "an event"}${where}`
    case "purchase":
      return `they buy ${trigger.product_id ?? "something"}${where}`
    case "inbound_message":
      return `they write${saysWords(trigger)}`
    case "tap":
      return `they tap a button or a row${saysWords(trigger)}`
    case "click":
      return `they tap ${trigger.url ?? "a link"}${trigger.campaign_id === undefined ? "" : ` of ${nameOf(trigger.campaign_id, "a campaign")}`}`
    case "flow":
      return "they complete a flow"
    case "subscription":
      return `they ${trigger.state === "unsubscribed" ? "unsubscribe" : "subscribe"}${trigger.group_id === undefined ? "" : ` (${nameOf(trigger.group_id, "a group")})`}`
    case "attribute":
      return `their ${attributeWords(String(trigger.name))} changes`
    case "segment":
      return `they ${trigger.op === "left" ? "leave" : "enter"} the segment ${nameOf(trigger.segment_id, "…")}`
    case "contact_created":
      return "they become a contact"
    case "message":
      return `their message of ${nameOf(trigger.campaign_id, "another campaign")} ${fates[trigger.became as keyof typeof fates]}`
  }
}

function saysWords({ text }: TriggerDraft): string {
  if (typeof text !== "object" || text === null) return ""
  const { op, value } = text as { op: string; value: string | string[] }
  const said = listed(
    [value].flat().map((one) => `“${one}”`),
    "or",
  )
  if (op === "contains") return ` something with ${said}`
  return op === "matches" ? ` something like ${said}` : ` ${said}`
}

function attributeWords(name: string): string {
  const field = Object.entries(fieldWords).find(([known]) => known === name)?.[1]
  return field === undefined ? name || "attribute" : field.label.toLowerCase()
}

const capitalized = (day: string) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`

export function listed(parts: readonly string[], word: "and" | "or"): string {
  const most = parts.slice(0, -1)
  const last = parts.at(-1) ?? ""
  return most.length === 0 ? last : `${most.join(", ")} ${word} ${last}`
}
