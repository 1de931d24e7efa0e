import { campaignsRoutes } from "../campaigns/index.ts"
import { connectRoutes, doctorRoutes } from "../connect/index.ts"
import { contactsRoutes, importsRoutes } from "../contacts/index.ts"
import { inboxRoutes } from "../inbox/index.ts"
import { messagesRoutes } from "../messaging/index.ts"
import type { Routes } from "../platform/http/index.ts"
import { answerOnce } from "../platform/idempotency/index.ts"
import type { Platform } from "../platform/index.ts"
import { searchRoutes } from "../search/index.ts"
import { subscriptionsRoutes } from "../subscriptions/index.ts"
import { checkTemplates, syncTemplates, templatesRoutes } from "../templates/index.ts"
import {
  type Authentication,
  principalOf,
  requirePermissions,
  workspacesRoutes,
} from "../workspaces/index.ts"
import { setAsideRoutes } from "./set-aside-routes.ts"

/** The public API: every room's routes, each behind its permission, and those that do something safe to repeat. */
export const publicApi =
  (platform: Platform, authentication: Authentication): Routes =>
  async (app) => {
    requirePermissions(app, platform, authentication)
    answerOnce(app, platform, principalOf)
    app.register(workspacesRoutes(platform))
    app.register(connectRoutes(platform, { syncTemplates, checkTemplates }))
    app.register(doctorRoutes(platform, { checkTemplates }))
    app.register(subscriptionsRoutes(platform))
    app.register(contactsRoutes(platform))
    app.register(importsRoutes(platform))
    app.register(templatesRoutes(platform))
    app.register(campaignsRoutes(platform))
    app.register(messagesRoutes(platform))
    app.register(inboxRoutes(platform))
    app.register(searchRoutes(platform))
    app.register(setAsideRoutes(platform))
  }
