import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { content_block: "Content block" },
  columns: { content: "Text", state: "State", tags: "Tags" },
  pages: { content_block: "/content-blocks/$blockId" },
}
