import { addressOf } from "@parley/whatsapp/messages"

/** A contact's addresses, as its table has them. */
interface Addresses {
  phone: string | null
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
