/** How a value compares, in SQL: true or false, never NULL, and the same answer as `compares` of packages/model. */
import {
  type DayZone,
  instantPattern,
  type PointInTime,
  patternInSql,
  type Scalar,
  stepsOf,
  type ValueComparison,
} from "@parley/model"
import { jsonText, type RawBuilder, sql } from "../../platform/database/index.ts"
import type { SqlPoint, ZoneColumns } from "./zone-columns.ts"

type TimeComparison = { op: "before" | "after" | "on"; value: PointInTime; zone?: DayZone | undefined }

const ordering = { greater_than: ">", at_least: ">=", less_than: "<", at_most: "<=" } as const

/** What is inside of a JSON object, as `valueAt` of packages/model finds it: lists are not walked into. */
export const jsonAt = (json: RawBuilder<unknown>, path: string): RawBuilder<unknown> =>
  stepsOf(path).reduce((found, step) => sql`(${found} -> ${step}::text)`, json)

/**
 * Whether a scalar is inside of a JSON object. By `@>`, which reads the object once and takes nothing out of it, and of which the
 * planner has statistics.
 */
export const jsonHas = (json: RawBuilder<unknown>, path: string, value: Scalar): RawBuilder<boolean> => {
  const object = stepsOf(path).reduceRight<unknown>((inner, step) => ({ [step]: inner }), value)
  return sql`(${json} @> ${jsonText(object)}::jsonb)`
}

/**
 * A value in JSON. Where it is cast, that is inside a CASE whose test makes the cast safe: PostgreSQL may evaluate the sides of an AND
 * in any order.
 */
export function jsonSql(
  comparison: ValueComparison,
  value: RawBuilder<unknown>,
  zones: ZoneColumns,
): RawBuilder<boolean> {
  const asText = sql`(${value} #>> '{}')`
  const isText = sql`jsonb_typeof(${value}) = 'string'`
  switch (comparison.op) {
    case "exists":
      return sql`(coalesce(jsonb_typeof(${value}), 'null') <> 'null')`
    case "missing":
      return sql`(coalesce(jsonb_typeof(${value}), 'null') = 'null')`
    case "equals":
      return sql`coalesce(${value} = ${jsonText(comparison.value)}::jsonb, false)`
    case "not_equals":
      return sql`(${value} IS DISTINCT FROM ${jsonText(comparison.value)}::jsonb)`
    case "in":
      return sql`coalesce(${value} = ANY (${jsonTexts(comparison.value)}::text[]::jsonb[]), false)`
    case "not_in":
      return sql`coalesce(${value} <> ALL (${jsonTexts(comparison.value)}::text[]::jsonb[]), true)`
    case "contains":
      return sql`coalesce(${isText} AND strpos(${asText}, ${comparison.value}::text) > 0, false)`
    case "starts_with":
      return sql`coalesce(${isText} AND starts_with(${asText}, ${comparison.value}::text), false)`
    case "matches":
      return matchesSql(asText, isText, comparison.value)
    case "not_matches":
      return sql`(NOT ${matchesSql(asText, isText, comparison.value)})`
    case "includes":
      return includes(value, comparison.value)
    case "excludes":
      return sql`(NOT ${includes(value, comparison.value)})`
    case "before":
    case "after":
    case "on": {
      const point = pointOf(comparison, zones)
      const instant = sql`date_trunc('milliseconds', ${asText}::timestamptz)`
      return sql`CASE WHEN ${isText} AND ${asText} ~ ${instantPattern}::text AND pg_input_is_valid(${asText}, 'timestamptz')
        THEN CASE length(${asText}) WHEN 10 THEN ${dayComparison(comparison.op, sql`${asText} COLLATE "C"`, point)}
          ELSE ${instantComparison(comparison.op, instant, point)} END
        ELSE false END`
    }
    case "greater_than":
    case "at_least":
    case "less_than":
    case "at_most":
      // jsonb compares numbers as numbers, so nothing has to be cast.
      return sql`coalesce(${value} ${sql.raw(ordering[comparison.op])} ${jsonText(comparison.value)}::jsonb
        AND jsonb_typeof(${value}) = 'number', false)`
  }
}

/** By code points alone, whatever the collation: the pattern names every character. */
export const matchesSql = (
  text: RawBuilder<unknown>,
  isText: RawBuilder<unknown>,
  pattern: string,
): RawBuilder<boolean> =>
  sql`coalesce(${isText} AND ${text} COLLATE "C" ~ ${patternInSql(pattern)}::text, false)`

/** `@>` alone would also take a scalar for a list of it. */
const includes = (value: RawBuilder<unknown>, member: Scalar): RawBuilder<boolean> =>
  sql`coalesce(jsonb_typeof(${value}) = 'array' AND ${value} @> ${jsonText([member])}::jsonb, false)`

const pointOf = ({ value, zone }: TimeComparison, zones: ZoneColumns): SqlPoint =>
  zone === "contact" ? zones.ofContact(value) : zones.ofWorkspace(value)

/** A column that has an instant, and may be NULL. */
export const instantSql = (
  comparison: TimeComparison,
  column: RawBuilder<unknown>,
  zones: ZoneColumns,
): RawBuilder<boolean> =>
  sql`coalesce(${instantComparison(comparison.op, sql`date_trunc('milliseconds', ${column})`, pointOf(comparison, zones))}, false)`

function instantComparison(
  op: TimeComparison["op"],
  instant: RawBuilder<unknown>,
  { start, end }: SqlPoint,
): RawBuilder<boolean> {
  if (op === "before") return sql`${instant} < ${start}`
  return op === "after" ? sql`${instant} > ${start}` : sql`(${instant} >= ${start} AND ${instant} < ${end})`
}

/** A date alone begins where its day does: compared as the day that it names. */
function dayComparison(
  op: TimeComparison["op"],
  day: RawBuilder<unknown>,
  { dayFromStart, dayAfterStart, dayFromEnd }: SqlPoint,
): RawBuilder<boolean> {
  if (op === "before") return sql`${day} < ${dayFromStart}`
  return op === "after"
    ? sql`${day} >= ${dayAfterStart}`
    : sql`(${day} >= ${dayFromStart} AND ${day} < ${dayFromEnd})`
}

const jsonTexts = (values: readonly Scalar[]): string[] => values.map((value) => jsonText(value))
