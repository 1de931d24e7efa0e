import { setTimeout as sleep } from "node:timers/promises"
import type { BetterAuthPlugin } from "better-auth"
import { createAuthMiddleware } from "better-auth/api"
import { genericOAuth } from "better-auth/plugins"
import type { Config } from "../../platform/config.ts"

const oidcProvider = "oidc"

/** How long someone who signs in waits for a provider that has not described itself yet. */
const patienceMs = 5_000

/**
 * Single sign-on by OpenID Connect. better-auth asks the provider to describe itself once, while it starts, waits for the
 * answer with everything else, and does without the provider for good when there is none. Here nobody waits for a provider
 * but who signs in by it, and it is asked again until it has answered.
 */
export function singleSignOn({
  name,
  issuer,
  clientId,
  clientSecret,
}: NonNullable<Config["oidc"]>): BetterAuthPlugin {
  const oauth = genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        name,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: ["openid", "profile", "email"],
      },
    ],
  })
  let discover = async () => {}
  return {
    id: "single-sign-on",
    init(context) {
      const isKnown = () => context.socialProviders.some(({ id }) => id === oidcProvider)
      let asking: Promise<void> | undefined
      const ask = async () => {
        try {
          const { socialProviders } = (await oauth.init(context)).context
          const found = socialProviders.find(({ id }) => id === oidcProvider)
          if (found) context.socialProviders.push(found)
        } catch (error) {
          context.logger.error("The provider of single sign-on cannot be used", error)
        }
      }
      discover = async () => {
        if (isKnown()) return
        asking ??= ask().finally(() => {
          asking = undefined
        })
        await asking
      }
      void discover()
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) =>
            path === "/sign-in/social" || path === "/link-social" || path?.startsWith("/callback/") === true,
          handler: createAuthMiddleware(() => Promise.race([discover(), sleep(patienceMs)])),
        },
      ],
    },
  }
}
