/** What happened to one contact, as all rooms know it. */
import type { TimelineEntry } from "@parley/model"
import type { TimelinePage } from "../../events/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"

/** The newest entries of all rooms before a place; one more than `limit` when there are more. A query or two for each room. */
export async function readTimeline(
  tx: Tx,
  page: TimelinePage,
  rooms: readonly Room[],
): Promise<TimelineEntry[]> {
  const limit = page.limit + 1
  const entries: TimelineEntry[] = []
  for (const room of rooms) entries.push(...((await room.timeline?.(tx, { ...page, limit }, rooms)) ?? []))
  return entries.toSorted(newestFirst).slice(0, limit)
}

const newestFirst = (one: TimelineEntry, other: TimelineEntry) =>
  other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1)
