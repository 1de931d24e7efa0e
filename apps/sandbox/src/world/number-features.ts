/** What a business sets on a phone number beyond its profile. */
import { z } from "zod"

export const qrCodeSchema = z.object({
  /** 14 characters, the last part of `https://wa.me/message/…`. */
  code: z.string(),
  prefilled_message: z.string(),
})
export type QrCode = z.infer<typeof qrCodeSchema>

export const automationSchema = z.object({
  enable_welcome_message: z.boolean(),
  prompts: z.array(z.string()),
  commands: z.array(z.object({ command_name: z.string(), command_description: z.string() })),
})
export type Automation = z.infer<typeof automationSchema>

export const commerceSchema = z.object({ is_cart_enabled: z.boolean(), is_catalog_visible: z.boolean() })

export const blockedUserSchema = z.object({ wa_id: z.string(), blocked_at_ms: z.number() })
