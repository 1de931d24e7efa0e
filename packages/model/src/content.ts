/** What a message says, before it is personal. Texts are Liquid; see docs/concepts/content.md for what they may name. */
import { outgoingContentSchema, type TemplateValues } from "@parley/whatsapp"
import { z } from "zod"

/** Liquid; renders to the text that goes out. */
const liquid = z.string().max(4096)
const texts = z.record(
  z.string().regex(/^([1-9]\d*|[a-z][a-z0-9_]*)$/, "a variable of the template, such as 1 or first_name"),
  liquid,
)

const media = z.union([
  z.strictObject({ id: liquid, filename: liquid.optional() }),
  z.strictObject({ link: liquid, filename: liquid.optional() }),
])

const button = z.strictObject({
  suffix: liquid.optional().describe("URL button: what replaces the variable at the end of the address"),
  payload: liquid.optional().describe("Quick reply: comes back when it is tapped"),
  coupon_code: liquid.optional(),
  flow_token: liquid.optional(),
})

const card = z.strictObject({
  header_media: media.optional(),
  body: texts.optional(),
  buttons: z.record(z.string().regex(/^\d$/, "the button's position, from 0"), button).optional(),
})

/** The values of a template's variables. */
export const templateValues = card.extend({
  header: texts.optional(),
  header_location: z
    .strictObject({
      latitude: z.number(),
      longitude: z.number(),
      name: liquid.optional(),
      address: liquid.optional(),
    })
    .optional(),
  offer_ends_at: z.iso.datetime({ offset: true }).optional(),
  cards: z.array(card).max(10).optional(),
})

export const templateContent = z.strictObject({
  kind: z.literal("template"),
  template_id: z.uuid(),
  language: z
    .literal("contact")
    .optional()
    .describe(
      "contact: each contact gets the template of the same name in their language where there is an approved one that " +
        "takes the same values, otherwise in the group's fall-back language; absent: always this template",
    ),
  values: templateValues.default({}),
})

/** Anything but a template: goes out inside the customer service window only. */
const freeFormContent = z.strictObject({
  kind: z.literal("free_form"),
  message: outgoingContentSchema.refine(
    (message) => message.type !== "template",
    "use kind `template` for a template",
  ),
})

export const messageContent = z.discriminatedUnion("kind", [templateContent, freeFormContent])
export type MessageContent = z.output<typeof messageContent>
type Card = z.output<typeof card>

/** The same values under the names that packages/whatsapp composes from. */
export function toTemplateValues(values: z.output<typeof templateValues>): TemplateValues {
  return {
    ...cardValues(values),
    ...(values.header && { header: values.header }),
    ...(values.header_location && { headerLocation: withoutAbsent(values.header_location) }),
    ...(values.offer_ends_at && { offerEndsAtMs: Date.parse(values.offer_ends_at) }),
    ...(values.cards && { cards: values.cards.map(cardValues) }),
  }
}

function cardValues(values: Card): TemplateValues {
  const buttons = Object.entries(values.buttons ?? {}).map(
    ([index, { coupon_code, flow_token, ...rest }]) => [
      index,
      withoutAbsent({ ...rest, couponCode: coupon_code, flowToken: flow_token }),
    ],
  )
  return {
    ...(values.header_media && { headerMedia: withoutAbsent(values.header_media) }),
    ...(values.body && { body: values.body }),
    ...(values.buttons && { buttons: Object.fromEntries(buttons) }),
  }
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** An absent member and one that is undefined are one thing to JSON, and must be to what composes from it. */
function withoutAbsent<T extends object>(value: T): Present<T> {
  return JSON.parse(JSON.stringify(value))
}
