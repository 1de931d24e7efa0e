import { z } from "zod"

const text = z.string().nullable()

/** The ad or post from which a contact came to write, as WhatsApp tells it with their first message. */
export const referral = z
  .object({
    source_type: text.describe("`ad` or `post`"),
    source_id: text.describe("Meta's id of the ad or post"),
    source_url: text,
    ctwa_clid: text.describe("Meta's id of the click, for Conversions API; not there for ads in statuses"),
    headline: text,
    body: text,
    media_type: text.describe("`image` or `video`"),
    image_url: text,
    video_url: text,
    thumbnail_url: text,
    welcome_text: text.describe("The greeting that the ad showed"),
  })
  .meta({ id: "Referral" })
export type Referral = z.output<typeof referral>

/** The product of the catalog that a contact asks about. */
export const referredProduct = z
  .object({ catalog_id: z.string(), product_retailer_id: z.string() })
  .meta({ id: "ReferredProduct" })
export type ReferredProduct = z.output<typeof referredProduct>

/** How often a message was forwarded before: more than five times is frequently. */
export const forwarded = z.enum(["forwarded", "frequently_forwarded"])
export type Forwarded = z.output<typeof forwarded>

/** Why Meta does not pass on what was written, such as 131051: a type of message that the API does not know. */
export const inboundError = z
  .object({ code: z.int(), title: z.string(), detail: text })
  .meta({ id: "InboundError" })
export type InboundError = z.output<typeof inboundError>
