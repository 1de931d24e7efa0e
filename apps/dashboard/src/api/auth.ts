import { passkeyClient } from "@better-auth/passkey/client"
import { createAuthClient } from "better-auth/client"
import { twoFactorClient } from "better-auth/client/plugins"
import { reach } from "./connection-problem.ts"

/** Signing up, in and out, and what members prove themselves with. Everything else is the public API. */
export const auth = createAuthClient({
  baseURL: window.location.origin,
  basePath: "/auth",
  fetchOptions: { customFetchImpl: reach },
  plugins: [twoFactorClient(), passkeyClient()],
})

/** The provider of single sign-on, as the server's configuration registers it. */
export const singleSignOn = "oidc"
