import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/launches": { opens: "campaigns:read", asks: "/v1/launches", shows: "table Launches" },
  "/launches/$launchId": {
    of: { launchId: "/v1/launches" },
    opens: "campaigns:read",
    asks: "/v1/launches",
    shows: "heading Consent report",
  },
}
