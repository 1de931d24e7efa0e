/** The values that a content gives to a template; see docs/concepts/content.md. Texts are Liquid. */
import type { TemplateValues, TemplateVariable } from "@parley/whatsapp/templates"
import { z } from "zod"
import { exampleLinkId } from "./link-settings.ts"
import { liquid } from "./liquid.ts"

const texts = z.record(
  z.string().regex(/^([1-9]\d*|[a-z][a-z0-9_]*)$/, "a variable of the template, such as 1 or first_name"),
  liquid,
)

const media = z.union([
  z.strictObject({ id: liquid, filename: liquid.optional() }),
  z.strictObject({ link: liquid, filename: liquid.optional() }),
])

const productItem = z.strictObject({ product_retailer_id: liquid })

/** The products of a multi-product message, in sections. */
export const productSections = z
  .array(
    z
      .strictObject({
        title: liquid
          .optional()
          .describe("At most 24 characters; needed when there is more than one section"),
        product_items: z.array(productItem).min(1, "needs at least one product").max(30),
      })
      .meta({ id: "ProductSection" }),
  )
  .min(1)
  .max(10)

const degrees = (most: number) => {
  const message = `must be a number from -${most} to ${most}`
  return z.number(message).min(-most, message).max(most, message)
}

/** As Meta defines it. */
const json = z.record(z.string(), z.unknown())

const button = z
  .strictObject({
    suffix: liquid.optional().describe("URL button: what replaces the variable at the end of the address"),
    target: liquid
      .optional()
      .describe(
        "URL button on the links' domain: where it leads, such as https://shop.example/{{ contact.city }}. Instead of `suffix`",
      ),
    payload: liquid.optional().describe("Quick reply: comes back when it is tapped"),
    coupon_code: liquid.optional().describe("At most 20 characters, 15 in a limited-time offer"),
    flow_token: liquid.optional().describe("Flow button: comes back with the answers; `unused` when absent"),
    flow_action_data: json.optional().describe("Flow button: data of the first screen"),
    thumbnail_product_retailer_id: liquid
      .optional()
      .describe("Catalog and multi-product button: the product whose picture is shown"),
    sections: productSections.optional().describe("Multi-product button: at most 30 products in all"),
    ttl_minutes: z.int().min(1).max(43_200).optional().describe("Call button: how long it can be tapped"),
    action: json.optional().describe("Order details button: Meta's `action` for the country"),
  })
  .meta({ id: "ButtonValues" })

const card = z
  .strictObject({
    header_media: media.optional(),
    header_product: z.strictObject({ product_retailer_id: liquid, catalog_id: liquid }).optional(),
    body: texts.optional(),
    buttons: z.record(z.string().regex(/^\d$/, "the button's position, from 0"), button).optional(),
  })
  .meta({ id: "CardValues" })

/** The values of a template's variables. */
export const templateValues = card
  .extend({
    header: texts.optional(),
    header_location: z
      .strictObject({
        latitude: degrees(90),
        longitude: degrees(180),
        name: liquid.optional(),
        address: liquid.optional(),
      })
      .optional(),
    offer_ends_at: z.iso.datetime({ offset: true }).optional(),
    cards: z.array(card).max(10).optional(),
  })
  .meta({ id: "TemplateValues" })

export type GivenValues = z.output<typeof templateValues>
type GivenCard = z.output<typeof card>
type GivenButton = z.output<typeof button>

/** Where the value of a variable is among the values, such as `cards.0.buttons.1.suffix`. */
export function valuePath({ component, name, kind, buttonIndex, cardIndex }: TemplateVariable): string {
  const place = cardIndex === undefined ? "" : `cards.${cardIndex}.`
  const ofButton = `${place}buttons.${buttonIndex ?? 0}`
  switch (kind) {
    case "text":
      return component === "button" ? `${ofButton}.suffix` : `${place}${component}.${name}`
    case "image":
    case "video":
    case "document":
    case "gif":
      return `${place}header_media`
    case "location":
      return "header_location"
    case "product":
      return `${place}header_product`
    case "thumbnail":
      return `${ofButton}.thumbnail_product_retailer_id`
    case "flow_data":
      return `${ofButton}.flow_action_data`
    case "coupon_code":
    case "sections":
    case "flow_token":
    case "action":
      return `${ofButton}.${kind}`
    case "instant":
      return "offer_ends_at"
  }
}

/** The same values under the names that packages/whatsapp composes from. */
export function toTemplateValues(values: GivenValues): TemplateValues {
  return {
    ...cardValues(values),
    ...(values.header && { header: values.header }),
    ...(values.header_location && { headerLocation: withoutAbsent(values.header_location) }),
    ...(values.offer_ends_at && { offerEndsAtMs: Date.parse(values.offer_ends_at) }),
    ...(values.cards && { cards: values.cards.map(cardValues) }),
  }
}

function cardValues({ header_media, header_product, body, buttons }: GivenCard): TemplateValues {
  return {
    ...(header_media && { headerMedia: withoutAbsent(header_media) }),
    ...(header_product && {
      headerProduct: {
        productRetailerId: header_product.product_retailer_id,
        catalogId: header_product.catalog_id,
      },
    }),
    ...(body && { body }),
    ...(buttons && {
      buttons: Object.fromEntries(
        Object.entries(buttons).map(([index, given]) => [index, buttonValues(given)]),
      ),
    }),
  }
}

function buttonValues(given: GivenButton) {
  return withoutAbsent({
    suffix: given.suffix ?? (given.target === undefined ? undefined : exampleLinkId),
    payload: given.payload,
    couponCode: given.coupon_code,
    flowToken: given.flow_token,
    flowActionData: given.flow_action_data,
    thumbnailProductRetailerId: given.thumbnail_product_retailer_id,
    sections: given.sections,
    ttlMinutes: given.ttl_minutes,
    action: given.action,
  })
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** An absent member and one that is undefined are one thing to JSON, and must be to what composes from it. */
function withoutAbsent<T extends object>(value: T): Present<T> {
  return JSON.parse(JSON.stringify(value))
}
