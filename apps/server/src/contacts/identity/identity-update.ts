import { parsePhone, waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { lengths } from "../contact.ts"
import { readCountry } from "../locale.ts"
import type { Group } from "./group-senders.ts"

/** What a contact is known by. */
interface Known {
  id: string
  bsuid: string | null
  phone: string | null
  wa_id: string | null
  external_id: string | null
}

/** Which contact has a person's business-scoped user id, and which their phone. */
export interface Matches {
  byBsuid: Known | null
  byPhone: Known | null
}
export const nobody: Matches = { byBsuid: null, byPhone: null }

export const contactOf = ({ byBsuid, byPhone }: Matches) => (byBsuid ?? byPhone)?.id

export type Lesson =
  | { kind: "nothing" }
  | {
      kind: "create"
      bsuid: string | null
      waId: string | null
      phone: string | null
      name: string | null
      country: string | null
    }
  | { kind: "update"; contactId: string; bsuid: string | null; waId: string | null; phone: string | null }
  | { kind: "merge"; from: string; into: string }

/** What a webhook adds to what is known of a person; null leaves a field as it is. Pure. */
export function whatToLearn(
  group: Pick<Group, "bsuid" | "waId" | "profileName">,
  { byBsuid, byPhone }: Matches,
): Lesson {
  const parsed = group.waId === undefined ? undefined : parsePhone(`+${waIdOf(group.waId)}`)
  const phone = parsed?.ok ? parsed : undefined
  const person = byBsuid ?? byPhone
  if (!person) {
    const country = phone?.country ?? readCountry(group.bsuid?.slice(0, 2) ?? "")
    return {
      kind: "create",
      bsuid: group.bsuid ?? null,
      waId: group.waId ?? null,
      phone: phone?.e164 ?? null,
      name: readableName(group.profileName),
      country: country ?? null,
    }
  }
  if (byBsuid && byPhone && byBsuid.id !== byPhone.id) {
    // The one without a phone was made from a message that named none. If both have more to lose, they stay two people.
    const isOne =
      byBsuid.phone === null && byPhone.bsuid === null && !(byBsuid.external_id && byPhone.external_id)
    return isOne ? { kind: "merge", from: byBsuid.id, into: byPhone.id } : { kind: "nothing" }
  }
  // A known phone with another id: another person has the number now, or the person is known to another portfolio of the business.
  // In both cases the phone is now this contact's, and one phone is one contact.
  const bsuid = group.bsuid !== undefined && group.bsuid !== person.bsuid ? group.bsuid : null
  const waId = group.waId !== undefined && group.waId !== person.wa_id ? group.waId : null
  const isNewPhone = phone !== undefined && !isSamePhone(phone.e164, person.phone)
  if (bsuid === null && waId === null && !isNewPhone) return { kind: "nothing" }
  return { kind: "update", contactId: person.id, bsuid, waId, phone: isNewPhone ? phone.e164 : null }
}

const isSamePhone = (e164: string, known: string | null) =>
  known !== null && waIdVariants(waIdOf(e164)).includes(waIdOf(known))

function readableName(profileName: string | undefined): string | null {
  const name = profileName?.replaceAll("\0", "").toWellFormed().trim().slice(0, lengths.name).toWellFormed()
  return name ? name : null
}
