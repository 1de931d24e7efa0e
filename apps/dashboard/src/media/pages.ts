import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/media": {
    opens: "media:read",
    asks: "/v1/media",
    shows: "table Media library",
    writes: { "button Upload files": ["media:write", "POST /v1/media"] },
  },
  "/media/$fileId": {
    of: { fileId: "/v1/media" },
    opens: "media:read",
    asks: "/v1/media",
    shows: "heading Used by",
    harmless: ["button Download"],
    writes: {
      "button Rename": ["media:write", `PATCH /v1/media/${nobody}`],
      "button Delete": ["media:write", `DELETE /v1/media/${nobody}`],
    },
  },
}
