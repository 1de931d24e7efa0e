import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/subscription-groups": {
    opens: "subscriptions:read",
    asks: "/v1/subscription-groups",
    shows: "table Subscription groups",
  },
  "/subscription-groups/$groupId": {
    of: { groupId: "/v1/subscription-groups" },
    opens: "subscriptions:read",
    asks: "/v1/subscription-groups",
    shows: "table Sources of consent",
    writes: {
      "button Rename": ["subscriptions:write", `PATCH /v1/subscription-groups/${nobody}`],
      "button Archive": ["subscriptions:write", `PATCH /v1/subscription-groups/${nobody}`],
    },
  },
}
