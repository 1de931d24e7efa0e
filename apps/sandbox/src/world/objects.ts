/** What the stand-in keeps about accounts: the objects of Meta's graph, as they are stored. Instants are virtual milliseconds. */
import { z } from "zod"
import { messagingLimits } from "../messaging-limits.ts"
import { rangeMsSchema } from "../range.ts"
import type { Flow } from "./flow.ts"
import { automationSchema, blockedUserSchema, commerceSchema, qrCodeSchema } from "./number-features.ts"

/** Permissions an app can ask for. */
export const knownScopes = [
  "whatsapp_business_management",
  "whatsapp_business_messaging",
  "business_management",
]

export const appSchema = z.object({
  id: z.string(),
  type: z.literal("app"),
  name: z.string(),
  secret: z.string(),
  business_id: z.string(),
  /** The app's own webhook (`/{app}/subscriptions`), one for each Graph object such as whatsapp_business_account. */
  subscriptions: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string(),
      verify_token: z.string(),
      fields: z.array(z.string()),
    }),
  ),
  /** In development only people with a role can log in and grant. */
  mode: z.enum(["development", "live"]).default("live"),
  /** Ids of people who are administrators, developers or testers of the app. */
  role_user_ids: z.array(z.string()).default([]),
  /** Permissions App Review has granted for accounts of other businesses. */
  advanced_access: z.array(z.string()).default(knownScopes),
  /** Where the login dialog may send people back to, besides this machine. */
  redirect_uris: z.array(z.string()).default([]),
})
export type App = z.infer<typeof appSchema>

export const businessSchema = z.object({
  id: z.string(),
  type: z.literal("business"),
  name: z.string(),
  verification_status: z.string(),
  created_at_ms: z.number(),
  messaging_limit: z.enum(messagingLimits).default("TIER_UNLIMITED"),
})
export type Business = z.infer<typeof businessSchema>

/** A person with a Facebook account, or a system user. */
export const userSchema = z.object({
  id: z.string(),
  type: z.literal("user"),
  name: z.string(),
  business_ids: z.array(z.string()),
})
export type User = z.infer<typeof userSchema>

/** Meta's states of an account before the Marketing Messages API, as its field has them. */
export const onboardingStatuses = [
  "ONBOARDED",
  "ELIGIBLE",
  "PENDING_VALID_PAYMENT_METHOD",
  "PENDING_INTERNAL_SETUP",
  "INELIGIBLE_ON_BEHALF_OF_WABA",
  "INELIGIBLE_INACTIVE_OR_RESTRICTED",
  "INELIGIBLE_COUNTRY_NOT_SUPPORTED",
  "INELIGIBLE_USING_WHATSAPP_BUSINESS_APP",
] as const

export const wabaSchema = z.object({
  id: z.string(),
  type: z.literal("waba"),
  name: z.string(),
  business_id: z.string(),
  currency: z.string(),
  country: z.string(),
  timezone_id: z.string(),
  namespace: z.string(),
  account_review_status: z.string(),
  status: z.string(),
  created_at_ms: z.number(),
  /** Businesses that own an app which this account was shared with through the login dialog. */
  partner_business_ids: z.array(z.string()),
  subscribed_apps: z.array(
    z.object({
      app_id: z.string(),
      override_callback_uri: z.string().optional(),
      verify_token: z.string().optional(),
    }),
  ),
  /** Without one, messages that cost something fail with 131042. */
  has_payment_method: z.boolean().default(true),
  is_enabled_for_insights: z.boolean().default(true),
  /** How far the account has come with the Marketing Messages API; only ONBOARDED sends through it. */
  marketing_messages_onboarding_status: z.enum(onboardingStatuses).default("ELIGIBLE"),
  marketing_messages_onboarded_at_ms: z.number().optional(),
  /** Marketing templates are refused by `/messages` (131063). */
  disable_marketing_messages_on_cloud_api: z.boolean().default(false),
  assigned_users: z.array(z.object({ user_id: z.string(), tasks: z.array(z.string()) })).default([]),
  /** Creations of templates within the last hour. */
  template_creates_ms: z.array(z.number()).default([]),
})
export type Waba = z.infer<typeof wabaSchema>

export const throughputLevels = ["STANDARD", "HIGH", "UNLIMITED"] as const

const profileSchema = z.object({
  about: z.string().optional(),
  address: z.string().optional(),
  description: z.string().optional(),
  email: z.string().optional(),
  websites: z.array(z.string()).optional(),
  vertical: z.string().optional(),
  profile_picture_url: z.string().optional(),
})
export type Profile = z.infer<typeof profileSchema>

