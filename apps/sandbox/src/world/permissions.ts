/** Which permissions a person can give an app, by the app's mode and what App Review granted it. */
import { type App, knownScopes } from "./objects.ts"

/** Permissions an app may ask for in the login dialog, in the words people read there. */
const descriptions: ReadonlyMap<string, string> = new Map([
  ["public_profile", "Your name and profile picture"],
  ["email", "Your email address"],
  ["whatsapp_business_management", "Manage your WhatsApp Business accounts and their templates"],
  ["whatsapp_business_messaging", "Send messages from your WhatsApp numbers and receive the answers"],
  ["whatsapp_business_manage_events", "Log events on behalf of your WhatsApp Business accounts"],
  ["business_management", "See and manage your business portfolios"],
  ["catalog_management", "Create and manage your product catalogs"],
  ["pages_show_list", "See the Pages you manage"],
  ["ads_management", "Manage the ads of your ad accounts"],
  ["ads_read", "Read the figures of your ad accounts"],
])

/** What every app may have without App Review. */
const withoutReview: ReadonlySet<string> = new Set(["public_profile", "email"])

export interface AskedScope {
  scope: string
  description: string
}

/**
 * The dialog's `scope` parameter (commas or spaces) as permissions in order, and those Meta does not know.
 * A person's public profile is always part of a login.
 */
export function readScopes(parameter: string): { asked: AskedScope[]; unknown: string[] } {
  const names = new Set(["public_profile", ...parameter.split(/[\s,]+/).filter((name) => name !== "")])
  const asked: AskedScope[] = []
  const unknown: string[] = []
  for (const scope of names) {
    const description = descriptions.get(scope)
    if (description === undefined) unknown.push(scope)
    else asked.push({ scope, description })
  }
  return { asked, unknown }
}

/** What Embedded Signup asks for; the configuration says so at Meta, not the address. */
export function signupScopes(): AskedScope[] {
  return knownScopes.map((scope) => ({ scope, description: descriptions.get(scope) ?? scope }))
}

export type Grantable = { refusal: "app_in_development" | "nothing_granted" } | { scopes: string[] }

/** Pure: why the person cannot log in at all, or the permissions of `scopes` that can be given. */
export function grantableScopes(app: App, userId: string, scopes: readonly string[]): Grantable {
  if (app.role_user_ids.includes(userId)) return { scopes: [...scopes] }
  if (app.mode === "development") return { refusal: "app_in_development" }
  const granted = scopes.filter((scope) => withoutReview.has(scope) || app.advanced_access.includes(scope))
  const isAnyGranted = granted.some((scope) => !withoutReview.has(scope))
  const isAnyAsked = scopes.some((scope) => !withoutReview.has(scope))
  return isAnyAsked && !isAnyGranted ? { refusal: "nothing_granted" } : { scopes: granted }
}

/** What the dialog tells a person who cannot log in. */
export function refusalWords(
  app: App,
  refusal: "app_in_development" | "nothing_granted",
): { title: string; message: string } {
  return refusal === "app_in_development"
    ? {
        title: "App not active",
        message: `${app.name} is in development: only people with a role in the app can log in.`,
      }
    : {
        title: "Feature unavailable",
        message: `${app.name} has no advanced access to any of these permissions: its developers ask for it in App Review.`,
      }
}
