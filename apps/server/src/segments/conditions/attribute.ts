import type { Condition } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { jsonAt, jsonHas, jsonSql } from "../compile/comparison-sql.ts"
import type { Compilation } from "../compile/compilation.ts"
import { propertiesSql } from "../compile/properties-sql.ts"

export function attributeSql(condition: Condition<"attribute">, { zones }: Compilation): RawBuilder<boolean> {
  if (condition.op === "equals") return jsonHas(sql`contacts.attributes`, condition.name, condition.value)
  if (condition.op === "not_equals")
    return sql`(NOT ${jsonHas(sql`contacts.attributes`, condition.name, condition.value)})`
  const value = jsonAt(sql`contacts.attributes`, condition.name)
  if (!("where" in condition)) return jsonSql(condition, value, zones)
  const has = sql<boolean>`EXISTS (
    SELECT FROM jsonb_array_elements(CASE jsonb_typeof(${value}) WHEN 'array' THEN ${value} ELSE '[]' END) AS member
    WHERE ${propertiesSql(condition.where, sql`member`, zones)})`
  return condition.op === "some_member" ? has : sql`(NOT ${has})`
}
