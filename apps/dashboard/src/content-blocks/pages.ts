import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/content-blocks": {
    opens: "content_blocks:read",
    asks: "/v1/content-blocks",
    shows: "table Content blocks",
    writes: { "link New content block": ["content_blocks:write", "POST /v1/content-blocks"] },
  },
  "/content-blocks/new": {
    opens: "content_blocks:write",
    shows: "heading Text",
    writes: { "button Create content block": ["content_blocks:write", "POST /v1/content-blocks"] },
  },
  "/settings/content-credentials": {
    opens: "content_blocks:read",
    asks: "/v1/content-credentials",
    shows: "heading No credentials yet",
    writes: { "button New credential": ["content_credentials:manage", "POST /v1/content-credentials"] },
  },
  "/content-blocks/$blockId": {
    of: { blockId: "/v1/content-blocks" },
    opens: "content_blocks:read",
    asks: "/v1/content-blocks",
    shows: "heading Text",
    writes: {
      "button Save": ["content_blocks:write", `PATCH /v1/content-blocks/${nobody}`],
      "button Delete": ["content_blocks:write", `DELETE /v1/content-blocks/${nobody}`],
    },
  },
}
