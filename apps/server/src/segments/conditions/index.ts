import type { Condition, ConditionKind } from "@parley/model"
import type { RawBuilder } from "../../platform/database/index.ts"
import { attributeSql } from "./attribute.ts"
import { contactSql } from "./contact.ts"

/** The SQL of each kind of condition, over a row named `contacts`: true or false, never NULL. */
const conditions: { [K in ConditionKind]: (condition: Condition<K>) => RawBuilder<boolean> } = {
  contact: contactSql,
  attribute: attributeSql,
}

export function conditionSql<K extends ConditionKind>(condition: Condition<K>): RawBuilder<boolean> {
  return conditions[condition.on](condition)
}
