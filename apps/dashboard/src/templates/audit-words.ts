import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { template: "Template", template_group: "Template group" },
  columns: {
    category: "Category",
    category_changes_at: "Category changes",
    components: "Content",
    correct_category: "Category Meta suggests",
    fallback_language: "Fallback language",
    language: "Language",
    library_template_name: "From Meta's library",
    message_send_ttl_seconds: "Stop trying after, in seconds",
    opt_out_replies: "Replies that unsubscribe",
    parameter_format: "Variables",
    previous_category: "Previous category",
    quality_score: "Quality",
    rejection_reason: "Rejection reason",
    status_detail: "More about the status",
  },
  pages: { template_group: "/templates/$groupId" },
  codes: [
    "category",
    "correct_category",
    "parameter_format",
    "previous_category",
    "quality_score",
    "rejection_reason",
  ],
}
