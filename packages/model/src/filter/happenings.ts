/** How often, when, and in which order something was done: the part that conditions on events and on purchases share. */
import { z } from "zod"
import type { EventFacts, FactKey, FilterContext, FilteredContact } from "./condition.ts"
import { type PropertyCondition, propertiesHold, propertyConditions, propertyTurns } from "./properties.ts"
import {
  type Duration,
  durationMs,
  durationSchema,
  isWithin,
  judgedBy,
  type ResolvedWindow,
  resolveWindow,
  type Window,
  windowSchema,
  windowTurns,
} from "./time.ts"
import { propertyPath, valueAt } from "./value-path.ts"

/** Which events count: those of a window for whose properties all hold. */
interface Counted {
  within?: Window | undefined
  where?: PropertyCondition[] | undefined
}

/** What another event must be to follow. */
interface Follower {
  name: string
  where?: PropertyCondition[] | undefined
}

/**
 * `first` and `last`: of all, also those outside of the window, the first or last one is in it. `sum_…`: of a property that is a
 * number, or of what was paid; of nothing it is 0. `not_followed_by`: after at least one of them the other did not come within the
 * time, which is over.
 */
export type Happening = Counted &
  (
    | { op: "did" | "did_not" }
    | { op: "at_least" | "at_most" | "exactly"; times: number }
    | { op: "first" | "last" }
    | {
        op: "sum_at_least" | "sum_more_than" | "sum_at_most" | "sum_less_than"
        property?: string | undefined
        value: number
      }
    | { op: "followed_by" | "not_followed_by"; by: Follower; in: Duration }
  )

const mostTimes = 1_000_000
const times = z.int("a whole number").max(mostTimes, `at most ${mostTimes}`)
const sum = z.number("a number")

export const eventName = z.string("the name of an event").min(1, "the name of an event").max(255)

/** Conditions on what was done. `subject` has the members that say what. */
export const happenings = <S extends z.ZodRawShape>(subject: S) => {
  const counted = { ...subject, within: windowSchema.optional(), where: propertyConditions.optional() }
  const property = propertyPath.optional().describe("A number. Default: of purchases what was paid")
  return z.discriminatedUnion(
    "op",
    [
      z.strictObject({ ...counted, op: z.enum(["did", "did_not"]) }),
      z.strictObject({ ...counted, op: z.enum(["at_least"]), times: times.min(1, "1 or more") }),
      z.strictObject({ ...counted, op: z.enum(["at_most", "exactly"]), times: times.min(0, "0 or more") }),
      z.strictObject({ ...counted, op: z.enum(["first", "last"]), within: windowSchema }),
      z.strictObject({
        ...counted,
        op: z.enum(["sum_at_least", "sum_less_than"]),
        property,
        value: sum.positive("more than 0, which is the sum of nothing"),
      }),
      z.strictObject({
        ...counted,
        op: z.enum(["sum_more_than", "sum_at_most"]),
        property,
        value: sum.min(0, "0 or more, as 0 is the sum of nothing"),
      }),
      z.strictObject({
        ...counted,
        op: z.enum(["followed_by", "not_followed_by"]),
        by: z.strictObject({ name: eventName, where: propertyConditions.optional() }),
        in: durationSchema,
      }),
    ],
    {
      error:
        "an operator that an event can be asked: did, did_not, at_least, at_most, exactly, first, last, sum_at_least, sum_more_than, sum_at_most, sum_less_than, followed_by, not_followed_by",
    },
  )
}

interface Scope {
  contact: FilteredContact
  context: FilterContext
}

type Fact = EventFacts["events"][number]

/**
 * Whether it happened so.
 * @param facts what the contact did of this name; undefined: never
 * @param followers what it did of the name that `by` has
 */
export function happened(
  condition: Happening,
  facts: EventFacts | undefined,
  followers: EventFacts | undefined,
  { contact, context }: Scope,
): boolean {
  const window = resolveWindow(condition.within, judgedBy(condition.within?.zone, contact, context))
  const fits = (where: PropertyCondition[] | undefined) => (event: Fact) =>
    propertiesHold(where, event.properties, (zone) => judgedBy(zone, contact, context))
  const isNarrowed = condition.where !== undefined && condition.where.length > 0
  const fitting = (facts?.events ?? []).filter(fits(condition.where))
  const inWindow = () => fitting.filter(({ at }) => isWithin(at, window))
  const count = () => (isNarrowed ? inWindow().length : measure(facts, window).count)
  switch (condition.op) {
    case "did":
    case "did_not": {
      const did = lastDecides(condition) ? isWithin(facts?.last_at ?? null, window) : count() > 0
      return did === (condition.op === "did")
    }
    case "at_least":
      return count() >= condition.times
    case "at_most":
      return count() <= condition.times
    case "exactly":
      return count() === condition.times
    case "first":
    case "last": {
      const times = fitting.map(({ at }) => at.getTime())
      const narrowed = condition.op === "first" ? Math.min(...times) : Math.max(...times)
      const ofAll = condition.op === "first" ? facts?.first_at : facts?.last_at
      if (!isNarrowed) return isWithin(ofAll ?? null, window)
      return times.length > 0 && isWithin(new Date(narrowed), window)
    }
    case "sum_at_least":
    case "sum_more_than":
    case "sum_at_most":
    case "sum_less_than": {
      const { property } = condition
      const total =
        property === undefined && !isNarrowed
          ? measure(facts, window).total
          : inWindow().reduce((sum, event) => sum + amountOf(event, property), 0)
      if (condition.op === "sum_at_least") return total >= condition.value
      if (condition.op === "sum_more_than") return total > condition.value
      return condition.op === "sum_at_most" ? total <= condition.value : total < condition.value
    }
    case "followed_by":
    case "not_followed_by": {
      const after = durationMs(condition.in)
      const next = (followers?.events ?? []).filter(fits(condition.by.where))
      const isFollowed = ({ at }: Fact) =>
        next.some((one) => one.at > at && one.at.getTime() <= at.getTime() + after)
      if (condition.op === "followed_by") return inWindow().some(isFollowed)
      return inWindow().some(
        (event) => event.at.getTime() + after <= context.now.getTime() && !isFollowed(event),
      )
    }
  }
}

