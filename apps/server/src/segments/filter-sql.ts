import type { Filter } from "@parley/model"
import { type RawBuilder, sql } from "../platform/database/index.ts"
import { conditionSql } from "./conditions/index.ts"

/**
 * The filter as an SQL condition over a row named `contacts`: true or false, never NULL, and the same answer as `matches`
 * of packages/model. Every value is a bound parameter.
 */
export function filterSql(filter: Filter): RawBuilder<boolean> {
  if ("all" in filter) return joined(filter.all, " AND ", sql<boolean>`true`)
  if ("any" in filter) return joined(filter.any, " OR ", sql<boolean>`false`)
  if ("not" in filter) return sql<boolean>`(NOT ${filterSql(filter.not)})`
  return conditionSql(filter)
}

function joined(
  filters: Filter[],
  operator: " AND " | " OR ",
  empty: RawBuilder<boolean>,
): RawBuilder<boolean> {
  if (filters.length === 0) return empty
  return sql<boolean>`(${sql.join(filters.map(filterSql), sql.raw(operator))})`
}
