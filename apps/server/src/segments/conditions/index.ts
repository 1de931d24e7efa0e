import type { Condition, ConditionKind } from "@parley/model"
import type { RawBuilder } from "../../platform/database/index.ts"
import type { Compilation } from "../compile/compilation.ts"
import { attributeSql } from "./attribute.ts"
import { contactSql } from "./contact.ts"
import { eventSql, purchaseSql } from "./event.ts"
import { listSql, randomBucketSql, segmentSql, tagSql } from "./membership.ts"
import { messageSql } from "./message.ts"
import { reachableSql } from "./reachable.ts"
import { serviceWindowSql } from "./service-window.ts"
import { subscriptionSql } from "./subscription.ts"

type ConditionSql<K extends ConditionKind> = (
  condition: Condition<K>,
  compilation: Compilation,
) => RawBuilder<boolean>

/** The SQL of each kind of condition, over a row named `contacts`: true or false, never NULL. */
const conditions: { [K in ConditionKind]: ConditionSql<K> } = {
  contact: contactSql,
  attribute: attributeSql,
  event: eventSql,
  purchase: purchaseSql,
  message: messageSql,
  subscription: subscriptionSql,
  window: serviceWindowSql,
  reachable: reachableSql,
  random_bucket: randomBucketSql,
  segment: segmentSql,
  list: listSql,
  tag: tagSql,
}

export function conditionSql<K extends ConditionKind>(
  condition: Condition<K>,
  compilation: Compilation,
): RawBuilder<boolean> {
  return conditions[condition.on](condition, compilation)
}
