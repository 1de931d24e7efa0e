/** What is known of a person's addresses in WhatsApp. */
export interface KnownAddresses {
  /** E.164 */
  phone: string | null
  /** Digits: as what Meta last named the person when they wrote. */
  waId: string | null
  /** Business-scoped user id, for people who hide their number. */
  bsuid: string | null
}

/** Where a message goes: `to` a phone, or to the `recipient` with a business-scoped user id. */
export type Address = { to: string } | { recipient: string }

/**
 * Where a person is written to; undefined when nothing is known.
 *
 * A person is answered at the `wa_id` that they wrote from. It may differ from the digits of the phone: Meta keeps forms of
 * numbers from before reforms (Brazil, Mexico, Argentina and others), and has numbers that no library knows yet. Goes with
 * a `+`, without which Meta may take the digits for a number of the business's own country ("Send messages"). The phone comes
 * before the user id, as for Meta, where it wins when both are given.
 * @example
 * addressOf({ phone: "+5511987654321", waId: "551187654321", bsuid: null }) // { to: "+551187654321" }
 * addressOf({ phone: null, waId: null, bsuid: "BR.77" }) // { recipient: "BR.77" }
 */
export function addressOf({ phone, waId, bsuid }: KnownAddresses): Address | undefined {
  if (waId) return { to: `+${waId}` }
  if (phone) return { to: phone }
  return bsuid ? { recipient: bsuid } : undefined
}
