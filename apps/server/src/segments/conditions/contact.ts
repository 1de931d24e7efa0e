import type { Condition } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { birthSql } from "../compile/birth-sql.ts"
import { instantSql, matchesSql } from "../compile/comparison-sql.ts"
import type { Compilation } from "../compile/compilation.ts"

export function contactSql(condition: Condition<"contact">, compilation: Compilation): RawBuilder<boolean> {
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
    case "matches":
      return matchesSql(column, sql`true`, condition.value)
    case "not_matches":
      return sql`(NOT ${matchesSql(column, sql`true`, condition.value)})`
    case "birthday":
    case "age_at_least":
    case "age_at_most":
      return birthSql(condition, column, compilation.zones)
    case "before":
    case "after":
    case "on":
      return instantSql(condition, column, compilation.zones)
  }
}
