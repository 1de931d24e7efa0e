import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { canvas: "Canvas" },
  actions: { "canvas.created": "Canvas created" },
  turns: {
    "canvas.archived_at": ["Canvas archived", "Canvas unarchived"],
    "canvas.started_at": ["Canvas published", "Canvas stopped"],
  },
  columns: {
    started_at: "Active since",
  },
  pages: { canvas: "/canvases/$canvasId" },
}
