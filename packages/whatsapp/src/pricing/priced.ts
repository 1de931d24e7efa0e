import type { Pricing } from "../webhooks/event.ts"

/** What Meta says a delivered message costs: no amount, but by what it is to be found in a price list. */
export interface Priced {
  /** ISO 3166-1 alpha-2; null: not known */
  country: string | null
  /** Such as `marketing` or `authentication-international` */
  category: string
  /** Why it is free, such as `free_customer_service`; null: it is not. */
  free: string | null
}

const word = /^[a-z][a-z_-]{0,39}$/
const wordOf = (text: string | undefined, otherwise: string) =>
  text !== undefined && word.test(text) ? text : otherwise

/**
 * As a word of few different ones, which can be counted.
 * @example
 * pricedText({ billable: true, category: "marketing" }, "DE") // "DE marketing"
 * pricedText({ billable: false, type: "free_customer_service", category: "utility" }, "DE") // "DE utility free_customer_service"
 */
export function pricedText(pricing: Pricing, country: string | undefined): string {
  const category = wordOf(pricing.category, "unknown")
  const free = pricing.billable ? "" : ` ${wordOf(pricing.type, "free")}`
  return `${country ?? "-"} ${category}${free}`
}

/**
 * What {@link pricedText} wrote.
 * @example
 * readPriced("DE utility free_customer_service") // { country: "DE", category: "utility", free: "free_customer_service" }
 * readPriced("- marketing") // { country: null, category: "marketing", free: null }
 */
export function readPriced(text: string): Priced {
  const [country = "-", category = "unknown", free] = text.split(" ")
  return { country: country === "-" ? null : country, category, free: free ?? null }
}
