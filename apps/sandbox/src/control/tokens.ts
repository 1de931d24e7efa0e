/** Access tokens of any kind, for trying out what each may do and how it ends. */
import { z } from "zod"
import { foundUser, grantOf, issueToken } from "../world/creation.ts"
import { knownScopes } from "../world/objects.ts"
import { type ControlCall, notFound, read, segment } from "./request.ts"

const orderSchema = z.strictObject({
  app_id: z.string(),
  waba_ids: z.array(z.string()).min(1),
  kind: z.enum(["USER", "SYSTEM_USER"]).optional(),
  scopes: z.array(z.enum(knownScopes)).min(1).optional(),
  /** Absent: never. */
  expires_in_seconds: z.number().int().min(1).optional(),
})

/** A token for accounts of one business, without a login. */
export function orderToken(call: ControlCall): object {
  const { world } = call.running
  const { app_id, waba_ids, kind, scopes, expires_in_seconds } = read(call, orderSchema)
  if (world.apps.get(app_id) === undefined) throw notFound("app", app_id)
  const wabas = waba_ids.map((id) => {
    const waba = world.wabas.get(id)
    if (waba === undefined) throw notFound("business account", id)
    return waba
  })
  const businessId = wabas[0]?.business_id ?? ""
  const user =
    world.users.find(({ business_ids }) => business_ids.includes(businessId)) ??
    foundUser(world, "System User", [businessId])
  const grant = grantOf({
    kind: kind ?? "SYSTEM_USER",
    appId: app_id,
    userId: user.id,
    businessId,
    wabaIds: waba_ids,
    scopes: scopes ?? [...knownScopes],
    expiresAtMs: expires_in_seconds === undefined ? 0 : world.clock.nowMs() + expires_in_seconds * 1000,
  })
  return { access_token: issueToken(world, grant).token }
}

const accessChangeSchema = z.strictObject({
  scopes: z.array(z.enum(knownScopes)).optional(),
  expires_in_seconds: z.number().int().min(1).optional(),
  revoked: z.literal(true).optional(),
})

/** What a business changes under Business settings → Integrations: every token that reaches the account may less. */
export function changeAccess(call: ControlCall): object {
  const { world } = call.running
  const id = segment(call, 1)
  if (world.wabas.get(id) === undefined) throw notFound("business account", id)
  const { scopes, expires_in_seconds, revoked } = read(call, accessChangeSchema)
  const tokens = world.tokens.filter(({ granular_scopes }) =>
    granular_scopes.some(({ target_ids }) => target_ids?.includes(id)),
  )
  for (const token of tokens) {
    world.tokens.put({
      ...token,
      ...(scopes === undefined
        ? {}
        : { scopes, granular_scopes: token.granular_scopes.filter(({ scope }) => scopes.includes(scope)) }),
      ...(expires_in_seconds === undefined
        ? {}
        : { expires_at_ms: world.clock.nowMs() + expires_in_seconds * 1000 }),
      ...(revoked === undefined ? {} : { revoked }),
    })
  }
  return { tokens: tokens.length }
}

/** As when a person removes the app: the token is refused with 190 from now on. */
export function revokeToken(call: ControlCall): object {
  const { world } = call.running
  const token = world.tokens.get(segment(call, 1))
  if (token === undefined) throw notFound("token", `${segment(call, 1).slice(0, 12)}…`)
  world.tokens.put({ ...token, revoked: true })
  return { success: true }
}
