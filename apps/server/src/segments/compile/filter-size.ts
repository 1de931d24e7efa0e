/** How large a filter is once the filters of the segments that it names stand in their place. Pure. */
import { type Condition, conditionsOf, type Filter, isDay, type PointInTime } from "@parley/model"

type Segments = ReadonlyMap<string, Filter>

interface Size {
  conditions: number
  /** How many filters stand in one another, itself among them. */
  levels: number
  /** How many days it names that begin by the clock of each contact. */
  ownDays: number
}

/** What is missing among the segments counts as nothing. They do not name each other in a circle. */
export function sizeOf(filter: Filter, segments: Segments, known = new Map<string, Size>()): Size {
  const size = { conditions: 0, levels: 1, ownDays: 0 }
  for (const { condition } of conditionsOf(filter)) {
    const named =
      condition.on === "segment" ? sizeOfSegment(condition.segment_id, segments, known) : undefined
    size.conditions += named?.conditions ?? 1
    size.ownDays += named?.ownDays ?? ownDaysOf(condition)
    size.levels = Math.max(size.levels, 1 + (named?.levels ?? 0))
  }
  return size
}

/** Each once, however often it is named: segments that name one another twice, ten deep, are a thousand times the first. */
function sizeOfSegment(id: string, segments: Segments, known: Map<string, Size>): Size | undefined {
  const filter = segments.get(id)
  if (filter === undefined) return undefined
  const size = known.get(id) ?? sizeOf(filter, segments, known)
  known.set(id, size)
  return size
}

interface Timed {
  zone?: unknown
  value?: PointInTime | undefined
  from?: PointInTime | undefined
  to?: PointInTime | undefined
}

const isByOwnClock = (part: object): part is Timed => "zone" in part && part.zone === "contact"

/** Of a condition, its window and what it asks of properties. */
function ownDaysOf(condition: Condition): number {
  const within = "within" in condition ? condition.within : undefined
  const where = "where" in condition ? (condition.where ?? []) : []
  const by = "by" in condition ? (condition.by.where ?? []) : []
  const parts: object[] = [condition, ...(within ? [within] : []), ...where, ...by]
  return parts
    .filter(isByOwnClock)
    .flatMap(({ value, from, to }) => [value, from, to])
    .filter((point) => point !== undefined && isDay(point)).length
}
