import { type Condition, isOfContact } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { Compilation } from "../compile/compilation.ts"
import { betweenSql, inWindowOfContact, windowBounds } from "../compile/window-sql.ts"

export function subscriptionSql(
  condition: Condition<"subscription">,
  compilation: Compilation,
): RawBuilder<boolean> {
  const { workspaceId, context } = compilation.scope
  const { group_id, op } = condition
  const isIn = (states: readonly string[], within = "within" in condition ? condition.within : undefined) =>
    compilation.isIn({ subscription: group_id, states, within }, () => {
      const zones = compilation.newZones()
      const isInside =
        within !== undefined && isOfContact(within)
          ? inWindowOfContact(sql`s.changed_at`, within, zones)
          : betweenSql(sql`s.changed_at`, windowBounds(within, context).outer)
      // The state stands in the text, so that the index of those who unsubscribed is found.
      const state = states.length === 1 ? sql`AND s.state = ${sql.lit(states[0])}` : sql``
      const rows = sql`SELECT s.contact_id FROM subscriptions AS s
        ${zones.isEmpty ? sql`` : sql`JOIN contacts AS c ON c.id = s.contact_id AND c.workspace_id = ${workspaceId} ${zones.join(sql`c.time_zone`)}`}
        WHERE s.workspace_id = ${workspaceId} AND s.subscription_group_id = ${group_id} ${state} AND ${isInside}`
      return { rows }
    })
  switch (op) {
    case "subscribed":
    case "unsubscribed":
      return isIn([op])
    case "never_said":
      return sql`(NOT ${isIn(["subscribed", "unsubscribed"])})`
    case "not_subscribed":
      return sql`(NOT ${isIn(["subscribed"])})`
  }
}
