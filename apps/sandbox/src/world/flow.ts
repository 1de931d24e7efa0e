/** WhatsApp Flows as they are stored: forms a message can open. */
import { z } from "zod"

export const flowCategories = [
  "SIGN_UP",
  "SIGN_IN",
  "APPOINTMENT_BOOKING",
  "LEAD_GENERATION",
  "CONTACT_US",
  "CUSTOMER_SUPPORT",
  "SURVEY",
  "OTHER",
] as const

const flowStatuses = ["DRAFT", "PUBLISHED", "DEPRECATED", "BLOCKED", "THROTTLED"] as const

const validationErrorSchema = z.object({
  error: z.string(),
  error_type: z.string(),
  message: z.string(),
  line_start: z.number(),
  line_end: z.number(),
  column_start: z.number(),
  column_end: z.number(),
})
export type ValidationError = z.infer<typeof validationErrorSchema>

export const flowSchema = z.object({
  id: z.string(),
  type: z.literal("flow"),
  waba_id: z.string(),
  name: z.string(),
  status: z.enum(flowStatuses),
  categories: z.array(z.enum(flowCategories)),
  /** Flow JSON as it was uploaded. */
  json: z.string(),
  validation_errors: z.array(validationErrorSchema),
  endpoint_uri: z.string().optional(),
  /** The app that its endpoint belongs to. */
  application_id: z.string().optional(),
  updated_at_ms: z.number(),
  /** Messages of the last hour that opened the flow while it was throttled. */
  throttled_sends_ms: z.array(z.number()).default([]),
})
export type Flow = z.infer<typeof flowSchema>
