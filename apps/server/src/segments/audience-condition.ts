import {
  type AudienceCondition,
  type AudienceFilter,
  type AudienceValue,
  INSTANT_PATTERN,
  instantOf,
} from "@parley/model"
import type { RawBuilder } from "kysely"
import { jsonText, sql } from "../platform/database/index.ts"

type Condition = RawBuilder<boolean>

/**
 * The audience as an SQL condition over a row named `contacts`: true or false, never NULL, and the same answer as
 * `matches` of packages/model. Every value is a bound parameter.
 *
 * Where a condition casts, it does so inside a CASE whose test makes the cast safe: PostgreSQL may evaluate the sides
 * of an AND in any order.
 */
export function audienceCondition(filter: AudienceFilter): Condition {
  if ("all" in filter) return joined(filter.all, " AND ", sql<boolean>`true`)
  if ("any" in filter) return joined(filter.any, " OR ", sql<boolean>`false`)
  if ("not" in filter) return sql<boolean>`(NOT ${audienceCondition(filter.not)})`
  if (filter.field === "created_at") return ofCreation(filter)
  if (filter.field.startsWith("attributes."))
    return ofAttribute(filter, filter.field.slice("attributes.".length))
  return ofColumn(filter)
}

function joined(filters: AudienceFilter[], operator: " AND " | " OR ", empty: Condition): Condition {
  if (filters.length === 0) return empty
  return sql<boolean>`(${sql.join(filters.map(audienceCondition), sql.raw(operator))})`
}

function ofCreation(condition: AudienceCondition): Condition {
  switch (condition.op) {
    case "before":
      return sql`(contacts.created_at < ${instantOf(condition.value)}::timestamptz)`
    case "after":
      return sql`(contacts.created_at > ${instantOf(condition.value)}::timestamptz)`
    case "exists":
      return sql`true`
    case "missing":
      return sql`false`
    default:
      throw misfit(condition)
  }
}

function ofColumn(condition: AudienceCondition): Condition {
  const column = sql.ref(`contacts.${condition.field}`)
  switch (condition.op) {
    case "exists":
      return sql`(${column} IS NOT NULL)`
    case "missing":
      return sql`(${column} IS NULL)`
    case "equals":
      return sql`coalesce(${column} = ${condition.value}::text, false)`
    case "not_equals":
      return sql`(${column} IS DISTINCT FROM ${condition.value}::text)`
    case "in":
      return sql`coalesce(${column} = ANY (${condition.value}::text[]), false)`
    case "not_in":
      return sql`coalesce(${column} <> ALL (${condition.value}::text[]), true)`
    case "contains":
      return sql`coalesce(strpos(${column}, ${condition.value}::text) > 0, false)`
    case "starts_with":
      return sql`coalesce(starts_with(${column}, ${condition.value}::text), false)`
    default:
      throw misfit(condition)
  }
}

const comparison = { greater_than: ">", at_least: ">=", less_than: "<", at_most: "<=" } as const

function ofAttribute(condition: AudienceCondition, key: string): Condition {
  const value = sql`(contacts.attributes -> ${key}::text)`
  const asText = sql`(contacts.attributes ->> ${key}::text)`
  const isText = sql`jsonb_typeof(${value}) = 'string'`
  switch (condition.op) {
    case "exists":
      return sql`(coalesce(jsonb_typeof(${value}), 'null') <> 'null')`
    case "missing":
      return sql`(coalesce(jsonb_typeof(${value}), 'null') = 'null')`
    case "equals":
      return sql`coalesce(${value} = ${jsonText(condition.value)}::jsonb, false)`
    case "not_equals":
      return sql`(${value} IS DISTINCT FROM ${jsonText(condition.value)}::jsonb)`
    case "in":
      return sql`coalesce(${value} = ANY (${jsonTexts(condition.value)}::text[]::jsonb[]), false)`
    case "not_in":
      return sql`coalesce(${value} <> ALL (${jsonTexts(condition.value)}::text[]::jsonb[]), true)`
    case "contains":
      return sql`coalesce(${isText} AND strpos(${asText}, ${condition.value}::text) > 0, false)`
    case "starts_with":
      return sql`coalesce(${isText} AND starts_with(${asText}, ${condition.value}::text), false)`
    case "before":
    case "after": {
      const operator = sql.raw(condition.op === "before" ? "<" : ">")
      // A date alone would begin in the time zone of the database session.
      const inUtc = sql`(CASE length(${asText}) WHEN 10 THEN ${asText} || 'T00:00:00Z' ELSE ${asText} END)::timestamptz`
      return sql`CASE WHEN ${isText} AND ${asText} ~ ${INSTANT_PATTERN}::text AND pg_input_is_valid(${asText}, 'timestamptz')
        THEN date_trunc('milliseconds', ${inUtc}) ${operator} ${instantOf(condition.value)}::timestamptz
        ELSE false END`
    }
    default:
      // jsonb compares numbers as numbers, so nothing has to be cast.
      return sql`coalesce(jsonb_typeof(${value}) = 'number'
        AND ${value} ${sql.raw(comparison[condition.op])} ${jsonText(condition.value)}::jsonb, false)`
  }
}

const jsonTexts = (values: AudienceValue[]): string[] => values.map((value) => jsonText(value))

/** The schema lets no such condition through. */
const misfit = ({ field, op }: AudienceCondition) => new TypeError(`${field} cannot be asked ${op}.`)
