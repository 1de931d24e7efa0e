import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { segment: "Segment", list: "List" },
  turns: { "segment.archived_at": ["Segment archived", "Segment unarchived"] },
  columns: {
    allowed_tags: "Tags that are let through",
    filter: "Conditions",
    is_live: "Live",
    is_suppression: "Suppression list",
    schema: "Version of the conditions",
  },
  pages: { segment: "/segments/$segmentId" },
}
