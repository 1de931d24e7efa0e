import type { TimelineEntry } from "@parley/model"
import type { TimelinePage } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** That the contact was created: the end of every timeline. */
export async function createdInTimeline(
  tx: Tx,
  { contactId, before }: TimelinePage,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT id, created_at AS at FROM contacts WHERE id = ${contactId}`.execute(tx)
  return rows
    .filter(({ at, id }) => before === undefined || at < before.at || (+at === +before.at && id < before.id))
    .map((row) => ({ kind: "created", ...row }))
}
