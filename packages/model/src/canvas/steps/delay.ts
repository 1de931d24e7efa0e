import { z } from "zod"
import { weekdays } from "../../campaign/delivery-recurring.ts"
import { shownAt, whenShown } from "../../filter/local-days.ts"
import { attributePath, propertyPath, valueAt } from "../../filter/value-path.ts"
import { readDate } from "../dates.ts"
import { delayLength, lengthOf, msOfDay, timeOfDay } from "../duration.ts"
import { type CanvasContext, next, type StepKind } from "../step-kind.ts"

const dayMs = 86_400_000
const longestDays = 731

const at = timeOfDay
  .nullable()
  .default(null)
  .describe("By the person's clock; of one without a time zone the workspace's")

const wait = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("for"),
      length: delayLength,
      at: at.describe("And then until their clock shows this"),
    }),
    z.strictObject({
      kind: z.literal("calendar_days"),
      days: z.int().min(0).max(longestDays),
      at: timeOfDay,
    }),
    z.strictObject({
      kind: z.literal("weekday"),
      weekdays: z.array(z.enum(weekdays)).min(1).max(7),
      at: timeOfDay,
      if_passed: z
        .enum(["advance", "wait"])
        .default("wait")
        .describe(
          "Who arrives on such a day after that time: goes on at once, or waits for the next such day",
        ),
    }),
    z.strictObject({
      kind: z.literal("until"),
      date: z.discriminatedUnion("from", [
        z.strictObject({ from: z.literal("fixed"), value: z.string().min(10).max(35) }),
        z.strictObject({ from: z.literal("attribute"), name: attributePath }),
        z.strictObject({ from: z.literal("context"), name: propertyPath }),
      ]),
      offset: z
        .strictObject({ direction: z.enum(["before", "after"]), length: delayLength })
        .nullable()
        .default(null),
      at: at.describe("On that day, at this time; null: at the time of the date, or when the day begins"),
      if_passed: z
        .enum(["advance", "exit"])
        .default("exit")
        .describe("Where it is over, or there is no date that can be read"),
    }),
  ])
  .superRefine((value, { addIssue }) => {
    if (value.kind !== "until" || value.date.from !== "fixed") return
    if (readDate(value.date.value, "UTC") !== undefined) return
    const message = "must be a date such as 2026-12-24, or a time such as 2026-12-24T18:00"
    addIssue({ code: "custom", path: ["date", "value"], message })
  })

const schema = z.strictObject({ kind: z.literal("delay"), wait })
export type DelayStep = z.output<typeof schema>
type Wait = DelayStep["wait"]

export interface DelayFacts {
  /** IANA: by which the person's clock goes. */
  zone: string
  /** Of the attribute that is waited for; undefined: none is, or it has none. */
  attribute?: unknown
}

/** Waits. What it waits for is worked out again whenever it is asked, so a date or zone that changes moves it. */
export const delay = {
  schema,
  outlets: () => [next],
  longestMs: ({ wait: of }) => longestOf(of),
  shortestMs: ({ wait: of }) => shortestOf(of),
  move({ wait: of }, { arrivedAt, context }, facts, now) {
    const until = endOf(of, arrivedAt.getTime(), context, facts)
    const otherwise = of.kind === "until" ? of.if_passed : "advance"
    if (until === undefined) {
      return otherwise === "exit"
        ? { kind: "exit", reason: "no_date" }
        : { kind: "go", outlet: next.id, saw: { date: null } }
    }
    if (until > now.getTime()) return { kind: "wait", until: new Date(until) }
    const hadPassed = until <= arrivedAt.getTime()
    const saw = { until: new Date(until).toISOString() }
    return hadPassed && otherwise === "exit"
      ? { kind: "exit", reason: "date_passed", saw }
      : { kind: "go", outlet: next.id, saw }
  },
} satisfies StepKind<DelayStep, DelayFacts>

/** By clocks that nobody changes: where one is put back it may be an hour more. */
function longestOf(of: Wait): number {
  switch (of.kind) {
    case "for":
      return lengthOf(of.length) + (of.at === null ? 0 : dayMs)
    case "calendar_days":
      return of.days === 0 ? dayMs : of.days * dayMs + msOfDay(of.at)
    case "weekday":
      return 7 * dayMs
    case "until":
      return Number.POSITIVE_INFINITY
  }
}

/** 1: it is never over at the instant of arrival. */
function shortestOf(of: Wait): number {
  switch (of.kind) {
    case "for":
      return lengthOf(of.length)
    case "calendar_days":
      return Math.max(1, (of.days - 1) * dayMs)
    case "weekday":
      return of.if_passed === "wait" ? 1 : 0
    case "until":
      return of.if_passed === "exit" ? 1 : 0
  }
}

/** When it is over, in milliseconds; undefined: there is no date that can be read. */
function endOf(
  of: Wait,
  arrived: number,
  context: CanvasContext,
  { zone, attribute }: DelayFacts,
): number | undefined {
  switch (of.kind) {
    case "for": {
      const end = arrived + lengthOf(of.length)
      return of.at === null ? end : nextTime(end, of.at, zone)
    }
    case "calendar_days": {
      const end = whenShown(dayOf(arrived, zone) + of.days * dayMs + msOfDay(of.at), zone)
      // Today's time may have passed, or be this instant: who comes round again would stay in it for ever.
      return end <= arrived ? nextTime(arrived + 1, of.at, zone) : end
    }
    case "weekday":
      return nextWeekday(of, arrived, zone)
    case "until": {
      const value =
        of.date.from === "fixed"
          ? of.date.value
          : of.date.from === "attribute"
            ? attribute
            : valueAt(context, of.date.name)
      return shifted(of, readDate(value, zone), zone)
    }
  }
}

const dayOf = (ms: number, zone: string): number => Math.floor(shownAt(zone, ms) / dayMs) * dayMs

/** The first time at an instant or after it that a clock shows a time of day. */
function nextTime(ms: number, time: string, zone: string): number {
  const today = whenShown(dayOf(ms, zone) + msOfDay(time), zone)
  return today >= ms ? today : whenShown(dayOf(ms, zone) + dayMs + msOfDay(time), zone)
}

function nextWeekday(
  { weekdays: on, at, if_passed }: Wait & { kind: "weekday" },
  arrived: number,
  zone: string,
): number {
  const isOn = (day: number) => on.includes(weekdays[(new Date(day).getUTCDay() + 6) % 7] ?? "monday")
  const today = dayOf(arrived, zone)
  if (if_passed === "advance" && isOn(today) && whenShown(today + msOfDay(at), zone) <= arrived)
    return arrived
  const days = Array.from({ length: 8 }, (_, ahead) => today + ahead * dayMs)
  const times = days.filter(isOn).map((day) => whenShown(day + msOfDay(at), zone))
  return times.find((ms) => ms > arrived) ?? arrived
}

function shifted(
  { offset, at }: Wait & { kind: "until" },
  ms: number | undefined,
  zone: string,
): number | undefined {
  if (ms === undefined) return undefined
  const sign = offset?.direction === "before" ? -1 : 1
  // Days and weeks are those of the calendar: two days before ten o'clock it is ten o'clock.
  const isOfCalendar = offset?.length.unit === "days" || offset?.length.unit === "weeks"
  const by = offset === null ? 0 : sign * lengthOf(offset.length)
  const moved = isOfCalendar ? whenShown(shownAt(zone, ms) + by, zone) : ms + by
  return at === null ? moved : whenShown(dayOf(moved, zone) + msOfDay(at), zone)
}
