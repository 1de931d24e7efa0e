import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { accountRoutes } from "./account-routes.ts"
import type { SyncTemplates } from "./connection.ts"
import type { CheckMore } from "./doctor/check.ts"
import { identityRoutes } from "./identity-routes.ts"
import { loginRoutes } from "./login-routes.ts"
import { numberRoutes } from "./number-routes.ts"
import { profileRoutes } from "./profile-routes.ts"
import { reachRoutes } from "./reach-routes.ts"

/** Login with Facebook, business accounts and numbers. `needs` is what templates/ offers under these names. */
export const connectRoutes =
  (platform: Platform, needs: { syncTemplates: SyncTemplates; checkTemplates: CheckMore }): Routes =>
  async (app) => {
    await app.register(loginRoutes(platform))
    await app.register(accountRoutes(platform, needs))
    await app.register(numberRoutes(platform, needs))
    await app.register(identityRoutes(platform))
    await app.register(profileRoutes(platform))
    await app.register(reachRoutes(platform))
  }
