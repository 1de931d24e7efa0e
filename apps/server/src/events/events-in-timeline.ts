import type { TimelineEntry } from "@parley/model"
import { sql, type Tx } from "../platform/database/index.ts"
import { isBefore, type TimelinePage } from "./timeline.ts"

/** Events and purchases of a contact. */
export async function eventsInTimeline(
  tx: Tx,
  { contactId, before, limit }: TimelinePage,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<EventRow>`
    SELECT e.id, e.at, n.kind, n.name, e.value, e.properties FROM events AS e JOIN event_names AS n ON n.id = e.name_id
    WHERE e.contact_id = ${contactId} AND ${isBefore({ at: "e.at", id: "e.id" }, before)}
    ORDER BY e.at DESC, e.id DESC LIMIT ${limit}`.execute(tx)
  return rows.map(({ kind, name, value, ...entry }) =>
    kind === "purchase" ? { kind, value, ...entry } : { kind, name, ...entry },
  )
}

interface EventRow {
  id: string
  at: Date
  kind: "event" | "purchase"
  name: string
  value: number | null
  properties: Record<string, unknown> | null
}
