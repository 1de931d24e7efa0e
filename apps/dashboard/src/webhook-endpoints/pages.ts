import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/settings/webhooks": {
    opens: "webhooks:manage",
    asks: "/v1/webhook-endpoints",
    shows: "table Webhooks",
    writes: { "button Add a webhook": ["webhooks:manage", "POST /v1/webhook-endpoints"] },
  },
  "/settings/webhooks/$endpointId": {
    of: { endpointId: "/v1/webhook-endpoints" },
    opens: "webhooks:manage",
    asks: "/v1/webhook-endpoints",
    shows: "heading Deliveries",
    writes: {
      "button Send a test": ["webhooks:manage", `POST /v1/webhook-endpoints/${nobody}/test`],
      "button Edit": ["webhooks:manage", `PATCH /v1/webhook-endpoints/${nobody}`],
    },
    harmless: ["button Details", "button More for the webhook"],
  },
}
