/** How apps, businesses, accounts, numbers and tokens come into being. */
import { randomBytes } from "node:crypto"
import {
  type App,
  type Business,
  knownScopes,
  type LoginCode,
  type PhoneNumber,
  type Template,
  type Token,
  type User,
  type Waba,
} from "./objects.ts"
import type { World } from "./world.ts"

const hourMs = 60 * 60 * 1000

/** An app of this name; the one there is when the name is taken. */
export function foundApp(world: World, name: string): App {
  const existing = world.apps.find((app) => app.name === name)
  if (existing !== undefined) return existing
  const owner = foundBusiness(world, `${name} Inc.`)
  return world.apps.put({
    id: world.newId(),
    type: "app",
    name,
    secret: randomBytes(16).toString("hex"),
    business_id: owner.id,
    subscriptions: [],
    mode: "live",
    role_user_ids: [],
    advanced_access: [...knownScopes],
    redirect_uris: [],
  })
}

export function foundBusiness(world: World, name: string): Business {
  return world.businesses.put({
    id: world.newId(),
    type: "business",
    name,
    verification_status: world.settings.accounts.verification_status,
    created_at_ms: world.clock.nowMs(),
    messaging_limit: world.settings.accounts.messaging_limit,
  })
}

export function foundUser(world: World, name: string, businessIds: string[]): User {
  return world.users.put({ id: world.newId(), type: "user", name, business_ids: businessIds })
}

export function foundWaba(world: World, businessId: string, name: string): Waba {
  const waba = world.wabas.put({
    id: world.newId(),
    type: "waba",
    name,
    business_id: businessId,
    currency: "USD",
    country: "US",
    timezone_id: "1",
    namespace: randomBytes(16).toString("hex"),
    account_review_status: "APPROVED",
    status: "ACTIVE",
    created_at_ms: world.clock.nowMs(),
    partner_business_ids: [],
    subscribed_apps: [],
    has_payment_method: true,
    is_enabled_for_insights: true,
    marketing_messages_onboarding_status: "ELIGIBLE",
    disable_marketing_messages_on_cloud_api: false,
    assigned_users: [],
    template_creates_ms: [],
  })
  addHelloWorld(world, waba.id)
  return waba
}

export interface NewNumber {
  countryCode: string
  national: string
  verifiedName: string
  isVerified: boolean
}

export function addNumber(world: World, wabaId: string, wanted: NewNumber): PhoneNumber {
  return world.numbers.put({
    id: world.newId(),
    type: "number",
    waba_id: wabaId,
    country_code: wanted.countryCode,
    national: wanted.national,
    digits: wanted.countryCode + wanted.national,
    verified_name: wanted.verifiedName,
    name_status: "APPROVED",
    code_verification_status: wanted.isVerified ? "VERIFIED" : "NOT_VERIFIED",
    registered: false,
    status: wanted.isVerified ? "DISCONNECTED" : "UNVERIFIED",
    wrong_pins: 0,
    quality_rating: "GREEN",
    throughput_level: "STANDARD",
    account_mode: "LIVE",
    allowed_recipients: [],
    registrations_ms: [],
    codes: [],
    wrong_codes: 0,
    profile: {},
    free_service: { month: "", used: 0 },
    blocked_users: [],
    qr_codes: [],
    settings: {},
  })
}

/** A number in North America nobody has: +1 555 01x xxxx upwards. */
export function freeNational(world: World): string {
  for (let n = 5_552_010_001; ; n++) {
    const national = String(n)
    if (world.numbers.find((number) => number.digits === `1${national}`) === undefined) return national
  }
}

/** The sample every new account has. */
function addHelloWorld(world: World, wabaId: string): Template {
  const now = world.clock.nowMs()
  return world.templates.put({
    id: world.newTemplateId(),
    type: "template",
    waba_id: wabaId,
    name: "hello_world",
    language: "en_US",
    category: "UTILITY",
    parameter_format: "POSITIONAL",
    components: [
      { type: "HEADER", format: "TEXT", text: "Hello World" },
      {
        type: "BODY",
        text: "Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification from the Cloud API, hosted by Meta. Thank you for taking the time to test with us.",
      },
      { type: "FOOTER", text: "WhatsApp Business Platform sample message" },
    ],
    status: "APPROVED",
    rejected_reason: "NONE",
    quality: "UNKNOWN",
    created_at_ms: now,
    updated_at_ms: now,
    pauses: 0,
    edits_ms: [],
  })
}

/** What a token will allow: the accounts it names, or all of its business. */
export interface Grant {
  kind: Token["kind"]
  appId: string
  userId: string
  businessId: string
  wabaIds: string[] | undefined
  scopes: string[]
  /** Zero: never. */
  expiresAtMs: number
}

export function grantOf(grant: Grant): LoginCode["grant"] {
  return {
    kind: grant.kind,
    app_id: grant.appId,
    user_id: grant.userId,
    business_id: grant.businessId,
    scopes: [...grant.scopes, "public_profile"],
    granular_scopes: grant.scopes.map((scope) => ({
      scope,
      ...(grant.wabaIds === undefined || scope === "business_management"
        ? {}
        : { target_ids: grant.wabaIds }),
    })),
    expires_at_ms: grant.expiresAtMs,
    revoked: false,
  }
}

export function issueToken(world: World, grant: LoginCode["grant"]): Token {
  return world.tokens.put({ ...grant, token: newToken(), issued_at_ms: world.clock.nowMs() })
}

export function issueCode(
  world: World,
  grant: LoginCode["grant"],
  redirectUri: string | undefined,
): LoginCode {
  return world.loginCodes.put({
    code: `AQ${randomBytes(90).toString("base64url")}`,
    ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
    issued_at_ms: world.clock.nowMs(),
    used: false,
    grant,
  })
}

/** Tokens of the login dialog last 60 days. */
export const loginTokenMs = 60 * 24 * hourMs

function newToken(): string {
  return `EAA${randomBytes(120).toString("base64").replace(/[+/=]/g, "Z")}`
}
