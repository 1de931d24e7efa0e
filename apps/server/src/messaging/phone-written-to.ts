import { addressOf } from "@parley/whatsapp/messages"

/** A person's addresses, as the table of contacts has them. */
export interface Addresses {
  /** E.164 */
  phone: string | null
  /** Digits. */
  wa_id: string | null
  bsuid: string | null
}

/**
 * The phone that a contact is written to, with a `+`: whatever depends on where somebody is goes by it. null where they are
 * written to by Meta's user id, or not at all.
 */
export function phoneWrittenTo({ phone, wa_id: waId, bsuid }: Addresses): string | null {
  const address = addressOf({ phone, waId, bsuid })
  return address && "to" in address ? address.to : null
}
