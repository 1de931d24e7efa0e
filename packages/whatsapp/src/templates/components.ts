/** Components of a template: header, body, footer, buttons, offer, carousel. Source: Meta, "Template components". */
import { z } from "zod"
import { templateButtonSchema, text } from "./buttons.ts"

const namedExamples = z.array(z.object({ param_name: z.string(), example: text }))

const headerFormats = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "GIF", "LOCATION", "PRODUCT"] as const

const headerComponentSchema = z.object({
  type: z.literal("HEADER"),
  format: z.enum(headerFormats),
  /** With format TEXT only. */
  text: text.optional(),
  example: z
    .object({
      header_text: z.array(text).optional(),
      header_text_named_params: namedExamples.optional(),
      /** Handles of resumable uploads; addresses when read back. */
      header_handle: z.array(z.string()).optional(),
    })
    .optional(),
})

const bodyComponentSchema = z.object({
  type: z.literal("BODY"),
  /** Absent in authentication templates, whose text is Meta's. */
  text: text.optional(),
  example: z
    .object({
      body_text: z.array(z.array(text)).optional(),
      body_text_named_params: namedExamples.optional(),
    })
    .optional(),
  add_security_recommendation: z.boolean().optional(),
})

const footerComponentSchema = z.object({
  type: z.literal("FOOTER"),
  text: text.optional(),
  /** Authentication templates only: 1 to 90. */
  code_expiration_minutes: z.number().optional(),
})

const buttonsComponentSchema = z.object({
  type: z.literal("BUTTONS"),
  buttons: z.array(templateButtonSchema),
})

const offerComponentSchema = z.object({
  type: z.literal("LIMITED_TIME_OFFER"),
  limited_time_offer: z.object({ text, has_expiration: z.boolean().optional() }),
})

const carouselCardSchema = z.object({
  components: z.array(
    z.discriminatedUnion("type", [headerComponentSchema, bodyComponentSchema, buttonsComponentSchema]),
  ),
})

const carouselComponentSchema = z.object({
  type: z.literal("CAROUSEL"),
  cards: z.array(carouselCardSchema),
})

export const templateComponentSchema = z.discriminatedUnion("type", [
  headerComponentSchema,
  bodyComponentSchema,
  footerComponentSchema,
  buttonsComponentSchema,
  offerComponentSchema,
  carouselComponentSchema,
])

export type HeaderComponent = z.output<typeof headerComponentSchema>
export type BodyComponent = z.output<typeof bodyComponentSchema>
export type FooterComponent = z.output<typeof footerComponentSchema>
export type ButtonsComponent = z.output<typeof buttonsComponentSchema>
export type OfferComponent = z.output<typeof offerComponentSchema>
export type CarouselComponent = z.output<typeof carouselComponentSchema>
export type CarouselCard = z.output<typeof carouselCardSchema>
export type TemplateComponent = z.output<typeof templateComponentSchema>
