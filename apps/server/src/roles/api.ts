import { logRequests } from "../api-requests/index.ts"
import { compressAnswers, type Routes } from "../platform/http/index.ts"
import { answerOnce } from "../platform/idempotency/index.ts"
import type { Platform } from "../platform/index.ts"
import { type Authentication, principalOf, requirePermissions } from "../workspaces/index.ts"
import { retentionRoutes } from "./retention-routes.ts"
import { setAsideRoutes } from "./set-aside-routes.ts"

/** The public API: every room's routes, each behind its permission, and those that do something safe to repeat. */
export const publicApi =
  (platform: Platform, authentication: Authentication): Routes =>
  async (app) => {
    logRequests(app, platform)
    await compressAnswers(app)
    requirePermissions(app, platform, authentication)
    answerOnce(app, platform, principalOf)
    for (const routes of platform.rooms.flatMap((room) => room.routes ?? [])) app.register(routes(platform))
    app.register(setAsideRoutes(platform))
    app.register(retentionRoutes(platform))
  }
