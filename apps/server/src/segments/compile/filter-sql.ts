import type { Filter } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { conditionSql } from "../conditions/index.ts"
import { Compilation, type ContactSet } from "./compilation.ts"
import type { FilterScope } from "./filter-scope.ts"

/** A filter in SQL, over a row named `contacts`. */
export interface CompiledFilter {
  /** What is joined to `contacts`; never more than one row for a contact. */
  joins: RawBuilder<unknown>
  /** True or false, never NULL. */
  condition: RawBuilder<boolean>
  /** Whether all of it stands in the rows of the contacts. If not, sets of contacts are made, each as a whole, even for a page. */
  isOfRowsAlone: boolean
}

/**
 * The filter in SQL: the same answer as `matches` of packages/model. Every value is a bound parameter, and every table has the
 * workspace named, so that it may run without row-level security.
 */
export function compileFilter(filter: Filter, scope: FilterScope): CompiledFilter {
  const compilation = new Compilation(scope, conditionSql)
  const condition = compilation.filter(filter)
  return { joins: compilation.joins(), condition, isOfRowsAlone: compilation.isOfRowsAlone }
}

/**
 * The ids of all who match, in one statement: the form for whole audiences. What has to be counted for each contact is counted only for
 * contacts that match everything else. Where there is nothing else, the first is counted for everybody, and only those that are left are
 * looked up: to join what everybody did to all contacts took twice as long as to count it.
 */
export function scanSql(filter: Filter, scope: FilterScope): RawBuilder<{ id: string }> {
  const counted: { part: Filter; set: ContactSet }[] = []
  const others: Filter[] = []
  for (const part of partsOf(filter)) {
    const compilation = new Compilation(scope, conditionSql)
    const set = compilation.setBehind(compilation.filter(part))
    if (set?.having === undefined) others.push(part)
    else counted.push({ part, set })
  }
  const [first] = others.length === 0 ? counted.splice(0, 1) : []
  const { joins, condition } = compileFilter(first?.part ?? { all: others }, scope)
  const chosen = sql<{ id: string }>`SELECT contacts.id FROM contacts ${joins}
    WHERE contacts.workspace_id = ${scope.workspaceId} AND ${condition}`
  return counted.reduce(
    (rest, { set: { rows, having } }) => sql`SELECT chosen.id FROM (${rest}) AS chosen
      JOIN (${rows}) AS counted ON counted.contact_id = chosen.id GROUP BY chosen.id HAVING ${having ?? sql`true`}`,
    chosen,
  )
}

/** What must all hold. */
const partsOf = (filter: Filter): Filter[] => ("all" in filter ? filter.all.flatMap(partsOf) : [filter])
