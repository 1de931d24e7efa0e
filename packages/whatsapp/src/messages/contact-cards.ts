/** Contact cards. Meta's page allows 257 of them; the label `type` is free text. */
import { z } from "zod"

const label = z.string().optional()

const cardSchema = z.strictObject({
  name: z
    .strictObject({
      formatted_name: z.string().min(1),
      first_name: z.string().optional(),
      last_name: z.string().optional(),
      middle_name: z.string().optional(),
      suffix: z.string().optional(),
      prefix: z.string().optional(),
    })
    .superRefine((name, context) => {
      const parts = [name.first_name, name.last_name, name.middle_name, name.suffix, name.prefix]
      if (parts.every((part) => part === undefined || part === "")) {
        context.addIssue({
          code: "custom",
          params: { rule: "required" },
          message: "besides formatted_name one more part of the name is needed",
        })
      }
    }),
  phones: z
    .array(z.strictObject({ phone: z.string().optional(), type: label, wa_id: z.string().optional() }))
    .optional(),
  emails: z.array(z.strictObject({ email: z.string(), type: label })).optional(),
  urls: z.array(z.strictObject({ url: z.string(), type: label })).optional(),
  addresses: z
    .array(
      z.strictObject({
        street: z.string().optional(),
        city: z.string().optional(),
        state: z.string().optional(),
        zip: z.string().optional(),
        country: z.string().optional(),
        country_code: z.string().optional(),
        type: label,
      }),
    )
    .optional(),
  org: z
    .strictObject({
      company: z.string().optional(),
      department: z.string().optional(),
      title: z.string().optional(),
    })
    .optional(),
  birthday: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "must be YYYY-MM-DD")
    .optional(),
})

export const contactsContentSchema = z.object({
  type: z.literal("contacts"),
  contacts: z.array(cardSchema).min(1).max(257),
})
