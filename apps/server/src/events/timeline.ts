/** What happened to one contact, as each room keeps it: asked by contacts, given by every room that has something to tell. */
import type { TimelineEntry } from "@parley/model"
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"

/** Where a page of a timeline continues: before this entry. */
export interface TimelinePlace {
  at: Date
  id: string
}

export interface TimelinePage {
  workspaceId: string
  contactId: string
  /** undefined: from the newest on. */
  before: TimelinePlace | undefined
  limit: number
  /** Whether what was written may be read. */
  mayReadTexts: boolean
}

declare module "../platform/define-room.ts" {
  interface Room {
    /** The newest `limit` entries that this room keeps of a contact before a place, the newest first. */
    timeline?(tx: Tx, page: TimelinePage, rooms: readonly Room[]): Promise<TimelineEntry[]>
  }
}

/** Whether a row comes before a place of a timeline. @param at its column of when it happened */
export const isBefore = (
  { at, id }: { at: string; id: string },
  place: TimelinePlace | undefined,
): RawBuilder<boolean> =>
  place === undefined
    ? sql`true`
    : sql`(${sql.ref(at)}, ${sql.ref(id)}) < (${place.at}::timestamptz, ${place.id}::uuid)`
