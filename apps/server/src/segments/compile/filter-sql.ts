import type { Filter } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { conditionSql } from "../conditions/index.ts"
import { Compilation } from "./compilation.ts"
import type { FilterScope } from "./filter-scope.ts"

/** A filter in SQL, over a row named `contacts`. */
export interface CompiledFilter {
  /** What is joined to `contacts`; never more than one row for a contact. */
  joins: RawBuilder<unknown>
  /** True or false, never NULL. */
  condition: RawBuilder<boolean>
}

/**
 * The filter in SQL: the same answer as `matches` of packages/model. Every value is a bound parameter, and every table has the
 * workspace named, so that it may run without row-level security.
 */
export function compileFilter(filter: Filter, scope: FilterScope): CompiledFilter {
  const compilation = new Compilation(scope, filterSql)
  const condition = compilation.filter(filter)
  return { joins: compilation.joins(), condition }
}

export function filterSql(filter: Filter, compilation: Compilation): RawBuilder<boolean> {
  if ("all" in filter) return joined(filter.all, " AND ", sql<boolean>`true`, compilation)
  if ("any" in filter) return joined(filter.any, " OR ", sql<boolean>`false`, compilation)
  if ("not" in filter) return sql<boolean>`(NOT ${filterSql(filter.not, compilation)})`
  return conditionSql(filter, compilation)
}

function joined(
  filters: readonly Filter[],
  operator: " AND " | " OR ",
  empty: RawBuilder<boolean>,
  compilation: Compilation,
): RawBuilder<boolean> {
  if (filters.length === 0) return empty
  const parts = filters.map((inner) => filterSql(inner, compilation))
  return sql<boolean>`(${sql.join(parts, sql.raw(operator))})`
}
