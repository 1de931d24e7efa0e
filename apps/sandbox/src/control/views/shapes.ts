/** What the sandbox's own pages read: the shapes of `/_sandbox/views`, shared with the browser. Instants are ISO strings. */
import { z } from "zod"

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
  account_mode: z.string(),
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
      business_name: z.string(),
      subscriptions: z.array(
        z.object({ object: z.string(), callback_url: z.string(), fields: z.array(z.string()) }),
      ),
    }),
  ),
  accounts: z.array(accountSummarySchema),
})
export type Overview = z.infer<typeof overviewSchema>

export const accountViewSchema = accountSummarySchema.omit({ templates: true }).extend({
  templates: z.array(templateViewSchema),
  /** Apps told about this account. */
  subscribed_apps: z.array(z.object({ app_id: z.string(), name: z.string() })),
})
export type AccountView = z.infer<typeof accountViewSchema>

export const chatsSchema = z.object({
  data: z.array(
    z.object({
      number: numberViewSchema,
      /** Null where nothing has been written yet. */
      last_at: z.string().nullable(),
      messages: z.number(),
    }),
  ),
})
export type ChatSummary = z.infer<typeof chatsSchema>["data"][number]

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
  people: z.array(z.object({ user_id: z.string(), name: z.string(), has_role: z.boolean() })),
  /** Of the person asked for. */
  businesses: z.array(
    z.object({ business_id: z.string(), name: z.string(), accounts: z.array(accountSummarySchema) }),
  ),
})
export type DialogView = z.infer<typeof dialogViewSchema>
