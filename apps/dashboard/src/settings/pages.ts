import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { Role } from "../session/me.ts"
import type { room } from "./room.ts"

const roles: readonly Role[] = ["owner", "admin", "marketer", "developer", "agent", "viewer"]

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/settings/workspace": {
    opens: "workspace:manage",
    shows: "textbox Name",
    writes: { "button Save": ["workspace:manage", "PATCH /v1/workspace"] },
  },
  "/settings/frequency-caps": {
    opens: "workspace:manage",
    shows: "switch Leave out a control group",
    writes: { "button Save": ["workspace:manage", "PATCH /v1/workspace"] },
  },
  "/settings/links": {
    opens: "workspace:manage",
    shows: "textbox Domain",
    writes: { "button Save": ["workspace:manage", "PATCH /v1/link-settings"] },
  },
  "/settings/members": {
    opens: "members:read",
    asks: "/v1/members",
    shows: "table Members",
    writes: {
      "button Invite a member": ["members:manage", "POST /v1/invitations"],
      "combobox Role of Kim viewer": ["members:manage", `PATCH /v1/members/${nobody}`],
    },
    // Leaving is open to everyone.
    harmless: roles.map((role) => `button More for Kim ${role}`),
  },
  "/settings/api-keys": {
    opens: "api_keys:manage",
    asks: "/v1/api-keys",
    shows: "table API keys",
    writes: {
      "button Create a key": ["api_keys:manage", "POST /v1/api-keys"],
      "button Revoke": ["api_keys:manage", `DELETE /v1/api-keys/${nobody}`],
    },
  },
  "/settings/api-keys/$keyId": {
    of: { keyId: "/v1/api-keys" },
    opens: "api_keys:manage",
    asks: "/v1/api-keys",
    shows: "table Requests",
    writes: {
      "button Edit": ["api_keys:manage", `PATCH /v1/api-keys/${nobody}`],
      "button Revoke": ["api_keys:manage", `DELETE /v1/api-keys/${nobody}`],
    },
    harmless: ["button Details"],
  },
  "/settings/audit": { opens: "audit:read", asks: "/v1/audit", shows: "table Audit log" },
}
