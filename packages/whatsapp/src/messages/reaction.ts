/** Reactions to, and pins of, one earlier message. */
import { z } from "zod"

/** An empty `emoji` takes the reaction back. Messages older than 30 days cannot be reacted to. */
export const reactionContentSchema = z.object({
  type: z.literal("reaction"),
  reaction: z.strictObject({ message_id: z.string().min(1), emoji: z.string() }),
})

/** In groups only. */
export const pinContentSchema = z.object({
  type: z.literal("pin"),
  pin: z.strictObject({
    type: z.enum(["pin", "unpin"]),
    message_id: z.string().min(1),
    expiration_days: z.number().int().min(1).max(30).optional(),
  }),
})
