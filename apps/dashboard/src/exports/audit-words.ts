import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { contact_export: "Export of contacts" },
  actions: { "contact_export.created": "Contacts exported" },
  columns: { format: "File format" },
  pages: {},
}
