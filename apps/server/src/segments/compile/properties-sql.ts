import type { PropertyCondition } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { jsonAt, jsonHas, jsonSql } from "./comparison-sql.ts"
import type { ZoneColumns } from "./zone-columns.ts"

/** Whether all hold of an object in JSON. */
export function propertiesSql(
  conditions: readonly PropertyCondition[] | undefined,
  json: RawBuilder<unknown>,
  zones: ZoneColumns,
): RawBuilder<boolean> {
  if (conditions === undefined || conditions.length === 0) return sql<boolean>`true`
  const each = conditions.map((condition) =>
    condition.op === "equals"
      ? sql`coalesce(${jsonHas(json, condition.property, condition.value)}, false)`
      : jsonSql(condition, jsonAt(json, condition.property), zones),
  )
  return sql<boolean>`(${sql.join(each, sql` AND `)})`
}
