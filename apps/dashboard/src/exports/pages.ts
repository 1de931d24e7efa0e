import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/exports": {
    opens: "contacts:export",
    asks: "/v1/contact-exports",
    shows: "heading Exports",
    writes: { "button Export contacts": ["contacts:export", "POST /v1/contact-exports"] },
  },
}
