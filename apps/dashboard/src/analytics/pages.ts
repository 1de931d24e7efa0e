import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/analytics": {
    opens: "campaigns:read",
    asks: "/v1/analytics?from=2026-11-01&to=2026-11-02",
    shows: "heading Overview",
  },
  "/analytics/health": {
    opens: "campaigns:read",
    asks: "/v1/analytics/failures?from=2026-11-01&to=2026-11-02",
    shows: "heading Failed messages",
  },
  "/messages": { opens: "campaigns:read", asks: "/v1/messages", shows: "table Messages" },
  "/messages/$messageId": {
    of: { messageId: "/v1/messages" },
    opens: "conversations:read",
    asks: "/v1/messages",
    shows: "heading Decisions",
  },
}
