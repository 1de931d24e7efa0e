import { randomBytes } from "node:crypto"
import { z } from "zod"
import type { Config } from "../../platform/config.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { neededScopes } from "./scopes.ts"

/** Longer than the wizard of a business that founds everything on the way takes. */
const stateLifetimeMs = 2 * 60 * 60 * 1000
const context = "login state"

/** Everything a browser needs to open Login with Facebook, as a popup through Meta's SDK or as a page. */
export interface LoginDialog {
  app_id: string
  /** null: a plain login, which grants existing accounts and creates none. */
  config_id: string | null
  graph_version: string
  sdk_url: string
  /** The dialog as a page of its own, complete with `state` and `redirect_uri`. */
  dialog_url: string
  redirect_uri: string
  state: string
  /** What the SDK's `FB.login` takes as `extras`. */
  extras: Record<string, unknown>
  /** What is asked for where no configuration says so. */
  scope: string
}

/** Where the dialog sends the browser back to; to be listed in the app under Valid OAuth Redirect URIs. */
function redirectUri({ publicUrl }: Pick<Config, "publicUrl">): string {
  return `${publicUrl}/connect/whatsapp/callback`
}

/** The dialog for one member of a workspace. Follows Meta, "Embedded Signup" (implementation) and "Manually build a login flow". */
export function loginDialog(
  { config, secrets, clock }: Pick<Platform, "config" | "secrets" | "clock">,
  visitor: { workspaceId: string; actor: string },
): LoginDialog {
  const { appId, loginConfigId, version, sdkUrl, dialogUrl } = config.meta
  const state = sealState(secrets, visitor, clock.now())
  const scope = neededScopes.join(",")
  const extras = { setup: {}, featureType: "", sessionInfoVersion: "3", version: "v4" }
  const page = new URL(`${dialogUrl}/${version}/dialog/oauth`)
  const query: Record<string, string> = {
    client_id: appId,
    redirect_uri: redirectUri(config),
    state,
    response_type: "code",
    ...(loginConfigId === undefined
      ? { scope }
      : {
          config_id: loginConfigId,
          override_default_response_type: "true",
          extras: JSON.stringify(extras),
        }),
  }
  for (const [name, value] of Object.entries(query)) page.searchParams.set(name, value)
  return {
    app_id: appId,
    config_id: loginConfigId ?? null,
    graph_version: version,
    sdk_url: sdkUrl,
    dialog_url: page.href,
    redirect_uri: redirectUri(config),
    state,
    extras,
    scope,
  }
}

const stateSchema = z.object({ workspaceId: z.string(), actor: z.string(), at: z.number() })

function sealState(
  secrets: Platform["secrets"],
  { workspaceId, actor }: { workspaceId: string; actor: string },
  now: Date,
): string {
  const nonce = randomBytes(8).toString("hex")
  return secrets
    .seal(JSON.stringify({ workspaceId, actor, at: now.getTime(), nonce }), context)
    .toString("base64url")
}

/**
 * Makes sure that the person who comes back is the one who left: a code that someone slipped into another's browser
 * would connect the wrong account.
 * @throws Problem forbidden
 */
export function requireOwnState(
  { secrets, clock }: Pick<Platform, "secrets" | "clock">,
  state: string,
  visitor: { workspaceId: string; actor: string },
): void {
  const opened = openState(secrets, state)
  const isOwn = opened?.workspaceId === visitor.workspaceId && opened.actor === visitor.actor
  if (!isOwn) {
    throw new Problem("forbidden", "This login was not started by you in this workspace.", {
      help: "Start again with Login with Facebook, in the browser and the workspace you are in now.",
    })
  }
  if (clock.now().getTime() - opened.at > stateLifetimeMs) {
    throw new Problem("forbidden", "This login was started too long ago.", {
      help: "Start again with Login with Facebook.",
    })
  }
}

function openState(secrets: Platform["secrets"], state: string) {
  try {
    return stateSchema.parse(JSON.parse(secrets.open(Buffer.from(state, "base64url"), context)))
  } catch {
    return undefined
  }
}
