import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/campaigns": {
    opens: "campaigns:read",
    asks: "/v1/campaigns",
    shows: "table Campaigns",
    writes: {
      "button New campaign": ["campaigns:write", "POST /v1/campaigns"],
      "button More for Summer sale": ["campaigns:write", `POST /v1/campaigns/${nobody}/duplicate`],
    },
  },
  "/campaigns/$campaignId": {
    of: { campaignId: "/v1/campaigns" },
    opens: "campaigns:read",
    asks: "/v1/campaigns",
    shows: "table Launches",
    writes: {
      "link Edit": ["campaigns:write", `PATCH /v1/campaigns/${nobody}`],
      "button More for Summer sale": ["campaigns:write", `POST /v1/campaigns/${nobody}/duplicate`],
      "button Launch again": ["campaigns:launch", `POST /v1/campaigns/${nobody}/launches`],
    },
  },
  "/campaigns/$campaignId/people": {
    of: { campaignId: "/v1/campaigns" },
    opens: "contacts:read",
    asks: "/v1/campaigns",
    shows: "heading People of Summer sale",
  },
  "/campaigns/$campaignId/edit": {
    of: { campaignId: "/v1/campaigns" },
    opens: "campaigns:write",
    shows: "heading Message",
    writes: {
      "button Save": ["campaigns:write", `PATCH /v1/campaigns/${nobody}`],
      "button Launch": ["campaigns:launch", `POST /v1/campaigns/${nobody}/launches`],
      "button Send a test": ["templates:write", "POST /v1/test-sends"],
    },
  },
  "/campaigns/$campaignId/preflight": {
    of: { campaignId: "/v1/campaigns" },
    opens: "contacts:read",
    asks: "/v1/campaigns",
    shows: "table People",
  },
  "/settings/rate-cards": {
    opens: "campaigns:read",
    asks: "/v1/rate-cards",
    shows: "heading Rate cards",
    harmless: ["button Prices"],
    writes: { "button Import a rate card": ["campaigns:write", "POST /v1/rate-cards"] },
  },
  "/settings/approvals": {
    opens: "workspace:manage",
    shows: "radio Every campaign",
    writes: { "button Save": ["workspace:manage", "PATCH /v1/workspace"] },
  },
  "/launches": { opens: "campaigns:read", asks: "/v1/launches", shows: "table Launches" },
  "/launches/$launchId": {
    of: { launchId: "/v1/launches" },
    opens: "campaigns:read",
    asks: "/v1/launches",
    shows: "heading Consent report",
  },
}
