import type { Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { accountRoutes } from "./accounts/account-routes.ts"
import { loginRoutes } from "./login/login-routes.ts"
import { identityRoutes } from "./numbers/identity-routes.ts"
import { numberRoutes } from "./numbers/number-routes.ts"
import { reachRoutes } from "./numbers/test-recipient-routes.ts"
import { profileRoutes } from "./profile/profile-routes.ts"
import { sandboxRoutes } from "./sandbox-routes.ts"

/** Login with Facebook, business accounts and numbers. */
export const connectRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    await app.register(loginRoutes(platform))
    await app.register(accountRoutes(platform))
    await app.register(numberRoutes(platform))
    await app.register(identityRoutes(platform))
    await app.register(profileRoutes(platform))
    await app.register(reachRoutes(platform))
    await app.register(sandboxRoutes(platform))
  }
