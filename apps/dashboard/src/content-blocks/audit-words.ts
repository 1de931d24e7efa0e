import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { content_block: "Content block", content_credential: "Credential for connected content" },
  columns: { content: "Text", host: "Host" },
  pages: { content_block: "/content-blocks/$blockId" },
}
