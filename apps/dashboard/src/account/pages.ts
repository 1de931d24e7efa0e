import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/account": {
    asks: "/v1/me",
    shows: "heading Passkeys",
    harmless: [
      "button Save",
      "button Toggle password visibility",
      "button Change password",
      "button Set up",
      "button Add a passkey",
    ],
  },
}
