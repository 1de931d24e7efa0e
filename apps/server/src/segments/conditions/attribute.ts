import { type AttributeValue, type Condition, instantOf, instantPattern } from "@parley/model"
import { jsonText, type RawBuilder, sql } from "../../platform/database/index.ts"

const ordering = { greater_than: ">", at_least: ">=", less_than: "<", at_most: "<=" } as const

/**
 * Where a condition casts, it does so inside a CASE whose test makes the cast safe: PostgreSQL may evaluate the sides of
 * an AND in any order.
 */
export function attributeSql(condition: Condition<"attribute">): RawBuilder<boolean> {
  const value = sql`(contacts.attributes -> ${condition.name}::text)`
  const asText = sql`(contacts.attributes ->> ${condition.name}::text)`
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
      // A date alone would start in the time zone of the database session.
      const inUtc = sql`(CASE length(${asText}) WHEN 10 THEN ${asText} || 'T00:00:00Z' ELSE ${asText} END)::timestamptz`
      return sql`CASE WHEN ${isText} AND ${asText} ~ ${instantPattern}::text AND pg_input_is_valid(${asText}, 'timestamptz')
        THEN date_trunc('milliseconds', ${inUtc}) ${operator} ${instantOf(condition.value)}::timestamptz
        ELSE false END`
    }
    case "greater_than":
    case "at_least":
    case "less_than":
    case "at_most":
      // jsonb compares numbers as numbers, so nothing has to be cast.
      return sql`coalesce(jsonb_typeof(${value}) = 'number'
        AND ${value} ${sql.raw(ordering[condition.op])} ${jsonText(condition.value)}::jsonb, false)`
  }
}

const jsonTexts = (values: readonly AttributeValue[]): string[] => values.map((value) => jsonText(value))
