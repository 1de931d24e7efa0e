import { defineRoom } from "../platform/define-room.ts"
import { auditKept } from "./audit/kept.ts"
import { forgetExpired } from "./authentication/forget-expired.ts"
import { everyRole } from "./permissions.ts"
import { workspacesRoutes } from "./routes.ts"
import { searchApiKeys, searchMembers } from "./search.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "workspaces",
  tables: [
    "workspaces",
    "members",
    "memberships",
    "invitations",
    "api_keys",
    "audit_records",
    "sessions",
    "credentials",
    "passkeys",
    "second_factors",
    "verifications",
    "rate_limits",
    "failed_sign_ins",
  ],
  permissions: {
    "members:read": everyRole,
    "members:manage": [],
    "api_keys:manage": ["developer"],
    "audit:read": ["developer"],
    "workspace:manage": [],
  },
  routes: [workspacesRoutes],
  searches: [
    { kind: "member", permission: "members:read", find: searchMembers },
    { kind: "api_key", permission: "api_keys:manage", find: searchApiKeys },
  ],
  keeps: (platform) => [auditKept(platform)],
  chores: (platform) => [
    {
      what: "forgetting expired sessions",
      everyMs: hourMs,
      work: () => forgetExpired(platform, new Date()),
    },
  ],
})
