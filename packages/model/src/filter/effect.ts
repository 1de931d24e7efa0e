/**
 * Whether something that a contact did may change an answer that is known, told from the event and the filter alone: where it cannot,
 * nothing of the contact has to be read.
 *
 * More events only ever add to what is counted, whatever time it is. So where a filter asks whether something was done, one more may
 * only bring a contact in; where it asks whether it was not, only take one out.
 */
import type { Occurrence } from "../occurrence.ts"
import type { EventFacts, FactKey, FilterContext, FilteredContact } from "./condition.ts"
import { type Filter, matches } from "./filter.ts"
import { amountOf, type Happening } from "./happenings.ts"
import type { Condition } from "./kinds/index.ts"
import { asHappening } from "./kinds/purchase.ts"
import type { MessageFate } from "./live.ts"
import { byTime, type PropertyCondition, propertiesHold } from "./properties.ts"
import { endMoves, farthestZoneMs, isOfContact, resolveWindow, type Window, windowTurns } from "./time.ts"

/** One event, as conditions see it. */
export type Done = EventFacts["events"][number] & { key: FactKey }

/** What an occurrence says was done; undefined where it says something else. */
export function doneOf(occurrence: Occurrence | MessageFate): Done | undefined {
  if (occurrence.kind === "custom_event") {
    const { name, happened_at, value, properties } = occurrence
    return { key: `event:${name}`, at: new Date(happened_at), value, properties }
  }
  if (occurrence.kind !== "purchase") return undefined
  const { product_id, currency, price, quantity, happened_at, properties } = occurrence
  return {
    key: "purchase",
    at: new Date(happened_at),
    value: price * quantity,
    properties: { ...properties, product_id, currency, price, quantity },
  }
}

/** A condition as it stands in a filter: beneath an odd number of `not`, or not. */
export interface Placed {
  condition: Condition
  isNegated: boolean
}

type Named = ReadonlyMap<string, Filter>

/** Each condition of a filter and of the segments that it names, in either way in which it stands there. */
export function placedConditions(filter: Filter, segments: Named): Placed[] {
  const seen = new Set<string>()
  const within = (one: Filter, isNegated: boolean): Placed[] => {
    if ("all" in one) return one.all.flatMap((inner) => within(inner, isNegated))
    if ("any" in one) return one.any.flatMap((inner) => within(inner, isNegated))
    if ("not" in one) return within(one.not, !isNegated)
    if (one.on !== "segment") return [{ condition: one, isNegated }]
    const named = segments.get(one.segment_id)
    const isOther = isNegated !== (one.op === "not_in")
    const place = `${one.segment_id} ${isOther}`
    if (named === undefined || seen.has(place)) return []
    seen.add(place)
    return within(named, isOther)
  }
  return within(filter, false)
}

/** By when days begin. */
type Clock = Pick<FilterContext, "now" | "timeZone">

/**
 * Whether an answer may be another one because of an event, now or at a time at which nobody would look.
 * @param placed the conditions of the filter, at least those that ask for events of this key
 * @param known the answer before, whether or not it counted this event already; and when it is judged again at the latest, if ever
 */
export function mayChange(
  placed: readonly Placed[],
  done: Done,
  { isMember, turn }: { isMember: boolean; turn: () => number | undefined },
  clock: Clock,
): boolean {
  return placed.some(({ condition, isNegated }) => {
    if (condition.on !== "event" && condition.on !== "purchase") return false
    const asked = condition.on === "purchase" ? asHappening(condition) : condition
    // The only way in which the condition can change the answer, as far as it is alone.
    const wanted = isMember === isNegated ? "holds" : "fails"
    const own = condition.on === "purchase" ? "purchase" : `event:${condition.name}`
    return (
      (done.key === own && mayTurn(asked, done, wanted, turn, clock)) ||
      ("by" in asked && done.key === `event:${asked.by.name}` && mayFollow(asked, done, wanted, clock))
    )
  })
}

type Turned = "holds" | "fails"

/** Whether a condition may hold, or hold no more, by one more event that it counts. */
function mayTurn(
  asked: Happening,
  done: Done,
  wanted: Turned,
  turn: () => number | undefined,
  clock: Clock,
): boolean {
  if (isOfEdge(asked)) {
    if (neverFits(asked.where, done)) return false
    const { turned, until } = edgeTurned(asked.op, placeOf(asked.within, done.at, clock))
    if (turned === "neither") return false
    if (turned === "either" || turned === wanted) return true
    // From `until` on it may be the other way around: by then somebody has looked.
    return until !== never && (turn() ?? never) > until
  }
  const turned = turnedByMore(asked, done)
  if (turned !== "either" && turned !== wanted) return false
  const { is } = placeOf(asked.within, done.at, clock)
  return is !== "before" && is !== "beyond" && !neverFits(asked.where, done)
}

type OfEdge = Extract<Happening, { op: "first" | "last" }>
const isOfEdge = (asked: Happening): asked is OfEdge => asked.op === "first" || asked.op === "last"

