import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/templates": {
    opens: "templates:read",
    asks: "/v1/template-groups",
    shows: "table Templates",
    writes: {
      "button Sync": ["templates:write", "POST /v1/templates/sync"],
      "link New template": ["templates:write", "POST /v1/templates"],
    },
  },
  "/templates/library": {
    opens: "templates:read",
    shows: "heading delivery_update_1",
    writes: {
      "link Customize": ["templates:write", "POST /v1/templates"],
      "button Use as is": ["templates:write", "POST /v1/templates/from-library"],
    },
    harmless: ["button Previous", "button Next"],
  },
  "/templates/new": {
    opens: "templates:write",
    shows: "heading Body",
    writes: { "button Submit to Meta": ["templates:write", "POST /v1/templates"] },
  },
  "/templates/$groupId": {
    of: { groupId: "/v1/template-groups" },
    opens: "templates:read",
    asks: "/v1/template-groups",
    shows: "heading English (United States)",
    writes: {
      "link Add a language": ["templates:write", "POST /v1/templates"],
      "link Edit": ["templates:write", `PATCH /v1/templates/${nobody}`],
      "button Send a test": ["templates:write", "POST /v1/messages/test"],
    },
    harmless: ["button Preview as a contact", "button More for English (United States)"],
  },
  "/templates/$groupId/edit/$templateId": {
    of: { groupId: "/v1/template-groups", templateId: "/v1/templates" },
    opens: "templates:write",
    shows: "heading Body",
    writes: { "button Submit the change": ["templates:write", `PATCH /v1/templates/${nobody}`] },
  },
}
