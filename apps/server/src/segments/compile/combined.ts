import type { Condition, Filter } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"

interface Conditions {
  condition(condition: Condition): RawBuilder<boolean>
}

/** A filter in SQL, put together from what `of` makes of each condition. */
export function combined(filter: Filter, of: Conditions): RawBuilder<boolean> {
  if ("all" in filter) return joined(filter.all, " AND ", sql<boolean>`true`, of)
  if ("any" in filter) return joined(filter.any, " OR ", sql<boolean>`false`, of)
  if ("not" in filter) return sql<boolean>`(NOT ${combined(filter.not, of)})`
  return of.condition(filter)
}

function joined(
  filters: readonly Filter[],
  operator: " AND " | " OR ",
  empty: RawBuilder<boolean>,
  of: Conditions,
): RawBuilder<boolean> {
  if (filters.length === 0) return empty
  const parts = filters.map((inner) => combined(inner, of))
  return parts.length === 1 && parts[0] !== undefined
    ? parts[0]
    : sql<boolean>`(${sql.join(parts, sql.raw(operator))})`
}
