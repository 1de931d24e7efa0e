/** Interactive messages of every kind, told apart by `interactive.type`. Only inside an open service window. */
import { z } from "zod"
import { carouselMessageSchema } from "./carousel.ts"
import { buttonMessageSchema, listMessageSchema } from "./choices.ts"
import {
  catalogMessageSchema,
  orderDetailsMessageSchema,
  orderStatusMessageSchema,
  productListMessageSchema,
  productMessageSchema,
} from "./commerce.ts"
import {
  addressMessageSchema,
  callPermissionRequestSchema,
  contactInfoRequestSchema,
  ctaUrlMessageSchema,
  flowMessageSchema,
  locationRequestMessageSchema,
  voiceCallMessageSchema,
} from "./invitations.ts"

export const interactiveSchema = z.discriminatedUnion("type", [
  buttonMessageSchema,
  listMessageSchema,
  ctaUrlMessageSchema,
  flowMessageSchema,
  productMessageSchema,
  productListMessageSchema,
  catalogMessageSchema,
  locationRequestMessageSchema,
  addressMessageSchema,
  carouselMessageSchema,
  voiceCallMessageSchema,
  callPermissionRequestSchema,
  orderDetailsMessageSchema,
  orderStatusMessageSchema,
  contactInfoRequestSchema,
])

export type Interactive = z.infer<typeof interactiveSchema>

export const interactiveContentSchema = z.object({
  type: z.literal("interactive"),
  interactive: interactiveSchema,
})
