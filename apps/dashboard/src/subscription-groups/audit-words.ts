import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { subscription_group: "Subscription group" },
  turns: {
    "subscription_group.archived_at": ["Subscription group archived", "Subscription group unarchived"],
  },
  columns: { archived_at: "Archived" },
  pages: { subscription_group: "/subscription-groups/$groupId" },
}
