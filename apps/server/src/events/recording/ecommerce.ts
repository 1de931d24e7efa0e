/**
 * Braze's six e-commerce events and their schemas, "Recommended events": nothing may stand beside what they name but in `metadata`,
 * and amounts are 0 or more. An event with another name, `ecommerce.OrderPlaced` too, is a custom event like any other.
 */
import { z } from "zod"

const id = z.string().min(1).max(255)
const text = z.string().max(2000)
const amount = z.number().nonnegative()
const currencies = new Set(Intl.supportedValuesOf("currency"))
export const isCurrency = (code: string): boolean => currencies.has(code)
const currency = z.string().refine(isCurrency, "must be an ISO 4217 currency such as EUR")
const metadata = z.record(z.string(), z.unknown()).optional()

const product = z.strictObject({
  product_id: id,
  product_name: text,
  variant_id: id,
  image_url: text.optional(),
  product_url: text.optional(),
  quantity: z.int().nonnegative(),
  price: amount,
  metadata,
})
const products = z.array(product)

/** What all but a viewed product have. */
const common = { currency, products, source: text, metadata }
const amounts = { subtotal_value: amount.optional(), tax: amount.optional(), shipping: amount.optional() }
const discounts = {
  total_discounts: amount.optional(),
  discounts: z.array(z.record(z.string(), z.unknown())).optional(),
}

const schemas: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  [
    "ecommerce.product_viewed",
    z.strictObject({
      product_id: id,
      product_name: text,
      variant_id: id,
      image_url: text.optional(),
      product_url: text.optional(),
      price: amount,
      currency,
      source: text,
      type: z.array(z.enum(["price_drop", "back_in_stock"])).optional(),
      metadata,
    }),
  ],
  [
    "ecommerce.cart_updated",
    z
      .strictObject({
        ...common,
        ...amounts,
        cart_id: id,
        action: z.enum(["add", "remove", "replace"]).optional(),
        total_value: amount.optional(),
      })
      .refine(({ action = "replace", total_value }) => action !== "replace" || total_value !== undefined, {
        path: ["total_value"],
        error: "is needed where the whole cart is told",
      }),
  ],
  [
    "ecommerce.checkout_started",
    z.strictObject({ ...common, ...amounts, checkout_id: id, cart_id: id.optional(), total_value: amount }),
  ],
  [
    "ecommerce.order_placed",
    z.strictObject({
      ...common,
      ...amounts,
      ...discounts,
      order_id: id,
      cart_id: id.optional(),
      total_value: amount,
    }),
  ],
  [
    "ecommerce.order_cancelled",
    z.strictObject({
      ...common,
      ...amounts,
      ...discounts,
      order_id: id,
      total_value: amount,
      cancel_reason: text,
    }),
  ],
  [
    "ecommerce.order_refunded",
    z.strictObject({ ...common, ...discounts, order_id: id, total_value: amount }),
  ],
])

/**
 * What is wrong with the properties of an event; undefined: nothing, or it is no e-commerce event. Pure.
 * @example ecommerceFault("ecommerce.order_placed", {}) // { field: "currency", message: "…" }
 */
export function ecommerceFault(
  name: string,
  properties: unknown,
): { field: string; message: string } | undefined {
  const issue = schemas.get(name)?.safeParse(properties ?? {}).error?.issues[0]
  if (issue === undefined) return undefined
  const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined
  return {
    field: [...issue.path, ...(unknown === undefined ? [] : [unknown])].join("."),
    message:
      unknown === undefined
        ? `${issue.message}.`
        : `${name} has no property ${unknown}; put what is your own into metadata.`,
  }
}

/** What an e-commerce event is worth: its `total_value`. Undefined for every other event. */
export function ecommerceValue(name: string, properties: Readonly<Record<string, unknown>> | undefined) {
  const value = schemas.has(name) ? properties?.total_value : undefined
  return typeof value === "number" ? value : undefined
}
