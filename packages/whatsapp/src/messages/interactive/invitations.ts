/** Interactive messages that invite to one act: open a page or a flow, share a place, give an address, call. */
import { z } from "zod"
import { boundedText } from "../text.ts"
import { bodySchema, buttonLabel, footerSchema, headerSchema } from "./parts.ts"

const webAddress = z
  .string()
  .regex(/^https?:\/\/\S+$/, "must be an http or https address")
  .max(2000)

export const ctaUrlActionSchema = z.strictObject({
  name: z.literal("cta_url"),
  parameters: z.strictObject({ display_text: buttonLabel, url: webAddress }),
})

export const ctaUrlMessageSchema = z.strictObject({
  type: z.literal("cta_url"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: ctaUrlActionSchema,
})

const flowParametersSchema = z
  .strictObject({
    flow_message_version: z.string(),
    flow_id: z.string().min(1).optional(),
    flow_name: z.string().min(1).optional(),
    /** Meta recommends 20 and enforces 30. */
    flow_cta: boundedText(30),
    flow_token: z.string().optional(),
    mode: z.enum(["draft", "published"]).optional(),
    flow_action: z.enum(["navigate", "data_exchange"]).optional(),
    flow_action_payload: z
      .strictObject({ screen: z.string().optional(), data: z.record(z.string(), z.unknown()).optional() })
      .optional(),
  })
  .superRefine((flow, context) => {
    if ((flow.flow_id === undefined) === (flow.flow_name === undefined)) {
      context.addIssue({
        code: "custom",
        params: { rule: flow.flow_id === undefined ? "required" : "conflict" },
        message: "exactly one of flow_id and flow_name is needed",
      })
    }
  })

export const flowMessageSchema = z.strictObject({
  type: z.literal("flow"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({ name: z.literal("flow"), parameters: flowParametersSchema }),
})

export const locationRequestMessageSchema = z.strictObject({
  type: z.literal("location_request_message"),
  body: bodySchema,
  action: z.strictObject({ name: z.literal("send_location") }),
})

/** India and Singapore only. */
export const addressMessageSchema = z.strictObject({
  type: z.literal("address_message"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal("address_message"),
    parameters: z.strictObject({
      country: z.enum(["IN", "SG"]),
      values: z.record(z.string(), z.unknown()).optional(),
      saved_addresses: z
        .array(z.strictObject({ id: z.string(), value: z.record(z.string(), z.unknown()) }))
        .optional(),
      validation_errors: z.record(z.string(), z.string()).optional(),
    }),
  }),
})

export const voiceCallMessageSchema = z.strictObject({
  type: z.literal("voice_call"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal("voice_call"),
    parameters: z
      .strictObject({
        display_text: buttonLabel.optional(),
        ttl_minutes: z.number().int().positive().optional(),
        payload: z.string().optional(),
      })
      .optional(),
  }),
})

export const callPermissionRequestSchema = z.strictObject({
  type: z.literal("call_permission_request"),
  body: bodySchema.optional(),
  action: z.strictObject({ name: z.literal("call_permission_request") }),
})

/** Asks a person known only by a username for the phone number. Meta has not published the whole shape. */
export const contactInfoRequestSchema = z.object({
  type: z.literal("request_contact_info"),
  body: bodySchema,
  action: z.object({ name: z.literal("request_contact_info") }),
})
