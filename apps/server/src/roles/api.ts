import { campaignsRoutes } from "../campaigns/index.ts"
import { connectRoutes, doctorRoutes } from "../connect/index.ts"
import { contactsRoutes, importsRoutes } from "../contacts/index.ts"
import { inboxRoutes } from "../inbox/index.ts"
import { messagesRoutes } from "../messaging/index.ts"
import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { subscriptionsRoutes } from "../subscriptions/index.ts"
import { checkTemplates, syncTemplates, templatesRoutes } from "../templates/index.ts"
import { authenticate } from "../workspaces/index.ts"

/** The public API: every room's routes, behind an API key. */
export const publicApi =
  (platform: Platform): Routes =>
  async (app) => {
    app.addHook("onRequest", authenticate(platform))
    app.register(connectRoutes(platform, { syncTemplates }))
    app.register(doctorRoutes(platform, { checkTemplates }))
    app.register(subscriptionsRoutes(platform))
    app.register(contactsRoutes(platform))
    app.register(importsRoutes(platform))
    app.register(templatesRoutes(platform))
    app.register(campaignsRoutes(platform))
    app.register(messagesRoutes(platform))
    app.register(inboxRoutes(platform))
  }
