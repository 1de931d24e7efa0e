/** What a person sees in the login dialog. */
import type { App } from "../../world/objects.ts"
import {
  type AskedScope,
  grantableScopes,
  readScopes,
  refusalWords,
  signupScopes,
} from "../../world/permissions.ts"
import { isRedirectAllowed, urlBlocked } from "../../world/redirect.ts"
import { type ControlCall, notFound } from "../request.ts"
import { accountSummary } from "./accounts.ts"
import type { DialogView } from "./shapes.ts"

/** `GET views/dialog?client_id=&person=&redirect_uri=&config_id=&scope=`, the last four as the dialog's address has them. */
export function viewDialog({ running: { world }, query }: ControlCall): DialogView {
  const clientId = query.get("client_id") ?? ""
  const app = world.apps.get(clientId)
  if (app === undefined) throw notFound("app", clientId)
  const isSignup = (query.get("config_id") ?? "") !== ""
  const { asked, unknown } = readScopes(isSignup ? "" : (query.get("scope") ?? ""))
  const scopes = isSignup ? signupScopes() : asked
  const name = query.get("person") ?? ""
  const person = world.users.find((user) => user.name === name)
  return {
    app: { app_id: app.id, name: app.name, mode: app.mode },
    kind: isSignup ? "embedded_signup" : "login",
    blocked: blockOf(app, query.get("redirect_uri") ?? "", unknown),
    scopes,
    access: name === "" ? null : accessOf(app, person?.id ?? "", scopes),
    // System users act for programs; nobody logs in as one.
    people: world.users
      .filter((user) => !user.name.endsWith("System User"))
      .map(({ id, name }) => ({ user_id: id, name, has_role: app.role_user_ids.includes(id) })),
    businesses: (person?.business_ids ?? []).flatMap((id) => {
      const business = world.businesses.get(id)
      if (business === undefined) return []
      const accounts = world.wabas.filter((waba) => waba.business_id === id)
      return [
        {
          business_id: id,
          name: business.name,
          verification_status: business.verification_status,
          accounts: accounts.map((waba) => accountSummary(world, waba)),
        },
      ]
    }),
  }
}

/** Without a redirect URI the dialog answers the SDK that opened it. */
function blockOf(app: App, redirectUri: string, unknownScopes: readonly string[]): DialogView["blocked"] {
  if (redirectUri !== "" && !isRedirectAllowed(app, redirectUri)) return urlBlocked
  if (unknownScopes.length === 0) return null
  return {
    code: 100,
    title: "Invalid Scopes",
    message: `Invalid Scopes: ${unknownScopes.join(", ")}. This message is only shown to developers.`,
  }
}

function accessOf(app: App, userId: string, scopes: readonly AskedScope[]): DialogView["access"] {
  const grantable = grantableScopes(
    app,
    userId,
    scopes.map(({ scope }) => scope),
  )
  if ("scopes" in grantable) return grantable
  return { refusal: grantable.refusal, ...refusalWords(app, grantable.refusal) }
}
