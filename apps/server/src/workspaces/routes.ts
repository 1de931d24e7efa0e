import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { apiKeyRoutes } from "./api-keys/api-key-routes.ts"
import { auditRoutes } from "./audit/audit-routes.ts"
import { eventRoutes } from "./changes/event-routes.ts"
import { invitationRoutes } from "./members/invitation-routes.ts"
import { meRoutes } from "./members/me-routes.ts"
import { memberRoutes } from "./members/member-routes.ts"
import { savedViewRoutes } from "./saved-views/saved-view-routes.ts"
import { workspaceRoutes } from "./workspace-routes.ts"

const parts = [
  meRoutes,
  workspaceRoutes,
  memberRoutes,
  invitationRoutes,
  apiKeyRoutes,
  auditRoutes,
  savedViewRoutes,
  eventRoutes,
]

/** Members and their workspaces, what may be done in them, and what was. */
export const workspacesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    for (const routes of parts) await app.register(routes(platform))
  }
