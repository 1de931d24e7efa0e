/** Carousels: two to ten cards side by side, all with the same kind and number of buttons. */
import { z } from "zod"
import { imageSchema, videoSchema } from "../media.ts"
import { boundedText } from "../text.ts"
import { ctaUrlActionSchema } from "./invitations.ts"
import { bodySchema, buttonLabel, replyId } from "./parts.ts"

const cardBodySchema = z.strictObject({
  text: boundedText(160).refine((text) => (text.match(/\n/g) ?? []).length <= 2, {
    message: "at most two line breaks are allowed on a card",
    params: { rule: "too_many_lines" },
  }),
})

const quickReplyActionSchema = z.strictObject({
  buttons: z
    .array(
      z.strictObject({
        type: z.literal("quick_reply"),
        quick_reply: z.strictObject({ id: replyId, title: buttonLabel }),
      }),
    )
    .min(1)
    .max(3),
})

/** `type` is the literal `cta_url` even on cards with quick replies. */
const mediaCardSchema = z.strictObject({
  card_index: z.number().int().min(0).max(9),
  type: z.literal("cta_url"),
  header: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("image"), image: imageSchema }),
    z.strictObject({ type: z.literal("video"), video: videoSchema }),
  ]),
  body: cardBodySchema.optional(),
  action: z.union([ctaUrlActionSchema, quickReplyActionSchema]),
})

const productCardSchema = z.strictObject({
  card_index: z.number().int().min(0).max(9),
  type: z.literal("product"),
  action: z.strictObject({ product_retailer_id: z.string().min(1), catalog_id: z.string().min(1) }),
})

const cardSchema = z.discriminatedUnion("type", [mediaCardSchema, productCardSchema])

export const carouselMessageSchema = z.strictObject({
  type: z.literal("carousel"),
  body: bodySchema,
  action: z.strictObject({
    cards: z
      .array(cardSchema)
      .min(2)
      .max(10)
      .superRefine((cards, context) => {
        const first = cards[0]
        for (const [index, card] of cards.entries()) {
          if (card.card_index !== index) {
            context.addIssue({
              code: "custom",
              path: [index, "card_index"],
              params: { rule: "wrong_index" },
              message: `cards are numbered from 0 in order: ${index} is expected here`,
            })
          }
          if (first !== undefined && buttonLayout(card) !== buttonLayout(first)) {
            context.addIssue({
              code: "custom",
              path: [index, "action"],
              params: { rule: "unequal_cards" },
              message: "every card must have the same kind and number of buttons as the first",
            })
          }
        }
      }),
  }),
})

function buttonLayout(card: z.infer<typeof cardSchema>): string {
  if (card.type === "product") return "product"
  return "buttons" in card.action ? `quick_reply × ${card.action.buttons.length}` : "cta_url"
}
