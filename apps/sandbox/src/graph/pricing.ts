/**
 * What a message costs, as status webhooks tell it: the rules of Meta's pricing page by date. Amounts are
 * not part of webhooks.
 */
/** From 1 October 2026 service messages are charged beyond a monthly quota, and utility inside the window again. */
const SERVICE_CHARGED_FROM_MS = Date.UTC(2026, 9, 1)
/** Free service messages of a number in a month. */
const FREE_SERVICE_PER_MONTH = 1_000

export interface Priced {
  category: "marketing" | "utility" | "authentication" | "service"
  windowIsOpen: boolean
  /** Free service messages this number has used in this month. */
  freeServiceUsed: number
  atMs: number
}

/** The `pricing` object as JSON text. Pure. */
export function pricingJson(priced: Priced): string {
  const isFree = priced.atMs < SERVICE_CHARGED_FROM_MS ? isFreeBefore(priced) : isFreeNow(priced)
  const type = isFree ? "free_customer_service" : "regular"
  return `{"billable":${!isFree},"pricing_model":"PMP","type":"${type}","category":"${priced.category}"}`
}

function isFreeBefore({ category, windowIsOpen }: Priced): boolean {
  return category === "service" || (category === "utility" && windowIsOpen)
}

/** How Meta marks a message inside the free quota is not documented; this is the likeliest. */
function isFreeNow({ category, freeServiceUsed }: Priced): boolean {
  return category === "service" && freeServiceUsed < FREE_SERVICE_PER_MONTH
}

/** The month a free quota belongs to: `2026-11`. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7)
}
