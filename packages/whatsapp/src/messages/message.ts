/** The body of `POST /{phone-number-id}/messages`: a recipient's envelope around one content. Source: Meta, "Send messages". */
import { z } from "zod"
import { isBsuid } from "../phone.ts"
import { contactsContentSchema } from "./contact-cards.ts"
import { interactiveContentSchema } from "./interactive/index.ts"
import { locationContentSchema } from "./location.ts"
import {
  audioContentSchema,
  documentContentSchema,
  imageContentSchema,
  stickerContentSchema,
  videoContentSchema,
} from "./media.ts"
import { pinContentSchema, reactionContentSchema } from "./reaction.ts"
import { templateContentSchema } from "./template-send.ts"
import { boundedText, textContentSchema } from "./text.ts"

/** What is said, without the recipient: discriminated on `type`. */
export const outgoingContentSchema = z.discriminatedUnion("type", [
  textContentSchema,
  imageContentSchema,
  videoContentSchema,
  audioContentSchema,
  documentContentSchema,
  stickerContentSchema,
  locationContentSchema,
  contactsContentSchema,
  reactionContentSchema,
  pinContentSchema,
  interactiveContentSchema,
  templateContentSchema,
])

export type OutgoingContent = z.output<typeof outgoingContentSchema>

const envelope = {
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.enum(["individual", "group"]).optional(),
  /** Phone number or group id. Wins over `recipient` when both are given. */
  to: z.string().min(1).optional(),
  /** Business-scoped user id, for people who hide their number. */
  recipient: z
    .string()
    .refine(isBsuid, { message: "must be a business-scoped user id", params: { rule: "bad_format" } })
    .optional(),
  /** Quotes an earlier message. */
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
  /** Comes back on every status of the message. */
  biz_opaque_callback_data: boundedText(512, 0).optional(),
  recipient_identity_key_hash: z.string().optional(),
  /** Direct Send (beta): Meta makes the template out of free text. */
  category: z.enum(["utility", "authentication"]).optional(),
  ttl: z.number().int().min(30).max(43_200).optional(),
}

const groupTypes: ReadonlySet<string> = new Set([
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "template",
  "pin",
])

const envelopedSchema = z.discriminatedUnion("type", [
  textContentSchema.extend(envelope),
  imageContentSchema.extend(envelope),
  videoContentSchema.extend(envelope),
  audioContentSchema.extend(envelope),
  documentContentSchema.extend(envelope),
  stickerContentSchema.extend(envelope),
  locationContentSchema.extend(envelope),
  contactsContentSchema.extend(envelope),
  reactionContentSchema.extend(envelope),
  pinContentSchema.extend(envelope),
  interactiveContentSchema.extend(envelope),
  templateContentSchema.extend(envelope),
])

/** A whole message. A body without `type` but with a `text` object is read as a text message, as Meta does. */
export const outgoingMessageSchema = z.preprocess(
  assumeText,
  envelopedSchema.superRefine((message, context) => {
    if (message.to === undefined && message.recipient === undefined) {
      context.addIssue({
        code: "custom",
        path: ["to"],
        params: { rule: "required" },
        message: "one of to and recipient is needed",
      })
    }
    if (message.recipient_type === "group" && !groupTypes.has(message.type)) {
      context.addIssue({
        code: "custom",
        path: ["type"],
        params: { rule: "not_for_groups" },
        message: `messages of type ${message.type} cannot be sent to groups`,
      })
    }
    if (message.type === "pin" && message.recipient_type !== "group") {
      context.addIssue({
        code: "custom",
        path: ["recipient_type"],
        params: { rule: "groups_only" },
        message: "messages can be pinned in groups only",
      })
    }
  }),
)

export type OutgoingMessage = z.output<typeof outgoingMessageSchema>

function assumeText(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return "type" in value || !("text" in value) ? value : { ...value, type: "text" }
}
