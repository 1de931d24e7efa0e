import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/contacts": {
    opens: "contacts:read",
    asks: "/v1/contacts",
    shows: "table Contacts",
    writes: {
      "link Add a contact": ["contacts:write", "POST /v1/contacts"],
      "link Import contacts": ["contacts:write", "POST /v1/imports"],
    },
  },
  "/contacts/new": {
    opens: "contacts:write",
    shows: "heading Person",
    writes: { "button Add": ["contacts:write", "POST /v1/contacts"] },
  },
  "/contacts/$contactId": {
    of: { contactId: "/v1/contacts" },
    opens: "contacts:read",
    asks: "/v1/contacts",
    shows: "table Consent records",
    harmless: ["button Copy phone number"],
    writes: {
      "link Edit": ["contacts:write", `PATCH /v1/contacts/${nobody}`],
      "button Delete": ["contacts:write", `DELETE /v1/contacts/${nobody}`],
      "button Merge": ["contacts:write", "POST /v1/contacts/merge"],
      "button Record consent": ["subscriptions:write", `PUT /v1/contacts/${nobody}/subscriptions/${nobody}`],
      "button Send a template": ["messages:send", "POST /v1/messages"],
    },
  },
  "/contacts/$contactId/edit": {
    of: { contactId: "/v1/contacts" },
    opens: "contacts:write",
    shows: "heading Person",
    writes: { "button Save": ["contacts:write", `PATCH /v1/contacts/${nobody}`] },
  },
  "/contacts/import": {
    opens: "contacts:write",
    shows: "heading File",
    writes: { "button Upload and continue": ["contacts:write", "POST /v1/imports"] },
  },
  "/contacts/imports": {
    opens: "contacts:read",
    asks: "/v1/imports",
    shows: "table Imports",
    writes: { "link Import contacts": ["contacts:write", "POST /v1/imports"] },
  },
  "/contacts/imports/$importId": {
    of: { importId: "/v1/imports" },
    opens: "contacts:read",
    asks: "/v1/imports",
    shows: "heading subscribers.csv",
    writes: { "button Undo": ["contacts:write", `POST /v1/imports/${nobody}/undo`] },
  },
  "/settings/attributes": {
    opens: "contacts:read",
    asks: "/v1/attribute-definitions",
    shows: "heading Attributes",
  },
  "/settings/events": { opens: "contacts:read", asks: "/v1/event-names", shows: "heading Events" },
}
