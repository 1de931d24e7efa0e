/** What the sandbox's own pages read: the shapes of `/_sandbox/views`, shared with the browser. Instants are ISO strings. */
import { z } from "zod"
import { rangeMsSchema } from "../../range.ts"
import { onboardingStatuses } from "../../world/objects.ts"

const profileSchema = z.object({
  about: z.string().optional(),
  description: z.string().optional(),
  vertical: z.string().optional(),
  websites: z.array(z.string()).optional(),
})

const numberViewSchema = z.object({
  phone_number_id: z.string(),
  waba_id: z.string(),
  display_phone_number: z.string(),
  digits: z.string(),
  verified_name: z.string(),
  status: z.string(),
  code_verification_status: z.string(),
  registered: z.boolean(),
  quality_rating: z.string(),
  throughput_level: z.string(),
  /** The number's own range, null where it is that of the settings. */
  answer_latency_ms: rangeMsSchema.nullable(),
  account_mode: z.string(),
  /** A display name under review, null where there is none. */
  new_name: z.string().nullable(),
  /** Digits of the people a SANDBOX number may write to. */
  allowed_recipients: z.array(z.string()),
  profile: profileSchema,
})
export type NumberView = z.infer<typeof numberViewSchema>

const templateViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  quality: z.string(),
  rejected_reason: z.string(),
  updated_at: z.string(),
  /** As Meta stores them: `{type: "BODY", text}` and so on. */
  components: z.array(z.record(z.string(), z.unknown())),
})
export type TemplateView = z.infer<typeof templateViewSchema>

const accountSummarySchema = z.object({
  waba_id: z.string(),
  name: z.string(),
  business_id: z.string(),
  business_name: z.string(),
  verification_status: z.string(),
  messaging_limit: z.string(),
  status: z.string(),
  account_review_status: z.string(),
  currency: z.string(),
  country: z.string(),
  has_payment_method: z.boolean(),
  marketing_messages_onboarding_status: z.enum(onboardingStatuses),
  disable_marketing_messages_on_cloud_api: z.boolean(),
  numbers: z.array(numberViewSchema),
  templates: z.number(),
  /** Templates a reviewer still has to decide about. */
  templates_pending: z.number(),
})
export type AccountSummary = z.infer<typeof accountSummarySchema>

export const overviewSchema = z.object({
  apps: z.array(
    z.object({
      app_id: z.string(),
      name: z.string(),
      app_secret: z.string(),
      mode: z.enum(["development", "live"]),
      /** Names of those who may log in while the app is in development. */
      roles: z.array(z.string()),
      /** Where the login dialog may send people back to, besides this machine. */
      redirect_uris: z.array(z.string()),
      /** Permissions App Review has granted for accounts of other businesses. */
      advanced_access: z.array(z.string()),
      business_name: z.string(),
      subscriptions: z.array(
        z.object({ object: z.string(), callback_url: z.string(), fields: z.array(z.string()) }),
      ),
    }),
  ),
  accounts: z.array(accountSummarySchema),
})
export type Overview = z.infer<typeof overviewSchema>

const subscribedAppSchema = z.object({ app_id: z.string(), name: z.string() })

/** An account without its templates, which may be thousands. */
export const accountViewSchema = accountSummarySchema.extend({
  /** Apps told about this account. */
  subscribed_apps: z.array(subscribedAppSchema),
})
export type AccountView = z.infer<typeof accountViewSchema>

/** A page of an account's templates, and how many there are in all. */
export const templatesPageSchema = z.object({ data: z.array(templateViewSchema), total: z.number() })
export type TemplatesPage = z.infer<typeof templatesPageSchema>

export const chatsSchema = z.object({
  data: z.array(
    z.object({
      number: numberViewSchema,
      last_at: z.string(),
      messages: z.number(),
    }),
  ),
})
export type ChatSummary = z.infer<typeof chatsSchema>["data"][number]

/** What a chat's messages refer to. */
export const chatSurroundingsSchema = z.object({
  /** Of the business account. */
  currency: z.string(),
  templates: z.array(templateViewSchema.pick({ name: true, language: true, components: true })),
})
export type ChatSurroundings = z.infer<typeof chatSurroundingsSchema>
/** A template as far as a message needs it. */
export type SentTemplate = ChatSurroundings["templates"][number]

export const numbersSchema = z.object({ data: z.array(numberViewSchema) })

/** What someone could scan to open a chat with a text already written. */
const qrCodeViewSchema = z.object({
  code: z.string(),
  prefilled_message: z.string(),
  phone_number_id: z.string(),
  verified_name: z.string(),
  display_phone_number: z.string(),
})
export type QrCodeView = z.infer<typeof qrCodeViewSchema>
export const qrCodesSchema = z.object({ data: z.array(qrCodeViewSchema) })

export const flowViewSchema = z.object({
  flow_id: z.string(),
  name: z.string(),
  status: z.string(),
  /** Flow JSON as it was uploaded, null where it is not valid. */
  json: z.unknown(),
  mistakes: z.array(z.string()),
})
export type FlowView = z.infer<typeof flowViewSchema>

/** Phones that receive verification codes. */
export const simsSchema = z.object({
  data: z.array(
    z.object({
      phone_number_id: z.string(),
      display_phone_number: z.string(),
      verified_name: z.string(),
      codes: z.array(z.object({ code: z.string(), method: z.string(), requested_at: z.string() })),
    }),
  ),
})
export type Sims = z.infer<typeof simsSchema>

/** What the login dialog shows: the app that asks, who may answer, and what they own. */
export const dialogViewSchema = z.object({
  app: z.object({ app_id: z.string(), name: z.string(), mode: z.enum(["development", "live"]) }),
  /** With a `config_id` it is Embedded Signup, without a plain Facebook Login. */
  kind: z.enum(["login", "embedded_signup"]),
  /** Shown instead of any screen: the app has asked for something it may not ask for. */
  blocked: z.object({ code: z.number(), title: z.string(), message: z.string() }).nullable(),
  /** What the app asks for. */
  scopes: z.array(z.object({ scope: z.string(), description: z.string() })),
  /** What the person asked for can give, or why they cannot log in; null before there is a person. */
  access: z
    .union([
      z.object({ scopes: z.array(z.string()) }),
      z.object({
        refusal: z.enum(["app_in_development", "nothing_granted"]),
        title: z.string(),
        message: z.string(),
      }),
    ])
    .nullable(),
  people: z.array(z.object({ user_id: z.string(), name: z.string(), has_role: z.boolean() })),
  /** Of the person asked for. */
  businesses: z.array(
    z.object({
      business_id: z.string(),
      name: z.string(),
      verification_status: z.string(),
      accounts: z.array(accountSummarySchema),
    }),
  ),
})
export type DialogView = z.infer<typeof dialogViewSchema>
