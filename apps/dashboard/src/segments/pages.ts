import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/segments": {
    opens: "segments:read",
    asks: "/v1/segments",
    shows: "table Segments",
    writes: { "link New segment": ["segments:write", "POST /v1/segments"] },
  },
  "/segments/new": {
    opens: "segments:write",
    shows: "heading Conditions",
    harmless: ["button Add a condition", "button Add a group"],
    writes: { "button Create segment": ["segments:write", "POST /v1/segments"] },
  },
  "/segments/lists": {
    opens: "segments:read",
    asks: "/v1/lists",
    shows: "table Lists",
    writes: {
      "button New list": ["contacts:write", "POST /v1/lists"],
      "button Delete": ["contacts:write", `DELETE /v1/lists/${nobody}`],
    },
  },
  "/segments/$segmentId": {
    of: { segmentId: "/v1/segments" },
    opens: "segments:read",
    asks: "/v1/segments",
    shows: "heading Conditions",
    writes: {
      "button Record consent": ["subscriptions:write", `POST /v1/segments/${nobody}/subscriptions`],
      "button Add a condition": ["segments:write", `PATCH /v1/segments/${nobody}`],
      "button Add a group": ["segments:write", `PATCH /v1/segments/${nobody}`],
      "button Save": ["segments:write", `PATCH /v1/segments/${nobody}`],
      "button Archive": ["segments:write", `PATCH /v1/segments/${nobody}`],
      "button Export": ["contacts:export", "POST /v1/contact-exports"],
      "button Delete": ["segments:write", `DELETE /v1/segments/${nobody}`],
    },
  },
}
