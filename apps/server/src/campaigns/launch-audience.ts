import { filterSchema } from "@parley/model"
import { intentOf, outcomeCondition } from "../messaging/index.ts"
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
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

/** What a launch sends, and to which contacts. */
export interface LaunchTo {
  numberId: string
  /** Of its template; null where that is gone. */
  category: string | null
  audience: unknown
  /** Which launch it repeats for a part of the audience. */
  resends?: { launchId: string; what: "failed" | "unsent" } | undefined
}

/**
 * How many people a launch would send a message to now: those of its audience who have an address and, where it is marketing,
 * are subscribed. What Meta or a rule refuses later is not known yet.
 */
export async function countPeople(
  tx: Tx,
  { numberId, category, audience, resends }: LaunchTo,
): Promise<number> {
  const ofAudience = launchAudience({
    audience,
    resends: resends?.what ?? null,
    parent_id: resends?.launchId ?? null,
  })
  const whoSubscribed = sql`
    JOIN subscription_groups AS g ON g.number_id = n.id
    JOIN subscriptions AS s ON s.subscription_group_id = g.id AND s.contact_id = contacts.id AND s.state = 'subscribed'`
  const { rows } = await sql<{ people: number }>`
    SELECT count(*) AS people FROM numbers AS n JOIN contacts ON contacts.workspace_id = n.workspace_id
    ${intentOf(category ?? "") === "marketing" ? whoSubscribed : sql``}
    WHERE n.id = ${numberId} AND num_nonnulls(contacts.phone, contacts.wa_id, contacts.bsuid) > 0 AND ${ofAudience}
  `.execute(tx)
  return rows[0]?.people ?? 0
}
