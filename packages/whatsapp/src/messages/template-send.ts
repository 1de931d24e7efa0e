/** Template messages: the one kind that may be sent outside a service window. Only runtime values travel. */
import { z } from "zod"
import { productSectionsSchema } from "./interactive/commerce.ts"
import { locationSchema } from "./location.ts"
import { mediaSource, refineMediaSource } from "./media.ts"
import { boundedText } from "./text.ts"

const parameterName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores")
  .optional()
const flatText = z.string().refine((text) => !/[\n\t]| {5,}/.test(text), {
  message: "must not have line breaks, tabs or more than four consecutive spaces",
  params: { rule: "unsupported_whitespace" },
})
const media = z.strictObject(mediaSource).superRefine(refineMediaSource)
const templateDocument = z
  .strictObject({ ...mediaSource, filename: boundedText(240).optional() })
  .superRefine(refineMediaSource)

const textParameter = z.strictObject({
  type: z.literal("text"),
  text: flatText,
  parameter_name: parameterName,
})
const currencyParameter = z.strictObject({
  type: z.literal("currency"),
  parameter_name: parameterName,
  currency: z.strictObject({
    fallback_value: z.string(),
    code: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code"),
    amount_1000: z.number().int(),
  }),
})
const dateTimeParameter = z.strictObject({
  type: z.literal("date_time"),
  parameter_name: parameterName,
  date_time: z.looseObject({ fallback_value: z.string() }),
})

/** Meta reads `type` and `sub_type` in any case. */
function lowerCased<S extends z.ZodType>(schema: S) {
  return z.preprocess(lowerCaseTypes, schema)
}

function lowerCaseTypes(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  const copy: Record<string, unknown> = { ...value }
  for (const key of ["type", "sub_type"]) {
    const member = copy[key]
    if (typeof member === "string") copy[key] = member.toLowerCase()
  }
  return copy
}

const headerParameterSchema = lowerCased(
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("text"),
      text: flatText.pipe(boundedText(60)),
      parameter_name: parameterName,
    }),
    currencyParameter,
    dateTimeParameter,
    z.strictObject({ type: z.literal("image"), image: media }),
    z.strictObject({ type: z.literal("video"), video: media }),
    z.strictObject({ type: z.literal("gif"), gif: media }),
    z.strictObject({ type: z.literal("document"), document: templateDocument }),
    z.strictObject({ type: z.literal("location"), location: locationSchema }),
    z.strictObject({
      type: z.literal("product"),
      product: z.strictObject({ product_retailer_id: z.string().min(1), catalog_id: z.string().min(1) }),
    }),
  ]),
)

const bodyParameterSchema = lowerCased(
  z.discriminatedUnion("type", [textParameter, currencyParameter, dateTimeParameter]),
)

const actionSchema = z.looseObject({
  thumbnail_product_retailer_id: z.string().optional(),
  sections: productSectionsSchema.optional(),
  flow_token: z.string().optional(),
  flow_action_data: z.record(z.string(), z.unknown()).optional(),
})

const buttonParameterSchema = lowerCased(
  z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("payload"), payload: z.string() }),
    z.strictObject({ type: z.literal("text"), text: flatText }),
    z.strictObject({ type: z.literal("coupon_code"), coupon_code: boundedText(20) }),
    z.strictObject({ type: z.literal("action"), action: actionSchema }),
    z.strictObject({ type: z.literal("ttl_minutes"), ttl_minutes: z.number().int().positive() }),
  ]),
)

const headerComponentSchema = z.strictObject({
  type: z.literal("header"),
  parameters: z.array(headerParameterSchema).max(1).optional(),
})

const bodyComponentSchema = z.strictObject({
  type: z.literal("body"),
  parameters: z.array(bodyParameterSchema).optional(),
})

/** Legacy clients send an empty footer component; it has no parameters. */
const footerComponentSchema = z.strictObject({
  type: z.literal("footer"),
  parameters: z.array(z.unknown()).max(0).optional(),
})

const buttonComponentSchema = z.strictObject({
  type: z.literal("button"),
  sub_type: z.enum([
    "quick_reply",
    "url",
    "copy_code",
    "catalog",
    "mpm",
    "flow",
    "voice_call",
    "order_details",
  ]),
  /** Position among the template's buttons, from 0; a number or its digits. */
  index: z.union([z.number().int().min(0).max(9), z.string().regex(/^\d$/, "must be 0 to 9")]),
  parameters: z.array(buttonParameterSchema).optional(),
})

const offerComponentSchema = z.strictObject({
  type: z.literal("limited_time_offer"),
  parameters: z
    .array(
      z.strictObject({
        type: z.literal("limited_time_offer"),
        limited_time_offer: z.strictObject({ expiration_time_ms: z.number().int().positive() }),
      }),
    )
    .length(1),
})

const cardSchema = z.strictObject({
  card_index: z.number().int().min(0).max(9),
  components: z.array(
    lowerCased(
      z.discriminatedUnion("type", [headerComponentSchema, bodyComponentSchema, buttonComponentSchema]),
    ),
  ),
})

const carouselComponentSchema = z.strictObject({
  type: z.literal("carousel"),
  cards: z.array(cardSchema).min(2).max(10),
})

export const templateComponentParametersSchema = lowerCased(
  z.discriminatedUnion("type", [
    headerComponentSchema,
    bodyComponentSchema,
    footerComponentSchema,
    buttonComponentSchema,
    offerComponentSchema,
    carouselComponentSchema,
  ]),
)

/** One entry of `template.components` of a send. */
export type TemplateComponentParameters = z.output<typeof templateComponentParametersSchema>

const templateSendSchema = z.strictObject({
  name: boundedText(512),
  language: z.strictObject({ code: z.string().min(2), policy: z.literal("deterministic").optional() }),
  components: z.array(templateComponentParametersSchema).optional(),
})

export const templateContentSchema = z.object({ type: z.literal("template"), template: templateSendSchema })
