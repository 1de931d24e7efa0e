/** `/oauth/access_token` and `/debug_token`. */
import type { Running } from "../../running.ts"
import { issueToken } from "../../world/creation.ts"
import type { App, Token } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Caller } from "../protocol/access.ts"
import { missingParameter, Refusal } from "../protocol/refusal.ts"
import { type Answer, type GraphRequest, type Params, requiredText, text } from "../protocol/request.ts"

const codeLivesMs = 30_000
const extendedMs = 60 * 24 * 60 * 60 * 1000

/** Exchanges a login code, extends a token, or gives an app its own token, by what was sent. */
export function exchangeToken({ world }: Running, request: GraphRequest): Answer {
  const { params } = request
  const app = authenticateApp(world, params)
  const grantType = text(params, "grant_type")
  if (grantType === "client_credentials")
    return { access_token: `${app.id}|${app.secret}`, token_type: "bearer" }
  if (grantType === "fb_exchange_token")
    return extendToken(world, app, requiredText(params, "fb_exchange_token"))
  const presented = text(params, "code")
  if (presented === undefined || presented === "") throw missingParameter("code")
  const code = world.loginCodes.get(presented)
  if (code === undefined || code.grant.app_id !== app.id) {
    throw refuseCode(36009, "This authorization code has been used.", "Invalid verification code format.")
  }
  if (code.used) throw refuseCode(36009, "This authorization code has been used.")
  if (world.clock.nowMs() - code.issued_at_ms > codeLivesMs) {
    throw refuseCode(36007, "This authorization code has expired.")
  }
  if (code.redirect_uri !== undefined && code.redirect_uri !== text(params, "redirect_uri")) {
    throw refuseCode(
      36008,
      "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request",
    )
  }
  world.loginCodes.put({ ...code, used: true })
  return tokenAnswer(world, issueToken(world, code.grant))
}

function authenticateApp(world: World, params: Params): App {
  const id = text(params, "client_id")
  if (id === undefined || id === "")
    throw new Refusal({ code: 101, message: "Missing client_id parameter.", httpStatus: 400 })
  const app = world.apps.get(id)
  if (app === undefined) {
    throw new Refusal({
      code: 101,
      message: "Error validating application. Cannot get application info due to a system error.",
      httpStatus: 400,
    })
  }
  const secret = text(params, "client_secret")
  if (secret === undefined)
    throw new Refusal({ code: 1, message: "Missing client_secret parameter.", httpStatus: 400 })
  if (secret !== app.secret)
    throw new Refusal({ code: 1, message: "Error validating client secret.", httpStatus: 400 })
  return app
}

function refuseCode(subcode: number, message: string, otherwise?: string): Refusal {
  return new Refusal({ code: 100, subcode, message: otherwise ?? message, httpStatus: 400 })
}

function extendToken(world: World, app: App, presented: string): Answer {
  const token = world.tokens.get(presented)
  if (token === undefined || token.app_id !== app.id || token.revoked) {
    throw new Refusal({ code: 190, message: "Invalid OAuth access token - Cannot parse access token" })
  }
  const { token: _old, issued_at_ms: _issued, ...grant } = token
  const expires_at_ms = token.expires_at_ms === 0 ? 0 : world.clock.nowMs() + extendedMs
  return tokenAnswer(world, issueToken(world, { ...grant, expires_at_ms }))
}

function tokenAnswer(world: World, token: Token): Answer {
  return {
    access_token: token.token,
    token_type: "bearer",
    ...(token.expires_at_ms === 0
      ? {}
      : { expires_in: Math.floor((token.expires_at_ms - world.clock.nowMs()) / 1000) }),
  }
}

export function debugToken(world: World, caller: Caller, request: GraphRequest): Answer {
  const presented = requiredText(request.params, "input_token")
  const token = world.tokens.get(presented)
  if (token === undefined) {
    const app = world.apps.find((candidate) => presented === `${candidate.id}|${candidate.secret}`)
    if (app === undefined) return invalidToken(190, "Invalid OAuth access token - Cannot parse access token")
    return { data: { app_id: app.id, type: "APP", application: app.name, is_valid: true, scopes: [] } }
  }
  if (token.app_id !== caller.app.id) {
    throw new Refusal({
      code: 100,
      message:
        "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app",
    })
  }
  const expired = token.expires_at_ms !== 0 && token.expires_at_ms <= world.clock.nowMs()
  const seconds = (atMs: number) => Math.floor(atMs / 1000)
  return {
    data: {
      app_id: token.app_id,
      type: token.kind,
      application: caller.app.name,
      data_access_expires_at: 0,
      ...(token.revoked
        ? { error: { code: 190, message: "The session has been invalidated.", subcode: 460 } }
        : {}),
      ...(expired
        ? {
            error: {
              code: 190,
              message: "Error validating access token: Session has expired.",
              subcode: 463,
            },
          }
        : {}),
      expires_at: seconds(token.expires_at_ms),
      is_valid: !expired && !token.revoked,
      issued_at: seconds(token.issued_at_ms),
      scopes: world.settings.tokens.told_scopes ?? token.scopes,
      granular_scopes: world.settings.tokens.told_granular_scopes ?? token.granular_scopes,
      user_id: token.user_id,
    },
  }
}

function invalidToken(code: number, message: string): Answer {
  return { data: { error: { code, message }, is_valid: false, scopes: [] } }
}
