/** Apps, ready-made accounts, and what a person does in the login dialog. */
import { z } from "zod"
import { tellPartner } from "../delivery/account.ts"
import { webhookFields } from "../graph/login/apps.ts"
import { displayNumber } from "../people/country.ts"
import type { Running } from "../running.ts"
import {
  addNumber,
  foundApp,
  foundBusiness,
  foundUser,
  foundWaba,
  freeNational,
  grantOf,
  issueCode,
  issueToken,
  loginTokenMs,
} from "../world/creation.ts"
import {
  type App,
  knownScopes,
  type LoginCode,
  type PhoneNumber,
  type User,
  type Waba,
} from "../world/objects.ts"
import { grantableScopes, refusalWords } from "../world/permissions.ts"
import type { World } from "../world/world.ts"
import { type ControlCall, ControlError, notFound, read } from "./request.ts"

const quickstartSchema = z.strictObject({
  callback_url: z.url().optional(),
  verify_token: z.string().optional(),
})

/** Everything a client needs to send at once. Each call founds an account of its own. */
export function quickstart(call: ControlCall): object {
  const { world } = call.running
  const wanted = read(call, quickstartSchema)
  const app = foundApp(world, `Quickstart ${world.apps.size + 1}`)
  if (wanted.callback_url !== undefined)
    subscribeToAll(call.running, app, wanted.callback_url, wanted.verify_token ?? "")
  const business = foundBusiness(world, "Lucky Shrub")
  const waba = foundWaba(world, business.id, "Lucky Shrub")
  waba.subscribed_apps = [{ app_id: app.id }]
  world.wabas.put(waba)
  const number = addNumber(world, waba.id, {
    countryCode: "1",
    national: freeNational(world),
    verifiedName: "Lucky Shrub",
    isVerified: true,
  })
  world.numbers.put({
    ...number,
    registered: true,
    status: "CONNECTED",
    pin: "123456",
    last_onboarded_at_ms: world.clock.nowMs(),
  })
  const user = foundUser(world, "Lucky Shrub System User", [business.id])
  const token = issueToken(
    world,
    grantOf({
      kind: "SYSTEM_USER",
      appId: app.id,
      userId: user.id,
      businessId: business.id,
      wabaIds: undefined,
      scopes: knownScopes,
      expiresAtMs: 0,
    }),
  )
  return {
    app_id: app.id,
    app_secret: app.secret,
    access_token: token.token,
    business_id: business.id,
    waba_id: waba.id,
    phone_number_id: number.id,
    display_phone_number: displayNumber(number.country_code, number.national),
  }
}

/** Without the challenge: a client that asks for it here may start listening later. */
function subscribeToAll({ world }: Running, app: App, callbackUrl: string, verifyToken: string): void {
  app.subscriptions = [
    {
      object: "whatsapp_business_account",
      callback_url: callbackUrl,
      verify_token: verifyToken,
      fields: [...webhookFields],
    },
  ]
  world.apps.put(app)
}

export function foundAppCall(call: ControlCall): object {
  const { name } = read(call, z.strictObject({ name: z.string().min(1).max(128) }))
  const app = foundApp(call.running.world, name)
  return { app_id: app.id, app_secret: app.secret }
}

const loginSchema = z.strictObject({
  app_id: z.string(),
  redirect_uri: z.string().optional(),
  person: z.string().min(1).optional(),
  business_name: z.string().min(1).optional(),
  waba_name: z.string().min(1).max(255).optional(),
  waba_id: z.string().optional(),
  number: z
    .strictObject({
      cc: z.string().regex(/^\+?[1-9]\d{0,3}$/),
      phone_number: z.string().regex(/^[\d\s()-]{4,18}$/),
      verified_name: z.string().min(2).max(75),
      verified: z.boolean().optional(),
    })
    .optional(),
  scopes: z.array(z.string()).optional(),
})

