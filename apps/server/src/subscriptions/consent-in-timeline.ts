import type { TimelineEntry } from "@parley/model"
import { isBefore, type TimelinePage } from "../events/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"

/** How the consent of a contact changed. */
export async function consentInTimeline(
  tx: Tx,
  { contactId, before, limit }: TimelinePage,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<Omit<TimelineEntry & { kind: "subscription" }, "kind">>`
    SELECT r.id, r.given_at AS at, r.subscription_group_id, g.name AS group_name, r.state, r.source, r.evidence
    FROM consent_records AS r JOIN subscription_groups AS g ON g.id = r.subscription_group_id
    WHERE r.contact_id = ${contactId} AND ${isBefore({ at: "r.given_at", id: "r.id" }, before)}
    ORDER BY r.given_at DESC, r.id DESC LIMIT ${limit}`.execute(tx)
  return rows.map((row) => ({ kind: "subscription", ...row }))
}
