import type { TimelineEntry } from "@parley/model"
import { isBefore, type TimelinePage } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** Links that a contact tapped. The id is made of the message's and the link's: a message may have several. */
export async function clicksInTimeline(
  tx: Tx,
  { contactId, before, limit }: TimelinePage,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<{ id: string; at: Date; url: string; clicks: number }>`
    SELECT * FROM (
      SELECT md5(c.message_id::text || c.link_id)::uuid AS id, c.first_at AS at, l.url, c.clicks
      FROM link_clicks AS c JOIN links AS l ON l.id = c.link_id WHERE c.contact_id = ${contactId}
    ) AS tapped
    WHERE ${isBefore({ at: "at", id: "id" }, before)} ORDER BY at DESC, id DESC LIMIT ${limit}`.execute(tx)
  return rows.map((row) => ({ kind: "click", ...row }))
}