/** What a person does in the login dialog with embedded signup; answers the code the app is given. */
export function login(call: ControlCall): object {
  const { world } = call.running
  const wanted = read(call, loginSchema)
  const app = world.apps.get(wanted.app_id)
  if (app === undefined) throw notFound("app", wanted.app_id)
  const user = userNamed(call.running, wanted.person ?? "Ana Almeida")
  const granted = grantableScopes(app, user.id, wanted.scopes ?? knownScopes)
  if ("refusal" in granted) {
    throw new ControlError(403, granted.refusal, refusalWords(app, granted.refusal).message, "app_id")
  }
  const waba = chooseWaba(call.running, user, wanted)
  const number = wanted.number === undefined ? undefined : chooseNumber(call.running, waba, wanted.number)
  const code = signUpCode(call.running, app, waba, {
    userId: user.id,
    scopes: granted.scopes,
    redirectUri: wanted.redirect_uri,
  })
  return {
    code: code.code,
    business_id: waba.business_id,
    waba_id: waba.id,
    ...(number === undefined ? {} : { phone_number_id: number.id }),
  }
}

/** The person of this name, who is created when nobody has it. */
export function userNamed({ world }: Running, name: string): User {
  return world.users.find((user) => user.name === name) ?? foundUser(world, name, [])
}

function chooseWaba({ world }: Running, user: User, wanted: z.infer<typeof loginSchema>): Waba {
  if (wanted.waba_id !== undefined) {
    const waba = world.wabas.get(wanted.waba_id)
    if (waba === undefined) throw notFound("business account", wanted.waba_id)
    joinBusiness(world, user, waba.business_id)
    return waba
  }
  const name = wanted.business_name ?? wanted.waba_name ?? `${user.name}'s business`
  const own = user.business_ids
    .flatMap((id) => world.businesses.get(id) ?? [])
    .find((business) => business.name === name)
  const business = own ?? foundBusiness(world, name)
  joinBusiness(world, user, business.id)
  const known = world.wabas.find((waba) => waba.business_id === business.id && waba.name === wanted.waba_name)
  if (known !== undefined) return known
  return foundWaba(world, business.id, wanted.waba_name ?? name)
}

function joinBusiness(world: World, user: User, businessId: string): void {
  if (user.business_ids.includes(businessId)) return
  user.business_ids.push(businessId)
  world.users.put(user)
}

type WantedNumber = NonNullable<z.infer<typeof loginSchema>["number"]>

/** A number that the account has already is chosen, not added. */
function chooseNumber({ world }: Running, waba: Waba, wanted: WantedNumber): PhoneNumber {
  const countryCode = wanted.cc.replace("+", "")
  const national = wanted.phone_number.replace(/\D/g, "")
  const existing = world.numbers.find((number) => number.digits === countryCode + national)
  if (existing?.waba_id === waba.id) return existing
  if (existing !== undefined) {
    throw new ControlError(
      400,
      "number_taken",
      "This phone number belongs to another account.",
      "number.phone_number",
    )
  }
  return addNumber(world, waba.id, {
    countryCode,
    national,
    verifiedName: wanted.verified_name,
    isVerified: wanted.verified ?? true,
  })
}

/** The code of an embedded signup: the account is shared, and the token will be a system user's for it alone. */
export function signUpCode(
  running: Running,
  app: App,
  waba: Waba,
  { userId, scopes, redirectUri }: { userId: string; scopes: string[]; redirectUri: string | undefined },
): LoginCode {
  const { world } = running
  shareWithPartner(running, app, waba)
  const grant = grantOf({
    kind: "SYSTEM_USER",
    appId: app.id,
    userId,
    businessId: waba.business_id,
    wabaIds: [waba.id],
    scopes,
    expiresAtMs: world.clock.nowMs() + loginTokenMs,
  })
  return issueCode(world, grant, redirectUri)
}

/** Tells the app's owner of an account it can act for from now on. */
function shareWithPartner({ world, webhooks }: Running, app: App, waba: Waba): void {
  const isNew = !waba.partner_business_ids.includes(app.business_id)
  if (!isNew) return
  waba.partner_business_ids.push(app.business_id)
  world.wabas.put(waba)
  tellPartner(world, webhooks, app, {
    event: "PARTNER_ADDED",
    waba_info: { waba_id: waba.id, owner_business_id: waba.business_id, partner_app_id: app.id },
  })
}
