import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/": {
    asks: "/v1/me",
    shows: "heading Hello, Kim",
    writes: { "button Send a message": ["templates:write", "POST /v1/messages/test"] },
    harmless: ["button Collapse first steps", "button Hide first steps"],
  },
}
