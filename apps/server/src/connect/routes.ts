import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { accountRoutes } from "./account-routes.ts"
import type { SyncTemplates } from "./connection.ts"
import { numberRoutes } from "./number-routes.ts"

/** Login with Facebook, business accounts and numbers. `syncTemplates` is what templates/ offers under that name. */
export const connectRoutes =
  (platform: Platform, needs: { syncTemplates: SyncTemplates }): Routes =>
  async (app) => {
    await app.register(accountRoutes(platform, needs))
    await app.register(numberRoutes(platform))
  }
