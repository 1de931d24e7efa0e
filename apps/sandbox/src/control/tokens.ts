/** Access tokens of any kind, for trying out what each may do and how it ends. */
import { z } from "zod"
import { foundUser, grantOf, issueToken } from "../world/founding.ts"
import { SCOPES } from "../world/objects.ts"
import { type ControlCall, notFound, read, segment } from "./request.ts"

const orderSchema = z.strictObject({
  app_id: z.string(),
  waba_ids: z.array(z.string()).min(1),
  kind: z.enum(["USER", "SYSTEM_USER"]).optional(),
  scopes: z.array(z.enum(SCOPES)).min(1).optional(),
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
    scopes: scopes ?? [...SCOPES],
    expiresAtMs: expires_in_seconds === undefined ? 0 : world.clock.nowMs() + expires_in_seconds * 1000,
  })
  return { access_token: issueToken(world, grant).token }
}

/** As when a person removes the app: the token is refused with 190 from now on. */
export function revokeToken(call: ControlCall): object {
  const { world } = call.running
  const token = world.tokens.get(segment(call, 1))
  if (token === undefined) throw notFound("token", `${segment(call, 1).slice(0, 12)}…`)
  world.tokens.put({ ...token, revoked: true })
  return { success: true }
}