/** How often it happened as a condition narrows it, and the sum of the values: what its operator looks at, other than of what followed. */
export function countedOf(
  condition: Happening,
  facts: EventFacts | undefined,
  { contact, context }: Scope,
): { count: number; total: number } {
  const window = resolveWindow(condition.within, judgedBy(condition.within?.zone, contact, context))
  const property = "property" in condition ? condition.property : undefined
  const isNarrowed = condition.where !== undefined && condition.where.length > 0
  if (!isNarrowed && property === undefined) {
    const { count, total } = measure(facts, window)
    return { count, total }
  }
  const fitting = (facts?.events ?? []).filter(
    (event) =>
      isWithin(event.at, window) &&
      propertiesHold(condition.where, event.properties, (zone) => judgedBy(zone, contact, context)),
  )
  return {
    count: fitting.length,
    total: fitting.reduce((sum, event) => sum + amountOf(event, property), 0),
  }
}
/** A property may be any number; sums of larger ones may leave what a double holds, where PostgreSQL gives up. */
export const mostAmount = 1e250

/** Whether the last of all events answers, where nothing narrows them and the window has no end: neither days nor events are read. */
export const lastDecides = ({ op, where, within }: Happening): boolean =>
  (op === "did" || op === "did_not") &&
  (where === undefined || where.length === 0) &&
  within?.to === undefined

/** @param own the key of what is asked about */
export const happeningReads = (condition: Happening, own: FactKey): FactKey[] =>
  "by" in condition ? [own, `event:${condition.by.name}`] : [own]

/**
 * Instants at which time alone may change whether it {@link happened} so. Of a day that is wholly in the window its beginning stands
 * for all of its events, as none of them leaves before: by then they are known one by one.
 */
export function happeningTurns(
  condition: Happening,
  facts: EventFacts | undefined,
  followers: EventFacts | undefined,
  { contact, context }: Scope,
): number[] {
  if (facts === undefined) return []
  const { within, where } = condition
  const { zone } = judgedBy(within?.zone, contact, context)
  const turnsOf = (at: Date) => windowTurns(within, at, zone)
  const narrowing = (conditions: PropertyCondition[] | undefined, events: readonly Fact[]) =>
    conditions === undefined || conditions.length === 0
      ? []
      : events.flatMap(({ properties }) =>
          propertyTurns(conditions, properties, (of) => judgedBy(of, contact, context)),
        )
  const isNarrowed = where !== undefined && where.length > 0
  if (lastDecides(condition)) return turnsOf(facts.last_at)
  if (!isNarrowed && condition.op === "first") return turnsOf(facts.first_at)
  if (!isNarrowed && condition.op === "last") return turnsOf(facts.last_at)
  const ofEvents = [
    ...(within === undefined ? [] : facts.events.flatMap(({ at }) => turnsOf(at))),
    ...narrowing(where, facts.events),
  ]
  if ("by" in condition) {
    const after = durationMs(condition.in)
    const over =
      condition.op === "not_followed_by" ? facts.events.map(({ at }) => Math.ceil(at.getTime() + after)) : []
    return [...ofEvents, ...over, ...narrowing(condition.by.where, followers?.events ?? [])]
  }
  const ofDays =
    isNarrowed || within === undefined
      ? []
      : facts.days.flatMap(({ day }) => turnsOf(new Date(`${day}T00:00:00Z`)))
  return [...ofEvents, ...ofDays]
}

export const amountOf = (event: Fact, property: string | undefined): number => {
  const amount = property === undefined ? event.value : valueAt(event.properties, property)
  return typeof amount === "number" && Math.abs(amount) <= mostAmount ? amount : 0
}

const dayMs = 86_400_000

/** The days in UTC that are wholly in a window: from the first on, up to the other, which is not among them. */
export function wholeDays({ from, to }: ResolvedWindow): { first: number; end: number } {
  return { first: Math.ceil(from / dayMs) * dayMs, end: Math.floor(to / dayMs) * dayMs }
}

/** Whole days as they were counted, both edges event by event. */
function measure(facts: EventFacts | undefined, window: ResolvedWindow): { count: number; total: number } {
  if (facts === undefined) return { count: 0, total: 0 }
  if (window.from === Number.NEGATIVE_INFINITY && window.to === Number.POSITIVE_INFINITY) return facts
  const { first, end } = wholeDays(window)
  const days = facts.days.filter(({ day }) => {
    const at = Date.parse(`${day}T00:00:00Z`)
    return at >= first && at < end
  })
  const edges = facts.events.filter(({ at }) => {
    const day = Math.floor(at.getTime() / dayMs) * dayMs
    return isWithin(at, window) && !(day >= first && day < end)
  })
  return {
    count: days.reduce((sum, day) => sum + day.count, edges.length),
    total: [...days.map(({ total }) => total), ...edges.map(({ value }) => value ?? 0)].reduce(
      (a, b) => a + b,
      0,
    ),
  }
}
