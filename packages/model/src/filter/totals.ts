/**
 * The answer of a filter after a contact did something, from the totals of what it did and from the answer before: for most events
 * neither days nor single events have to be read.
 */
import { type EventFacts, eventKey, type FilterContext, type FilteredContact } from "./condition.ts"
import { asksForEvents, firstOf, opposite } from "./effect.ts"
import type { Filter } from "./filter.ts"
import { type Happening, happened, happeningTurns, lastDecides } from "./happenings.ts"
import { type Condition, conditionHolds, conditionTurns } from "./kinds/index.ts"
import { asHappening } from "./kinds/purchase.ts"
import { byTime, type PropertyCondition, propertiesHold } from "./properties.ts"
import { durationMs, endMoves, isWithin, judgedBy, resolveWindow, windowTurns } from "./time.ts"

/** An answer, and the next time at which it may be another one by time alone; it is no other one before. */
export interface Sure {
  answer: boolean
  turn: number | undefined
}

/**
 * @param before the answer as of some time before the contact did what its facts have one by one; those have all that it did since,
 * and nothing else
 * @returns undefined where more has to be read
 */
export function answerByTotals(
  filter: Filter,
  before: boolean,
  contact: FilteredContact,
  context: FilterContext & { segments: ReadonlyMap<string, Filter> },
): Sure | undefined {
  const turns: number[] = []
  const ofCondition = (condition: Condition, was: boolean | undefined): boolean | undefined => {
    const judged = asksForEvents(condition)
      ? ofEvents(condition, was, { contact, context })
      : {
          holds: conditionHolds(condition, contact, context),
          turns: conditionTurns(condition, contact, context),
        }
    turns.push(...(judged?.turns ?? []))
    return judged?.holds
  }
  /** @param was the answer before, where it follows from that of the whole */
  const within = (inner: Filter, was: boolean | undefined): boolean | undefined => {
    if ("all" in inner) {
      const each = was === true || inner.all.length === 1 ? was : undefined
      return firstOf(
        inner.all.map((one) => within(one, each)),
        false,
      )
    }
    if ("any" in inner) {
      const each = was === false || inner.any.length === 1 ? was : undefined
      return firstOf(
        inner.any.map((one) => within(one, each)),
        true,
      )
    }
    if ("not" in inner) return opposite(within(inner.not, opposite(was)))
    if (inner.on !== "segment") return ofCondition(inner, was)
    const named = context.segments.get(inner.segment_id)
    const isIn = inner.op === "in"
    const isMember = named === undefined ? false : within(named, isIn ? was : opposite(was))
    return isIn ? isMember : opposite(isMember)
  }
  const answer = within(filter, before)
  if (answer === undefined) return undefined
  const now = context.now.getTime()
  // What is not known makes no difference as long as what is known stays as it is.
  const next = turns.reduce((first, at) => (at > now && at < first ? at : first), Number.POSITIVE_INFINITY)
  return { answer, turn: Number.isFinite(next) ? next : undefined }
}

interface Scope {
  contact: FilteredContact
  context: FilterContext
}

/** Whether a condition holds, and when that may change. */
interface Judged {
  holds: boolean
  turns: readonly number[]
}

function ofEvents(condition: Condition, was: boolean | undefined, scope: Scope): Judged | undefined {
  if (condition.on !== "event" && condition.on !== "purchase") return undefined
  const asked = condition.on === "purchase" ? asHappening(condition) : condition
  const facts = scope.contact.events.get(eventKey(condition))
  if (facts === undefined) return { holds: happened(asked, undefined, undefined, scope), turns: [] }
  if (dependsOnTime(asked.where)) return undefined
  if (!("by" in asked)) return ofTotals(asked, facts, was, scope)
  if (asked.op === "not_followed_by" || dependsOnTime(asked.by.where)) return undefined
  const followers = scope.contact.events.get(eventKey({ on: "event", name: asked.by.name }))
  return followers === undefined
    ? { holds: false, turns: [] }
    : ofOrder(asked, { facts, followers }, was, scope)
}

const dependsOnTime = (where: readonly PropertyCondition[] | undefined) =>
  where?.some(({ op }) => byTime.includes(op)) ?? false
const isNarrow = (where: readonly PropertyCondition[] | undefined) => where !== undefined && where.length > 0

type Ordered = Extract<Happening, { by: object }>