export const numberSchema = z.object({
  id: z.string(),
  type: z.literal("number"),
  waba_id: z.string(),
  country_code: z.string(),
  national: z.string(),
  /** Country code and national number, digits only: what WhatsApp knows the number by. */
  digits: z.string(),
  verified_name: z.string(),
  name_status: z.string(),
  new_name_status: z.string().optional(),
  /**
   * A display name under review (without an instant it waits for someone to decide) or, once `new_name_status` is
   * APPROVED, one that the next registration puts into use.
   */
  new_name: z.object({ name: z.string(), due_at_ms: z.number().optional() }).optional(),
  code_verification_status: z.enum(["VERIFIED", "NOT_VERIFIED", "EXPIRED"]),
  registered: z.boolean(),
  status: z.string(),
  pin: z.string().optional(),
  wrong_pins: z.number(),
  quality_rating: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]),
  throughput_level: z.enum(throughputLevels),
  /** From a posted message to its answer, in real milliseconds; as in the settings when absent. */
  answer_latency_ms: rangeMsSchema.optional(),
  account_mode: z.enum(["LIVE", "SANDBOX"]),
  allowed_recipients: z.array(z.string()),
  last_onboarded_at_ms: z.number().optional(),
  registrations_ms: z.array(z.number()),
  codes: z.array(z.object({ code: z.string(), method: z.string(), requested_at_ms: z.number() })),
  /** Wrong codes in a row; too many lock the number for a while. */
  wrong_codes: z.number().default(0),
  codes_locked_until_ms: z.number().optional(),
  webhook_override: z.object({ url: z.string(), verify_token: z.string() }).optional(),
  profile: profileSchema,
  /** Service messages delivered free of charge in the month `month` (YYYY-MM). */
  free_service: z.object({ month: z.string(), used: z.number() }),
  blocked_users: z.array(blockedUserSchema).default([]),
  qr_codes: z.array(qrCodeSchema).default([]),
  automation: automationSchema.optional(),
  commerce: commerceSchema.optional(),
  /** Blocks of `/settings` by name, as they were posted. */
  settings: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  compliance: z.record(z.string(), z.unknown()).optional(),
  /** Public key (PEM) for the data exchange of flows. */
  encryption_key: z.string().optional(),
})
export type PhoneNumber = z.infer<typeof numberSchema>

/** Whether the business wants to know people's identity keys, and to send to known ones only. */
export function checksIdentity({ settings }: PhoneNumber): boolean {
  return settings.user_identity_change?.enable_identity_key_check === true
}

export const templateStatuses = [
  "PENDING",
  "APPROVED",
  "REJECTED",
  "PAUSED",
  "DISABLED",
  "IN_APPEAL",
  "PENDING_DELETION",
  "DELETED",
  "ARCHIVED",
  "LIMIT_EXCEEDED",
] as const

export const templateSchema = z.object({
  id: z.string(),
  type: z.literal("template"),
  waba_id: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]),
  previous_category: z.string().optional(),
  parameter_format: z.enum(["POSITIONAL", "NAMED"]),
  components: z.array(z.record(z.string(), z.unknown())),
  status: z.enum(templateStatuses),
  rejected_reason: z.string(),
  quality: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]),
  message_send_ttl_seconds: z.number().optional(),
  /** A maximum price; such a template goes through the Marketing Messages API only. */
  optimization_spec: z.record(z.string(), z.unknown()).optional(),
  // Kept as they were posted.
  cta_url_link_tracking_opted_out: z.boolean().optional(),
  is_primary_device_delivery_only: z.boolean().optional(),
  is_sms_fallback_enabled: z.boolean().optional(),
  display_format: z.string().optional(),
  degrees_of_freedom_spec: z.record(z.string(), z.unknown()).optional(),
  bid_spec: z.record(z.string(), z.unknown()).optional(),
  creative_sourcing_spec: z.record(z.string(), z.unknown()).optional(),
  created_at_ms: z.number(),
  updated_at_ms: z.number(),
  /** When a waiting review is decided, or a pause ends. */
  due_at_ms: z.number().optional(),
  pauses: z.number(),
  /** The present pause: when it started, and whether pacing brought it, not people's feedback. */
  paused: z.object({ at_ms: z.number(), by_pacing: z.boolean() }).optional(),
  edits_ms: z.array(z.number()),
  /** The last creation, edit or send, to within a day; a year after it the template is archived. */
  active_at_ms: z.number().optional(),
  correct_category: z.string().optional(),
  library_template_name: z.string().optional(),
  sub_category: z.string().optional(),
  /** While Meta watches how the first messages of a marketing template are received. */
  pacing: z
    .object({ sent: z.number(), due_at_ms: z.number().optional(), is_concluded: z.boolean() })
    .optional(),
})
export type Template = z.infer<typeof templateSchema>

export const mediaSchema = z.object({
  id: z.string(),
  type: z.literal("media"),
  number_id: z.string(),
  mime_type: z.string(),
  sha256_hex: z.string(),
  size: z.number(),
  filename: z.string().optional(),
  expires_at_ms: z.number(),
})
export type Media = z.infer<typeof mediaSchema>

/** A line of credit a portfolio shares with accounts of its customers. */
export const creditSchema = z.object({
  id: z.string(),
  type: z.literal("credit"),
  business_id: z.string(),
  allocations: z.array(z.object({ id: z.string(), waba_id: z.string(), currency: z.string() })),
})
export type Credit = z.infer<typeof creditSchema>

/** Whatever an id can stand for. */
export type GraphObject = App | Business | User | Waba | PhoneNumber | Template | Media | Flow | Credit

export const tokenSchema = z.object({
  token: z.string(),
  kind: z.enum(["USER", "SYSTEM_USER"]),
  app_id: z.string(),
  user_id: z.string(),
  business_id: z.string(),
  scopes: z.array(z.string()),
  granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })),
  issued_at_ms: z.number(),
  /** Zero: never. */
  expires_at_ms: z.number(),
  revoked: z.boolean(),
})
export type Token = z.infer<typeof tokenSchema>

/** A code from the login dialog, to be exchanged once. */
export const loginCodeSchema = z.object({
  code: z.string(),
  redirect_uri: z.string().optional(),
  issued_at_ms: z.number(),
  used: z.boolean(),
  grant: tokenSchema.omit({ token: true, issued_at_ms: true }),
})
export type LoginCode = z.infer<typeof loginCodeSchema>

export const uploadSchema = z.object({
  id: z.string(),
  app_id: z.string(),
  file_name: z.string(),
  file_length: z.number().optional(),
  file_type: z.string(),
  received: z.number(),
  handle: z.string().optional(),
})
export type UploadSession = z.infer<typeof uploadSchema>
