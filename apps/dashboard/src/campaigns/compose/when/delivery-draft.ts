/** When a campaign is sent, while it is being written: as the form has it, and what it lacks. Pure. */
import type { Shapes } from "../../../api/client.ts"
import { mistakeIn } from "./trigger-kinds/mistakes.ts"
import type { TriggerDraft } from "./trigger-kinds/trigger-draft.ts"

type Delivery = Shapes["Campaign"]["delivery"]
type Of<Kind extends Delivery["kind"]> = Extract<Delivery, { kind: Kind }>

export type RecurringDraft = Of<"recurring">
export type ActionDraft = Omit<Of<"action">, "triggers" | "unless"> & {
  triggers: TriggerDraft[]
  unless: TriggerDraft[]
}
export type DeliveryDraft = Of<"once"> | Of<"api"> | RecurringDraft | ActionDraft

/** As a form takes it. */
export const openedDelivery = (delivery: Delivery): DeliveryDraft => JSON.parse(JSON.stringify(delivery))

/** As requests carry it, without what is undefined. */
export const asDelivery = (draft: DeliveryDraft): Shapes["CampaignDeliveryInput"] =>
  JSON.parse(JSON.stringify(draft))

/** What each kind begins with. @param today such as `2026-12-24` */
export function beginDelivery(kind: DeliveryDraft["kind"], today: string): DeliveryDraft {
  switch (kind) {
    case "recurring":
      return {
        kind,
        frequency: "weekly",
        interval: 1,
        weekdays: ["monday"],
        time: "09:00",
        clock: "workspace",
        starts_on: today,
        ends_on: null,
        count: null,
      }
    case "action":
      return {
        kind,
        triggers: [{ on: "event", name: "" }],
        delay: null,
        at: null,
        unless: [],
        is_checked_again: false,
        from: null,
        until: null,
        priority: 0,
        answers_alone: true,
      }
    default:
      return { kind }
  }
}

/** The same with another frequency, and what that needs. */
export function withFrequency(
  { day_of_month, weekdays, ...draft }: RecurringDraft,
  frequency: RecurringDraft["frequency"],
): RecurringDraft {
  return {
    ...draft,
    frequency,
    weekdays: frequency === "weekly" ? (weekdays.length > 0 ? weekdays : ["monday"]) : [],
    ...(frequency === "monthly" ? { day_of_month: day_of_month ?? 1 } : {}),
  }
}

/** Whether a message waits, so that something may call it off. */
export const isDelayed = ({ delay, at }: Pick<ActionDraft, "delay" | "at">): boolean =>
  delay !== null || at !== null

/** What keeps it from being saved, by the field at fault. */
export function deliveryMistakes(delivery: DeliveryDraft): Record<string, string> {
  if (delivery.kind === "recurring") return prefixed(recurringMistakes(delivery))
  return delivery.kind === "action" ? prefixed(actionMistakes(delivery)) : {}
}

type Mistakes = Record<string, string | undefined>

const prefixed = (mistakes: Mistakes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mistakes).flatMap(([field, message]) =>
      message === undefined ? [] : [[`delivery.${field}`, message]],
    ),
  )

/** 90 days. */
const mostDelay = {
  minutes: { amount: 129_600, words: "129,600" },
  hours: { amount: 2_160, words: "2,160" },
  days: { amount: 90, words: "90" },
} as const
const isWithin = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to

const noTime = (time: string) => (time === "" ? "Enter a time" : undefined)

function recurringMistakes(delivery: RecurringDraft): Mistakes {
  const { frequency, interval, weekdays, time, starts_on, ends_on, count } = delivery
  return {
    interval: isWithin(interval, 1, 99) ? undefined : "Enter a number from 1 to 99",
    weekdays: frequency === "weekly" && weekdays.length === 0 ? "Choose at least one day" : undefined,
    time: noTime(time),
    starts_on: starts_on === "" ? "Enter the first day" : undefined,
    ends_on:
      ends_on === ""
        ? "Enter the last day"
        : ends_on !== null && ends_on < starts_on
          ? "The last day is before the first"
          : undefined,
    count: count === null || isWithin(count, 1, 1000) ? undefined : "Enter a number from 1 to 1,000",
  }
}

function actionMistakes({ triggers, unless, delay, at, from, until, priority }: ActionDraft): Mistakes {
  const list = (name: string, all: readonly TriggerDraft[]) =>
    all.map((trigger, place): [string, string | undefined] => [`${name}.${place}`, mistakeIn(trigger)])
  return {
    ...(triggers.length === 0 ? { triggers: "Add at least one trigger" } : {}),
    ...Object.fromEntries([...list("triggers", triggers), ...list("unless", unless)]),
    delay:
      delay === null || isWithin(delay.amount, 1, mostDelay[delay.unit].amount)
        ? undefined
        : `Enter a number from 1 to ${mostDelay[delay.unit].words}`,
    at: at === null ? undefined : noTime(at.time),
    until: from !== null && until !== null && until <= from ? "The end is before the start" : undefined,
    priority: isWithin(priority, 0, 1000) ? undefined : "Enter a number from 0 to 1,000",
  }
}

/** The field of the form that a path of the API is about: `delivery.triggers.0.where.1.value` is about the trigger. */
export function deliveryField(path: string): string {
  const [, list, place] = /^delivery\.(triggers|unless)\.(\d+)/.exec(path) ?? []
  if (list !== undefined) return `delivery.${list}.${place}`
  return path.split(".").slice(0, 2).join(".")
}