function turnedByMore(asked: Exclude<Happening, OfEdge>, done: Done): Turned | "either" | "neither" {
  switch (asked.op) {
    case "did":
    case "at_least":
    case "followed_by":
    case "not_followed_by":
      return "holds"
    case "did_not":
    case "at_most":
      return "fails"
    case "exactly":
      return "either"
    case "sum_at_least":
    case "sum_more_than":
    case "sum_at_most":
    case "sum_less_than": {
      const amount = amountOf(done, asked.property)
      if (amount === 0) return "neither"
      const isUpward = asked.op === "sum_at_least" || asked.op === "sum_more_than"
      return isUpward === amount > 0 ? "holds" : "fails"
    }
  }
}

/**
 * What becomes of the first or the last one being in a window where one more may be it. In a window it can only make it hold: until
 * the window has moved past it, if it is the first. After a window whose end comes to it only until then.
 */
function edgeTurned(
  op: "first" | "last",
  { is, turn }: Place,
): { turned: Turned | "either" | "neither"; until: number } {
  if (is === "within") return { turned: "holds", until: op === "first" ? turn : never }
  if (is === "unsure" || (is === "after" && op === "first")) return { turned: "either", until: never }
  if (is === "after") return { turned: "fails", until: turn }
  // The first of all is before the window from now on, and the last one is beyond it.
  return { turned: (is === "before") === (op === "first") ? "fails" : "neither", until: never }
}

/** Whether it may have followed: what follows something in the window is in it, or after it. */
const mayFollow = (
  { op, within, by }: Extract<Happening, { by: object }>,
  done: Done,
  wanted: Turned,
  clock: Clock,
): boolean =>
  wanted === (op === "followed_by" ? "holds" : "fails") &&
  placeOf(within, done.at, clock).is !== "before" &&
  !neverFits(by.where, done)

/** Whether the properties are not as asked, whenever and by whatever clock they are looked at. */
function neverFits(where: readonly PropertyCondition[] | undefined, { properties }: Done): boolean {
  const timeless = where?.filter(({ op }) => !byTime.includes(op)) ?? []
  return !propertiesHold(timeless, properties, () => ({ now: new Date(0), zone: "UTC" }))
}

/**
 * Where an instant is, of a window: `before` it or `beyond` it for ever, or `after` it until its end comes to it. Windows only move
 * ahead, so what is before one stays there. `unsure`: it depends on the clock of the contact.
 */
interface Place {
  is: "before" | "within" | "after" | "beyond" | "unsure"
  /** The next time at which an edge that moves may come to it. */
  turn: number
}

const never = Number.POSITIVE_INFINITY

function placeOf(window: Window | undefined, at: Date, { now, timeZone }: Clock): Place {
  if (window === undefined) return { is: "within", turn: never }
  const isFar = isOfContact(window)
  const zone = isFar ? "UTC" : timeZone
  const { from, to } = resolveWindow(window, { now, zone })
  const ms = at.getTime()
  const farMs = isFar ? farthestZoneMs : 0
  if (ms < from - farMs) return { is: "before", turn: never }
  if (ms >= to + farMs && !endMoves(window)) return { is: "beyond", turn: never }
  if (isFar) return { is: "unsure", turn: never }
  const ahead = windowTurns(window, at, zone).filter((turn) => turn > now.getTime())
  return { is: ms < to ? "within" : "after", turn: Math.min(...ahead) }
}

const byEvents: ReadonlySet<string> = new Set<Condition["on"]>(["event", "purchase", "message"])

/** Whether a condition asks what a contact did, or what became of messages to it: it may change with each event, or unheard. */
export const asksForEvents = ({ on }: Condition): boolean => byEvents.has(on)

/** The answer of a filter whatever the contact did and was sent; undefined where that makes a difference. */
export function answerWithoutEvents(
  filter: Filter,
  contact: FilteredContact,
  context: FilterContext & { segments: Named },
): boolean | undefined {
  const answer = (inner: Filter) => answerWithoutEvents(inner, contact, context)
  if ("all" in filter) return firstOf(filter.all.map(answer), false)
  if ("any" in filter) return firstOf(filter.any.map(answer), true)
  if ("not" in filter) return opposite(answer(filter.not))
  if (filter.on === "segment") {
    const named = context.segments.get(filter.segment_id)
    const isMember = named === undefined ? false : answer(named)
    return filter.op === "in" ? isMember : opposite(isMember)
  }
  return asksForEvents(filter) ? undefined : matches(filter, contact, context)
}

export const opposite = (answer: boolean | undefined) => (answer === undefined ? undefined : !answer)

/** One that decides, if there is any; else whether all are known. */
export function firstOf(answers: readonly (boolean | undefined)[], decides: boolean): boolean | undefined {
  if (answers.includes(decides)) return decides
  return answers.includes(undefined) ? undefined : !decides
}
