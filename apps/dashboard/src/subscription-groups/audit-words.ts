import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: {
    subscription_group: "Subscription group",
    consent_keyword: "Keyword",
    consent_reply: "Automatic reply",
    opt_in_link: "Opt-in link",
  },
  turns: {
    "opt_in_link.archived_at": ["Opt-in link archived", "Opt-in link unarchived"],
    "subscription_group.archived_at": ["Subscription group archived", "Subscription group unarchived"],
  },
  columns: {
    archived_at: "Archived",
    answers_unsubscribed: "Answers people who unsubscribed",
    double_opt_in: "Double opt-in",
    is_on: "On",
    meaning: "Meaning",
    message: "Message",
    occasion: "Answers",
    texts: "Texts",
    word: "Word",
  },
  codes: ["meaning", "occasion"],
  pages: { subscription_group: "/subscription-groups/$groupId" },
}
