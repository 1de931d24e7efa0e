/** Buttons of a template. Their lengths and numbers are rules of `checkTemplate`; here is their shape. */
import { z } from "zod"

/**
 * A text that someone wrote. Its own limit is a rule of `checkTemplate`, which says by how much it is over; this one
 * is above all of those and bounds what the rules and policies have to read.
 */
export const text = z.string().max(4096)

/**
 * Whether a tap unsubscribes, whatever the button is called. Ours, not Meta's: `takeOptOuts` takes it out of what Meta is
 * sent. Every button may carry it, so that `checkTemplate` can name the one it may not be on.
 */
const mark = {
  opt_out: z
    .boolean()
    .optional()
    .describe(
      "Quick reply of a marketing template: a tap unsubscribes, whatever it is called. Meta never sees it",
    ),
}

export const templateButtonSchema = z.discriminatedUnion("type", [
  z.object({ ...mark, type: z.literal("QUICK_REPLY"), text }),
  /** At most one variable, at the end of `url`; then `example` holds one whole address. */
  z.object({
    ...mark,
    type: z.literal("URL"),
    text,
    url: text,
    example: z.array(text).optional(),
    app_deep_link: z.record(z.string(), z.unknown()).optional(),
  }),
  z.object({ ...mark, type: z.literal("PHONE_NUMBER"), text, phone_number: text }),
  /** The label is Meta's; `example` is a code. */
  z.object({
    ...mark,
    type: z.literal("COPY_CODE"),
    text: text.optional(),
    example: z.union([text, z.array(text)]).optional(),
  }),
  z.object({
    ...mark,
    type: z.literal("FLOW"),
    text,
    flow_id: z.union([z.string(), z.number()]).optional(),
    flow_name: z.string().optional(),
    flow_json: z.string().optional(),
    flow_action: z.enum(["navigate", "data_exchange", "NAVIGATE", "DATA_EXCHANGE"]).optional(),
    navigate_screen: z.string().optional(),
    icon: z.string().optional(),
  }),
  z.object({
    ...mark,
    type: z.literal("OTP"),
    otp_type: z.enum(["COPY_CODE", "ONE_TAP", "ZERO_TAP"]),
    text: text.optional(),
    autofill_text: z.string().optional(),
    supported_apps: z.array(z.object({ package_name: z.string(), signature_hash: z.string() })).optional(),
    zero_tap_terms_accepted: z.boolean().optional(),
  }),
  z.object({ ...mark, type: z.literal("CATALOG"), text: text.optional() }),
  z.object({ ...mark, type: z.literal("MPM"), text: text.optional() }),
  z.object({ ...mark, type: z.literal("SPM"), text: text.optional() }),
  z.object({
    ...mark,
    type: z.literal("VOICE_CALL"),
    text: text.optional(),
    ttl_minutes: z.number().optional(),
  }),
  z.object({ ...mark, type: z.literal("REQUEST_CONTACT_INFO"), text: text.optional() }),
  z.object({ ...mark, type: z.literal("ORDER_DETAILS"), text: text.optional() }),
])

export type TemplateButton = z.output<typeof templateButtonSchema>
