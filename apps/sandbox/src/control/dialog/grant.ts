/** The dialog's last button: the person lets the app have what they chose, and the app gets a code for it. */
import { z } from "zod"
import { grantOf, issueCode } from "../../world/creation.ts"
import type { App, LoginCode, User } from "../../world/objects.ts"
import {
  type AskedScope,
  grantableScopes,
  readScopes,
  refusalWords,
  signupScopes,
} from "../../world/permissions.ts"
import { isRedirectAllowed, urlBlocked } from "../../world/redirect.ts"
import type { World } from "../../world/world.ts"
import { signUpCode, userNamed } from "../quickstart.ts"
import { type ControlCall, ControlError, notFound, read } from "../request.ts"

const hourMs = 60 * 60 * 1000
/** A person's token from a plain login is short-lived; `fb_exchange_token` makes 60 days of it. */
const userTokenMs = 2 * hourMs

const grantSchema = z.strictObject({
  client_id: z.string(),
  person: z.string().trim().min(1, "Who are you?").max(128),
  redirect_uri: z.string().optional(),
  /** With one it is Embedded Signup, without a plain Facebook Login. */
  config_id: z.string().optional(),
  scope: z.string().optional(),
  denied_scopes: z.array(z.string()).default([]),
  business_ids: z.array(z.string()).optional(),
  waba_ids: z.array(z.string()).optional(),
  waba_id: z.string().optional(),
})
type Wanted = z.infer<typeof grantSchema>

/** `POST dialog/grants`: a code to be exchanged within 30 seconds. */
export function grant(call: ControlCall): object {
  const { world } = call.running
  const wanted = read(call, grantSchema)
  const app = world.apps.get(wanted.client_id)
  if (app === undefined) throw notFound("app", wanted.client_id)
  if (wanted.redirect_uri !== undefined && !isRedirectAllowed(app, wanted.redirect_uri)) {
    throw new ControlError(403, "url_blocked", urlBlocked.message, "redirect_uri")
  }
  const user = userNamed(call.running, wanted.person)
  return wanted.config_id ? signUp(call, app, user, wanted) : logIn(world, app, user, wanted)
}

/** A business gives the app's owner one of its accounts: the token is a system user's, for that account alone. */
function signUp(call: ControlCall, app: App, user: User, wanted: Wanted): object {
  const { world } = call.running
  const scopes = scopesToGive(app, user, signupScopes(), wanted.denied_scopes)
  const waba = world.wabas.get(wanted.waba_id ?? "")
  if (waba === undefined) throw notFound("business account", wanted.waba_id ?? "")
  if (!user.business_ids.includes(waba.business_id)) {
    throw new ControlError(
      403,
      "not_admin",
      "You are not an administrator of the portfolio that owns this account.",
      "waba_id",
    )
  }
  if (waba.status !== "ACTIVE") {
    throw new ControlError(
      400,
      "account_disabled",
      "This account is disabled and cannot be shared.",
      "waba_id",
    )
  }
  const code = signUpCode(call.running, app, waba, {
    userId: user.id,
    scopes,
    redirectUri: wanted.redirect_uri,
  })
  return { ...answerOf(code, wanted.denied_scopes), business_id: waba.business_id, waba_id: waba.id }
}

/** A person logs in as themselves: the token is their own, for what they can reach or the part of it they chose. */
function logIn(world: World, app: App, user: User, wanted: Wanted): object {
  const scopes = scopesToGive(app, user, readScopes(wanted.scope ?? "").asked, wanted.denied_scopes)
  const code = issueCode(world, userGrant(world, app, user, scopes, wanted), wanted.redirect_uri)
  return answerOf(code, wanted.denied_scopes)
}

function userGrant(
  world: World,
  app: App,
  user: User,
  scopes: string[],
  { business_ids, waba_ids }: Wanted,
): LoginCode["grant"] {
  const own = business_ids?.filter((id) => user.business_ids.includes(id)) ?? user.business_ids
  const isWithin = (wabaId: string) => own.includes(world.wabas.get(wabaId)?.business_id ?? "")
  // Chosen portfolios stand for the accounts they have now.
  const targets =
    waba_ids?.filter(isWithin) ??
    (business_ids === undefined
      ? undefined
      : world.wabas.filter((waba) => own.includes(waba.business_id)).map(({ id }) => id))
  const granted = grantOf({
    kind: "USER",
    appId: app.id,
    userId: user.id,
    businessId: own[0] ?? "",
    wabaIds: targets,
    scopes: scopes.filter((scope) => scope !== "public_profile"),
    expiresAtMs: world.clock.nowMs() + userTokenMs,
  })
  if (business_ids === undefined) return granted
  const granular_scopes = granted.granular_scopes.map((granular) =>
    granular.scope === "business_management" ? { ...granular, target_ids: own } : granular,
  )
  return { ...granted, granular_scopes }
}

/** Throws 403 where the app or the person cannot; what the person denied is left out. */
function scopesToGive(
  app: App,
  user: User,
  asked: readonly AskedScope[],
  denied: readonly string[],
): string[] {
  const grantable = grantableScopes(
    app,
    user.id,
    asked.map(({ scope }) => scope),
  )
  if ("refusal" in grantable) {
    const { message } = refusalWords(app, grantable.refusal)
    throw new ControlError(403, grantable.refusal, message, "client_id")
  }
  return grantable.scopes.filter((scope) => !denied.includes(scope))
}

function answerOf(code: LoginCode, denied: readonly string[]): object {
  return { code: code.code, granted_scopes: code.grant.scopes, denied_scopes: denied }
}
