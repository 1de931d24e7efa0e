/**
 * What a message costs, as status webhooks tell it: the rules of Meta's pricing page by date. Amounts are
 * not part of webhooks.
 */
/** From 1 October 2026 service messages are charged beyond a monthly quota, and utility inside the window again. */
const serviceChargedFromMs = Date.UTC(2026, 9, 1)

export interface Priced {
  category: "marketing" | "marketing_lite" | "utility" | "authentication" | "service"
  windowIsOpen: boolean
  /** Within the 72 hours after a person came from an ad. */
  isFromAd: boolean
  /** Free service messages this number has used in this month, and how many it has. */
  freeServiceUsed: number
  freeServiceMost: number
  atMs: number
}

/** The `pricing` object as JSON text. Pure. */
export function pricingJson(priced: Priced): string {
  const free = isFree(priced)
  const type = priced.isFromAd ? "free_entry_point" : free ? "free_customer_service" : "regular"
  return `{"billable":${!free},"pricing_model":"PMP","type":"${type}","category":"${priced.category}"}`
}

/** Whether nobody has to pay for the message. Pure. */
export function isFree(priced: Priced): boolean {
  if (priced.isFromAd) return true
  return priced.atMs < serviceChargedFromMs ? isFreeBefore(priced) : isFreeNow(priced)
}

function isFreeBefore({ category, windowIsOpen }: Priced): boolean {
  return category === "service" || (category === "utility" && windowIsOpen)
}

/** How Meta marks a message inside the free quota is not documented; this is the likeliest. */
function isFreeNow({ category, freeServiceUsed, freeServiceMost }: Priced): boolean {
  return category === "service" && freeServiceUsed < freeServiceMost
}

/** The month a free quota belongs to: `2026-11`. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7)
}
