import { filterSchema } from "@parley/model"
import { outcomeCondition } from "../messaging/index.ts"
import { type RawBuilder, sql } from "../platform/database/index.ts"
import { filterSql } from "../segments/index.ts"

/** Which contacts a launch is for: those of its audience, or the part of them that the launch it repeats did not reach. */
export function launchAudience({
  audience,
  resends,
  parent_id,
}: {
  audience: unknown
  resends: string | null
  parent_id: string | null
}): RawBuilder<unknown> {
  const filter = filterSql(filterSchema.parse(audience))
  if (parent_id === null || (resends !== "failed" && resends !== "unsent")) return filter
  return sql`${filter} AND ${outcomeCondition(parent_id, resends)}`
}
