import { areaCodesAbroad, type Condition } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"

const hasAddress = sql`num_nonnulls(contacts.phone, contacts.wa_id, contacts.bsuid) > 0`
const isAmericanPhone = (e164: RawBuilder<unknown>) =>
  sql`(starts_with(${e164}, '+1') AND substr(${e164}, 3, 3) <> ALL (${areaCodesAbroad}::text[]))`

/** Of the row `contacts`: that Meta delivers no marketing to it, as it is in the United States. */
const isAmerican: RawBuilder<boolean> = sql`CASE WHEN contacts.phone IS NOT NULL THEN ${isAmericanPhone(sql`contacts.phone`)}
  WHEN contacts.wa_id IS NOT NULL THEN ${isAmericanPhone(sql`('+' || contacts.wa_id)`)}
  ELSE coalesce(starts_with(contacts.bsuid, 'US.'), false) END`

export function reachableSql(condition: Condition<"reachable">): RawBuilder<boolean> {
  const is =
    condition.for === "marketing"
      ? sql<boolean>`(${hasAddress} AND NOT ${isAmerican})`
      : sql<boolean>`(${hasAddress})`
  return condition.op === "is" ? is : sql`(NOT ${is})`
}
