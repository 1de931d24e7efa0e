import type { Condition } from "@parley/model"
import { serviceWindowMs, windowMarginMs } from "@parley/whatsapp/messages"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { Compilation } from "../compile/compilation.ts"

export function serviceWindowSql(
  { op, number_id }: Condition<"window">,
  compilation: Compilation,
): RawBuilder<boolean> {
  const { workspaceId, context } = compilation.scope
  const since = new Date(context.now.getTime() - serviceWindowMs + windowMarginMs)
  const isOpen = compilation.isIn({ window: number_id ?? null }, () => ({
    rows: sql`SELECT v.contact_id FROM conversations AS v
      WHERE v.workspace_id = ${workspaceId} AND date_trunc('milliseconds', v.last_inbound_at) > ${since}::timestamptz
        ${number_id === undefined ? sql`` : sql`AND v.number_id = ${number_id}`}`,
    having: sql<boolean>`true`,
  }))
  return op === "open" ? isOpen : sql`(NOT ${isOpen})`
}