function ofTotals(
  asked: Exclude<Happening, Ordered>,
  facts: EventFacts,
  was: boolean | undefined,
  { contact, context }: Scope,
): Judged | undefined {
  const exact = () => ({
    holds: happened(asked, facts, undefined, { contact, context }),
    turns: happeningTurns(asked, facts, undefined, { contact, context }),
  })
  const isNarrowed = isNarrow(asked.where)
  switch (asked.op) {
    case "first":
    case "last":
      return isNarrowed ? undefined : exact()
    case "sum_at_least":
    case "sum_more_than":
    case "sum_at_most":
    case "sum_less_than":
      return isNarrowed || asked.property !== undefined || asked.within !== undefined ? undefined : exact()
    case "did":
    case "did_not": {
      if (lastDecides(asked)) return exact()
      const did = asked.op === "did"
      const judged = ofTimes(1, asked, facts, { contact, context })
      if (judged) return { holds: judged.isReached === did, turns: judged.turns }
      // None of those before counted, none of these does, and no window comes to any of them.
      return was === !did && !endMoves(asked.within) ? { holds: was, turns: [] } : undefined
    }
    case "at_least":
    case "at_most": {
      const wanted = asked.op === "at_least"
      const judged = ofTimes(wanted ? asked.times : asked.times + 1, asked, facts, { contact, context })
      return judged && { holds: judged.isReached === wanted, turns: judged.turns }
    }
    case "exactly": {
      const enough = ofTimes(asked.times, asked, facts, { contact, context })
      if (enough?.isReached === false) return { holds: false, turns: enough.turns }
      const more = ofTimes(asked.times + 1, asked, facts, { contact, context })
      if (enough === undefined || more === undefined) return undefined
      return { holds: !more.isReached, turns: [...enough.turns, ...more.turns] }
    }
  }
}

/** Whether so many count, where that is sure. */
function ofTimes(
  times: number,
  { within, where }: Pick<Happening, "within" | "where">,
  facts: EventFacts,
  { contact, context }: Scope,
): { isReached: boolean; turns: readonly number[] } | undefined {
  if (times <= 0) return { isReached: true, turns: [] }
  if (facts.count < times) return { isReached: false, turns: [] }
  const by = judgedBy(within?.zone, contact, context)
  const window = resolveWindow(within, by)
  // As many as there are at least, until the first of them leaves the window. They leave it in their order.
  const isAll = !isNarrow(where) && isWithin(facts.first_at, window) && isWithin(facts.last_at, window)
  if (isAll) return { isReached: true, turns: windowTurns(within, facts.first_at, by.zone) }
  const counted = facts.events.filter(
    ({ at, properties }) =>
      isWithin(at, window) && propertiesHold(where, properties, (zone) => judgedBy(zone, contact, context)),
  )
  return counted.length < times
    ? undefined
    : { isReached: true, turns: counted.flatMap(({ at }) => windowTurns(within, at, by.zone)) }
}

/** Whether one followed the other within the time, where that is sure. */
function ofOrder(
  { within, where, by, in: duration }: Ordered,
  { facts, followers }: { facts: EventFacts; followers: EventFacts },
  was: boolean | undefined,
  { contact, context }: Scope,
): Judged | undefined {
  // It comes to what happened after its end.
  if (endMoves(within)) return undefined
  const clock = judgedBy(within?.zone, contact, context)
  const window = resolveWindow(within, clock)
  const timeMs = durationMs(duration)
  if (facts.last_at.getTime() < window.from || followers.last_at <= facts.first_at) return never
  const fitting = (of: EventFacts, conditions: readonly PropertyCondition[] | undefined) =>
    of.events
      .filter(({ properties }) =>
        propertiesHold(conditions, properties, (zone) => judgedBy(zone, contact, context)),
      )
      .map(({ at }) => at)
  const firsts = fitting(facts, where).filter((at) => isWithin(at, window))
  const thens = fitting(followers, by.where)
  const isNew =
    firsts.some((at) => followers.last_at > at && followers.first_at.getTime() <= at.getTime() + timeMs) ||
    thens.some((then) => facts.first_at < then && facts.last_at.getTime() + timeMs >= then.getTime())
  if (was === false && !isNew) return never
  const known = (
    of: EventFacts,
    conditions: readonly PropertyCondition[] | undefined,
    seen: readonly Date[],
  ) => (isNarrow(conditions) ? seen : [of.first_at, of.last_at, ...seen])
  const follows = (at: Date, then: Date) => then > at && then.getTime() <= at.getTime() + timeMs
  const followed = known(facts, where, firsts).filter(
    (at) => isWithin(at, window) && known(followers, by.where, thens).some((then) => follows(at, then)),
  )
  if (followed.length === 0) return undefined
  // It holds for as long as the last of them is in the window.
  const last = new Date(Math.max(...followed.map((at) => at.getTime())))
  return { holds: true, turns: windowTurns(within, last, clock.zone) }
}

const never: Judged = { holds: false, turns: [] }
