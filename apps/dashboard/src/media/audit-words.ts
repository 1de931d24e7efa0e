import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { media_file: "File" },
  columns: {
    mime_type: "Type",
    bytes: "Size in bytes",
    width: "Width",
    height: "Height",
    is_animated: "Animated",
  },
  pages: { media_file: "/media/$fileId" },
}
