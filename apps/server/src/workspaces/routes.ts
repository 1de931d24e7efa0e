import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { apiKeyRoutes } from "./api-key-routes.ts"
import { auditRoutes } from "./audit-routes.ts"
import { eventRoutes } from "./event-routes.ts"
import { invitationRoutes } from "./invitation-routes.ts"
import { meRoutes } from "./me-routes.ts"
import { memberRoutes } from "./member-routes.ts"
import { workspaceRoutes } from "./workspace-routes.ts"

const parts = [
  meRoutes,
  workspaceRoutes,
  memberRoutes,
  invitationRoutes,
  apiKeyRoutes,
  auditRoutes,
  eventRoutes,
]

/** Members and their workspaces, what may be done in them, and what was. */
export const workspacesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    for (const routes of parts) await app.register(routes(platform))
  }
