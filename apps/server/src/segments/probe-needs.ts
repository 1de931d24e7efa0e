/** What has to be read of a contact for conditions to be judged. Pure. */
import {
  type Condition,
  endMoves,
  eventKey,
  type FactKey,
  factsRead,
  farthestZoneMs,
  type Happening,
  isOfContact,
  lastDecides,
  type ResolvedWindow,
  resolveWindow,
  wholeDays,
} from "@parley/model"
import type { FilterScope } from "./compile/filter-scope.ts"
import { windowBounds } from "./compile/window-sql.ts"

/** Events of a name, one by one. */
interface Range {
  from: number
  to: number
}

/** What is read of the events of a name. */
interface NameNeeds {
  key: string
  nameId: number
  /** Counts day by day. */
  days: boolean
  /** Apart from each other, in their order. */
  ranges: readonly Range[]
  /** Of which contacts days and ranges are read: others have the same answers without. */
  readers: Readers
}

/** Those who did what has this name at least so often. */
interface Readers {
  nameId: number
  times: number
}

export interface Needs {
  /** Columns of the contact. */
  columns: ReadonlySet<string>
  consent: boolean
  memberships: boolean
  messages: boolean
  names: ReadonlyMap<string, NameNeeds>
}

export const needsNothing: Needs = {
  columns: new Set(),
  consent: false,
  memberships: false,
  messages: false,
  names: new Map(),
}

const membershipFacts: readonly string[] = ["field:lists", "field:tags"]

/**
 * @param conditions with those of segments that they name
 * @param ahead also what tells when the answers change by time alone: what comes into windows whose end moves. And no counts that make
 * no difference to the answers, which explain them
 */
export function needsOf(
  { context, nameIds }: FilterScope,
  conditions: readonly Condition[],
  ahead: boolean,
): Needs {
  const names = new Map<string, NameNeeds>()
  const add = (key: string, windows: readonly ResolvedWindow[], days = false, readers?: Readers) => {
    const nameId = nameIds.get(key)
    if (nameId === undefined) return
    const readsMore = days || windows.length > 0
    const one = {
      ...{ key, nameId, days, ranges: apart(windows) },
      readers: readsMore ? (readers ?? { nameId, times: 1 }) : { nameId, times: nobody },
    }
    names.set(key, joined(names.get(key), one))
  }
  for (const condition of conditions) {
    if (condition.on !== "event" && condition.on !== "purchase") continue
    const key = eventKey(condition)
    const readsEvents =
      (condition.where?.length ?? 0) > 0 ||
      "by" in condition ||
      ("property" in condition && condition.property !== undefined) ||
      (condition.on === "purchase" && condition.product_id !== undefined)
    const isFirstOrLast = condition.op === "first" || condition.op === "last"
    if (readsEvents && isFirstOrLast) add(key, [always])
    else if (!readsEvents && (isFirstOrLast || condition.within === undefined || lastDecides(condition)))
      add(key, [])
    else {
      const { inner, outer } = boundsOf(condition.within, context, ahead)
      const readers = ahead ? readersOf(condition, key, nameIds) : undefined
      if ("by" in condition) {
        const range = { from: outer.from, to: always.to }
        const own = nameIds.get(key)
        const didIt = !ahead || own === undefined ? undefined : { nameId: own, times: 1 }
        add(eventKey({ on: "event", name: condition.by.name }), [range], false, didIt)
      }
      const whole = wholeDays(inner)
      if (readsEvents || whole.first >= whole.end) add(key, [outer], false, readers)
      else
        add(
          key,
          [
            { from: outer.from, to: whole.first },
            { from: whole.end, to: outer.to },
          ],
          true,
          readers,
        )
    }
  }
  const facts = factsRead(conditions)
  return {
    columns: new Set(facts.flatMap(columnOf)),
    consent: facts.some((fact) => fact === "conversations" || fact.startsWith("subscription:")),
    memberships: facts.some((fact) => membershipFacts.includes(fact)),
    messages: facts.some((fact) => fact.startsWith("message:")),
    names,
  }
}

function columnOf(fact: FactKey): string[] {
  if (fact.startsWith("attribute:")) return ["attributes"]
  return fact.startsWith("field:") && !membershipFacts.includes(fact) ? [fact.slice("field:".length)] : []
}

const always: Range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/**
 * The window in every zone. Ahead it is judged again and again: then the days of all zones are supposed to begin as far from UTC's as
 * they can, rather than asking each of them.
 */
function boundsOf(
  window: Parameters<typeof windowBounds>[0],
  context: FilterScope["context"],
  ahead: boolean,
): ReturnType<typeof windowBounds> {
  if (!ahead) return windowBounds(window, context)
  const far = isOfContact(window) ? farthestZoneMs : 0
  const { from, to } = resolveWindow(window, {
    now: context.now,
    zone: far === 0 ? context.timeZone : "UTC",
  })
  return {
    inner: { from: from + far, to: to - far },
    outer: { from: from - far, to: endMoves(window) ? Number.POSITIVE_INFINITY : to + far },
  }
}

/** Ranges that no two of have an instant in common. */
function apart(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from)
  const joined: Range[] = []
  for (const range of sorted) {
    const last = joined.at(-1)
    if (last === undefined || range.from > last.to) joined.push({ ...range })
    else last.to = Math.max(last.to, range.to)
  }
  return joined
}

/** Where something was done too seldom, or what was to follow never, the roll-ups answer, and nothing turns by time alone. */
function readersOf(condition: Happening, key: string, nameIds: FilterScope["nameIds"]): Readers | undefined {
  const own = nameIds.get(key)
  if (own === undefined) return undefined
  switch (condition.op) {
    case "at_least":
    case "exactly":
      return { nameId: own, times: Math.max(1, condition.times) }
    case "at_most":
      return { nameId: own, times: condition.times + 1 }
    case "followed_by": {
      const follower = nameIds.get(eventKey({ on: "event", name: condition.by.name }))
      return follower === undefined ? { nameId: own, times: nobody } : { nameId: follower, times: 1 }
    }
    default:
      return undefined
  }
}

const nobody = 2 ** 31 - 1

function joined(known: NameNeeds | undefined, more: NameNeeds): NameNeeds {
  if (known === undefined) return more
  const { key, nameId } = more
  return {
    ...{ key, nameId, days: known.days || more.days, ranges: apart([...known.ranges, ...more.ranges]) },
    readers: both(nameId, known.readers, more.readers),
  }
}

function both(nameId: number, one: Readers, other: Readers): Readers {
  if (one.times === nobody) return other
  if (other.times === nobody) return one
  if (one.nameId === other.nameId) return one.times < other.times ? one : other
  return { nameId, times: 1 }
}

/** What is read for all of these. */
export function needsOfAll(all: readonly Needs[]): Needs {
  const [only] = all
  if (only !== undefined && all.length === 1) return only
  const names = new Map<string, NameNeeds>()
  for (const name of all.flatMap((needs) => [...needs.names.values()]))
    names.set(name.key, joined(names.get(name.key), name))
  return {
    columns: new Set(all.flatMap(({ columns }) => [...columns])),
    consent: all.some(({ consent }) => consent),
    memberships: all.some(({ memberships }) => memberships),
    messages: all.some(({ messages }) => messages),
    names,
  }
}
