/** Buttons that open products, and the order that comes of it. The sandbox has no catalogue: products are their ids. Pure. */
import type { ProductsOpening, Tap, Written } from "./content/content.ts"

export function productsTap(
  label: string,
  catalogId: string,
  sections: ProductsOpening["sections"],
  isWhole = false,
): Tap {
  const opens: ProductsOpening = { kind: "products", label, catalogId, sections, isWhole }
  return { label, kind: "products", detail: "", writes: undefined, opens }
}

/** One product in a cart; prices are in whole units of the currency, as webhooks tell them. */
export interface CartItem {
  retailerId: string
  quantity: number
  price: number
}

/** The message a cart becomes. */
export function order(
  catalogId: string,
  items: readonly CartItem[],
  currency: string,
  text: string,
): Written {
  return {
    type: "order",
    order: {
      catalog_id: catalogId,
      text,
      product_items: items.map(({ retailerId, quantity, price }) => ({
        product_retailer_id: retailerId,
        quantity,
        item_price: price,
        currency,
      })),
    },
  }
}
