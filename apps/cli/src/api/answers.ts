/** The answers of the API, as far as this command uses them. */
import { z } from "zod"

export const number = z.object({
  id: z.string(),
  business_account_id: z.string(),
  phone_number_id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string(),
  verification_status: z.string(),
  status: z.string(),
  registered: z.boolean(),
  subscription_group_id: z.string().nullable(),
})
export type BusinessNumber = z.infer<typeof number>

export const connection = z.object({
  business_accounts: z.array(
    z.object({ id: z.string(), waba_id: z.string(), name: z.string(), numbers: z.array(number) }),
  ),
  warnings: z.array(z.object({ message: z.string(), help: z.string() })).default([]),
})

export const subscriptionGroup = z.object({ id: z.string(), name: z.string(), number_id: z.string() })

export const contact = z.object({
  id: z.string(),
  external_id: z.string().nullable(),
  phone: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  language: z.string().nullable(),
  country: z.string().nullable(),
})
export type Contact = z.infer<typeof contact>

export const contactImport = z.object({
  id: z.string(),
  state: z.enum(["waiting", "queued", "running", "completed", "failed", "canceled"]),
  failure: z.string().nullable(),
  bytes_read: z.number(),
  rows_read: z.number(),
  rows_created: z.number(),
  rows_updated: z.number(),
  rows_unchanged: z.number(),
  rows_refused: z.number(),
  subscriptions_changed: z.number(),
  objections_kept: z.number(),
})
export type ContactImport = z.infer<typeof contactImport>

export const template = z.object({
  id: z.string(),
  meta_id: z.string().nullable(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  status: z.string(),
  /** What a message must fill in. */
  variables: z.array(
    z.object({
      component: z.string(),
      name: z.string(),
      kind: z.string(),
      path: z.string(),
      optional: z.boolean().optional(),
      button_index: z.number().optional(),
      card_index: z.number().optional(),
    }),
  ),
})
export type Template = z.infer<typeof template>

export const campaign = z.object({
  id: z.string(),
  name: z.string(),
  number_id: z.string(),
  created_at: z.string(),
})
export type Campaign = z.infer<typeof campaign>

const reasons = z.object({
  total: z.number(),
  reasons: z.array(z.object({ code: z.string(), title: z.string(), count: z.number() })),
})

export const launch = z.object({
  id: z.string(),
  campaign_id: z.string(),
  state: z.enum(["scheduled", "expanding", "sending", "completed", "canceled"]),
  scheduled_at: z.string(),
  audience: z.number(),
  waiting: z.number(),
  suppressed: reasons,
  accepted: z.number(),
  sent: z.number(),
  delivered: z.number(),
  read: z.number(),
  failed: reasons,
  refused: z.number(),
  replied: z.number(),
})
export type Launch = z.infer<typeof launch>

export const message = z.object({
  id: z.string(),
  status: z.string(),
  reason: z
    .object({
      code: z.string(),
      title: z.string(),
      advice: z.string().nullable(),
      detail: z.string().nullable(),
    })
    .nullable(),
  wamid: z.string().nullable(),
})
export type Message = z.infer<typeof message>

export const conversation = z.object({
  id: z.string(),
  contact_id: z.string(),
  contact: z.object({
    phone: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
  }),
  window_closes_at: z.string().nullable(),
  window_open: z.boolean(),
})
export type Conversation = z.infer<typeof conversation>

export const threadEntry = z.object({
  direction: z.enum(["inbound", "outbound"]),
  type: z.string(),
  content: z.unknown(),
  status: z.string().nullable(),
})

export const diagnosis = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      state: z.enum(["ok", "warning", "failed", "skipped"]),
      message: z.string(),
      help: z.string().optional(),
      subject: z.string().optional(),
      /** What fixes it; of a newer server also kinds that are not known here. */
      fix: z
        .object({
          kind: z.string(),
          number_id: z.string().optional(),
          template_group_id: z.string().optional(),
          url: z.string().optional(),
        })
        .optional(),
    }),
  ),
})
export type Diagnosis = z.infer<typeof diagnosis>

/** What arrived and could not be applied. */
export const setAside = z.object({
  id: z.string(),
  topic: z.string(),
  failure: z.string(),
  tries: z.number(),
  received_at: z.string(),
  set_aside_at: z.string(),
  characters: z.number(),
})
