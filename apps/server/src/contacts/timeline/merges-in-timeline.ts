import type { TimelineEntry } from "@parley/model"
import { isBefore, type TimelinePage } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** Contacts that proved to be this person. */
export async function mergesInTimeline(
  tx: Tx,
  { contactId, before, limit }: TimelinePage,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<Omit<TimelineEntry & { kind: "merged" }, "kind">>`
    SELECT id, merged_at AS at, merged_contact_id, known_as FROM contact_merges
    WHERE contact_id = ${contactId} AND ${isBefore({ at: "merged_at", id: "id" }, before)}
    ORDER BY merged_at DESC, id DESC LIMIT ${limit}`.execute(tx)
  return rows.map((row) => ({ kind: "merged", ...row }))
}
