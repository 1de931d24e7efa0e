/** Who asks, and what they may see and do. */
import { createHmac, timingSafeEqual } from "node:crypto"
import type { App, GraphObject, Token } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { Refusal } from "./refusal.ts"
import type { GraphRequest } from "./request.ts"

export type Caller = { kind: "token"; token: Token; app: App } | { kind: "app"; app: App }

export const messaging = "whatsapp_business_messaging"
export const management = "whatsapp_business_management"

/** Who holds this request's access token; throws 190 and its relatives. */
export function identify(world: World, request: GraphRequest): Caller {
  const presented = request.accessToken
  if (presented === undefined || presented === "") {
    throw new Refusal({
      code: 104,
      httpStatus: 401,
      message: "An access token is required to request this resource.",
    })
  }
  const proof = request.params.appsecret_proof
  const caller = lookUp(world, presented)
  if (typeof proof === "string" && proof !== "") checkProof(proof, presented, caller.app.secret)
  return caller
}

function lookUp(world: World, presented: string): Caller {
  const token = world.tokens.get(presented)
  if (token === undefined) return appOf(world, presented)
  const app = world.apps.get(token.app_id)
  if (app === undefined) {
    throw new Refusal({ code: 190, message: "Error validating application. Application has been deleted." })
  }
  if (token.revoked) {
    throw new Refusal({
      code: 190,
      subcode: 460,
      message:
        "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
    })
  }
  const now = world.clock.nowMs()
  if (token.expires_at_ms !== 0 && token.expires_at_ms <= now) {
    throw new Refusal({
      code: 190,
      subcode: 463,
      message: `Error validating access token: Session has expired on ${pacific(token.expires_at_ms)}. The current time is ${pacific(now)}.`,
    })
  }
  return { kind: "token", token, app }
}

function appOf(world: World, presented: string): Caller {
  const [appId = "", secret] = presented.split("|")
  const app = world.apps.get(appId)
  if (secret === undefined) {
    throw new Refusal({ code: 190, message: "Invalid OAuth access token - Cannot parse access token" })
  }
  if (app === undefined || app.secret !== secret) {
    throw new Refusal({ code: 190, message: "Invalid OAuth access token signature." })
  }
  return { kind: "app", app }
}

/** Proofs that were computed before: a client sends the same one with every message (34 of 200 µs a send, measured). */
const knownProofs = new Map<string, Buffer>()
const mostKnownProofs = 1_000

function expectedProof(token: string, secret: string): Buffer {
  const key = `${secret} ${token}`
  let expected = knownProofs.get(key)
  if (!expected) {
    expected = Buffer.from(createHmac("sha256", secret).update(token).digest("hex"))
    if (knownProofs.size >= mostKnownProofs) knownProofs.clear()
    knownProofs.set(key, expected)
  }
  return expected
}

function checkProof(proof: string, token: string, secret: string): void {
  const expected = expectedProof(token, secret)
  const given = Buffer.from(proof)
  if (given.length === expected.length && timingSafeEqual(given, expected)) return
  throw new Refusal({
    code: 100,
    type: "GraphMethodException",
    message: "Invalid appsecret_proof provided in the API argument",
  })
}

/** Meta writes these instants in Pacific time: `Tuesday, 01-Sep-26 12:00:00 PDT`. */
function pacific(instantMs: number): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Los_Angeles",
    weekday: "long",
    day: "2-digit",
    month: "short",
    year: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).formatToParts(instantMs)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ""
  return `${part("weekday")}, ${part("day")}-${part("month")}-${part("year")} ${part("hour")}:${part("minute")}:${part("second")} ${part("timeZoneName")}`
}

/** Throws `(#200)` unless the caller's token has the permission. */
export function requireScope(caller: Caller, scope: string): void {
  if (caller.kind === "token" && caller.token.scopes.includes(scope)) return
  throw new Refusal({
    code: 200,
    message: `(#200) You do not have the necessary permissions required to send messages on behalf of this WhatsApp Business Account or to perform this call: ${scope} is missing`,
  })
}

/** Whether the object is within the caller's reach; what is not looks as if it did not exist. */
export function canReach(world: World, caller: Caller, object: GraphObject): boolean {
  switch (object.type) {
    case "app":
      return caller.app.id === object.id
    case "user":
      return caller.kind === "token" && caller.token.user_id === object.id
    case "business":
      return canReachBusiness(world, caller, object.id)
    case "credit":
      return canReachBusiness(world, caller, object.business_id)
    case "waba":
      return canReachWaba(world, caller, object.id)
    case "number":
    case "template":
    case "flow":
      return canReachWaba(world, caller, object.waba_id)
    case "media": {
      const number = world.numbers.get(object.number_id)
      return number !== undefined && canReachWaba(world, caller, number.waba_id)
    }
  }
}

/** A granular scope without targets reaches everything of the token's business, a person's own token everything of that person. */
export function canReachWaba(world: World, caller: Caller, wabaId: string): boolean {
  if (caller.kind === "app") return false
  const { token } = caller
  for (const granular of token.granular_scopes) {
    if (granular.scope !== management && granular.scope !== messaging) continue
    if (granular.target_ids?.includes(wabaId)) return true
    if (granular.target_ids === undefined && belongsTo(world, token, world.wabas.get(wabaId)?.business_id))
      return true
  }
  return false
}

function canReachBusiness(world: World, caller: Caller, businessId: string): boolean {
  if (caller.kind === "app") return caller.app.business_id === businessId
  const { token } = caller
  const chosen = token.granular_scopes.find(({ scope }) => scope === "business_management")?.target_ids
  if (token.kind === "USER" && chosen !== undefined) return chosen.includes(businessId)
  const user = world.users.get(token.user_id)
  return token.business_id === businessId || (user?.business_ids.includes(businessId) ?? false)
}

function belongsTo(world: World, token: Token, businessId: string | undefined): boolean {
  if (businessId === undefined) return false
  if (token.kind === "SYSTEM_USER") return token.business_id === businessId
  return world.users.get(token.user_id)?.business_ids.includes(businessId) ?? false
}
