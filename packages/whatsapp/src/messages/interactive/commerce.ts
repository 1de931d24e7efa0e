/** Products, catalogues, orders and payments. */
import { z } from "zod"
import { boundedText } from "../text.ts"
import { bodySchema, footerSchema, headerSchema, textHeaderSchema } from "./parts.ts"

export const productMessageSchema = z.strictObject({
  type: z.literal("product"),
  body: bodySchema.optional(),
  footer: footerSchema.optional(),
  action: z.strictObject({ catalog_id: z.string().min(1), product_retailer_id: z.string().min(1) }),
})

const productSectionSchema = z.strictObject({
  title: boundedText(24).optional(),
  product_items: z.array(z.strictObject({ product_retailer_id: z.string().min(1) })).min(1),
})

/** Sections of products as in product lists and multi-product templates: at most 10, at most 30 products in all. */
export const productSectionsSchema = z
  .array(productSectionSchema)
  .min(1)
  .max(10)
  .superRefine((sections, context) => {
    const count = sections.reduce((sum, section) => sum + section.product_items.length, 0)
    if (count > 30) {
      context.addIssue({
        code: "custom",
        params: { rule: "too_many" },
        message: `at most 30 products are allowed over all sections, there are ${count}`,
      })
    }
    if (sections.length < 2) return
    for (const [index, section] of sections.entries()) {
      if (section.title) continue
      context.addIssue({
        code: "custom",
        path: [index, "title"],
        params: { rule: "required" },
        message: "a title is needed when there is more than one section",
      })
    }
  })

export const productListMessageSchema = z.strictObject({
  type: z.literal("product_list"),
  header: textHeaderSchema,
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({ catalog_id: z.string().min(1), sections: productSectionsSchema }),
})

export const catalogMessageSchema = z.strictObject({
  type: z.literal("catalog_message"),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal("catalog_message"),
    parameters: z.strictObject({ thumbnail_product_retailer_id: z.string().min(1).optional() }).optional(),
  }),
})

/** Payments differ by country (India, Brazil, Singapore); Meta checks what is in `parameters`. */
export const orderDetailsMessageSchema = z.strictObject({
  type: z.literal("order_details"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal("review_and_pay"),
    parameters: z.record(z.string(), z.unknown()),
  }),
})

export const orderStatusMessageSchema = z.strictObject({
  type: z.literal("order_status"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({ name: z.literal("review_order"), parameters: z.record(z.string(), z.unknown()) }),
})
