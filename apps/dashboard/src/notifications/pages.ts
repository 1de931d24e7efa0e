import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  // What one has read is one's own.
  "/notifications": {
    shows: "radiogroup Which notifications",
    harmless: ["button Mark all as read", "button Mark as read: subscribers.csv was imported"],
  },
  "/account/notifications": { shows: "heading E-mail", harmless: ["button Save"] },
}
