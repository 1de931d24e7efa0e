import { productSections, templateValues, toTemplateValues, valueIssues } from "@parley/model"
import {
  type RenderedButton,
  type RenderedHeader,
  renderTemplate,
  withOptOutPayloads,
} from "@parley/whatsapp/templates"
import { z } from "zod"
import { readable, type TemplateRow } from "./template.ts"

/** The values of a template's variables, as contents have them. */
export const previewValues = templateValues.default({})

const header = z
  .object({
    format: z.string(),
    text: z.string().optional(),
    media: z.unknown().optional(),
    location: z
      .object({
        latitude: z.union([z.number(), z.string()]),
        longitude: z.union([z.number(), z.string()]),
        name: z.string().optional(),
        address: z.string().optional(),
      })
      .optional(),
    product: z.object({ product_retailer_id: z.string(), catalog_id: z.string() }).optional(),
  })
  .meta({ id: "PreviewHeader" })

const button = z
  .object({
    type: z.string(),
    text: z.string(),
    url: z.string().optional(),
    phone_number: z.string().optional(),
    code: z.string().optional(),
    payload: z.string().optional(),
    sections: productSections.optional(),
    thumbnail_product_retailer_id: z.string().optional(),
  })
  .meta({ id: "PreviewButton" })

const card = z
  .object({ header: header.optional(), body: z.string().optional(), buttons: z.array(button) })
  .meta({ id: "PreviewCard" })

/** How a message made from a template looks. */
export const preview = z
  .object({
    header: header.optional(),
    body: z.string(),
    footer: z.string().optional(),
    buttons: z.array(button),
    offer: z.object({ text: z.string(), ends_at: z.date().optional() }).optional(),
    cards: z.array(card).optional(),
    issues: z
      .array(z.object({ path: z.string().describe("Within the values"), message: z.string() }))
      .describe("Why the values cannot be sent as they are; variables without a value stay visible"),
  })
  .meta({ id: "TemplatePreview" })

/** Fills a template with values and says which are missing. Pure; Liquid in values is shown, not rendered. */
export function previewTemplate(
  row: TemplateRow,
  values: z.output<typeof previewValues>,
): z.input<typeof preview> {
  const template = readable(row)
  const given = withOptOutPayloads(template.components, row.opt_out_replies, toTemplateValues(values))
  const { header, body, footer, buttons, offer, cards } = renderTemplate(template, given)
  return {
    header: header && asHeader(header),
    body,
    footer,
    buttons: buttons.map(asButton),
    offer: offer && {
      text: offer.text,
      ends_at: offer.endsAtMs === undefined ? undefined : new Date(offer.endsAtMs),
    },
    cards: cards?.map((card) => ({
      header: card.header && asHeader(card.header),
      body: card.body,
      buttons: card.buttons.map(asButton),
    })),
    issues: valueIssues(template, values),
  }
}

function asHeader(rendered: RenderedHeader): z.input<typeof header> {
  if (rendered.format !== "PRODUCT") return rendered
  const { format, product } = rendered
  return {
    format,
    product: product && { product_retailer_id: product.productRetailerId, catalog_id: product.catalogId },
  }
}

function asButton({ phoneNumber, thumbnail, ...rendered }: RenderedButton): z.input<typeof button> {
  return { ...rendered, phone_number: phoneNumber, thumbnail_product_retailer_id: thumbnail }
}
