import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/settings/test-groups": {
    opens: "templates:write",
    asks: "/v1/test-groups",
    shows: "table Test groups",
    writes: { "button New test group": ["templates:write", "POST /v1/test-groups"] },
  },
}
