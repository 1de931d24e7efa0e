import { parsePhone, waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { lengths } from "../contact.ts"
import { readCountry } from "../locale.ts"
import type { Group } from "./group-senders.ts"

/** What a contact is known by. */
interface Known {
  id: string
  /** Meta's user id in the portfolio that the webhook is of. */
  bsuid: string | null
  phone: string | null
  wa_id: string | null
  external_id: string | null
  username: string | null
}

/** Which contacts have a person's business-scoped user id, and their phone. */
export interface Matches {
  byBsuid: Known | null
  /** In any form of the number, the one written the same way first; without those who only share it. */
  byPhone: Known[]
  /** When the number last passed from one contact to another. */
  changedHandsAt: Date | null
}
export const nobody: Matches = { byBsuid: null, byPhone: [], changedHandsAt: null }

type Told = Pick<Group, "bsuid" | "waId" | "profileName" | "username" | "at" | "passedOn">

interface Addresses {
  bsuid: string | null
  waId: string | null
  phone: string | null
  username: string | null
  /** Who had the number before and is another person, until when by Meta's clock. */
  formerOwners: { id: string; until: Date }[]
}

export type Lesson =
  | { kind: "nothing"; contactId: string | undefined }
  | ({ kind: "create"; name: string | null; country: string | null } & Addresses)
  | ({ kind: "update"; contactId: string } & Addresses)
  | { kind: "merge"; pairs: { from: string; into: string }[] }

/** What a webhook adds to what is known of a person; null leaves a field as it is. Pure. */
export function whatToLearn(told: Told, matches: Matches): Lesson {
  const { byBsuid } = matches
  // What was written before the number changed hands says nothing of who has it now.
  const isLate =
    told.bsuid !== undefined && matches.changedHandsAt !== null && told.at <= matches.changedHandsAt
  const waId = isLate || told.passedOn ? undefined : told.waId
  const byPhone = isLate ? [] : matches.byPhone
  // Of one portfolio, a person has one id: who has another one is another person, who had the number before.
  const isOther = ({ id, bsuid }: Known) =>
    told.bsuid !== undefined && id !== byBsuid?.id && bsuid !== null && bsuid !== told.bsuid
  const owners = byPhone.filter((known) => !isOther(known))
  const formerOwners = told.passedOn ? [] : byPhone.filter(isOther).map(({ id }) => ({ id, until: told.at }))

  const pairs = pairsOf(byBsuid, owners)
  if (pairs.length > 0) return { kind: "merge", pairs }

  const parsed = waId === undefined ? undefined : parsePhone(`+${waIdOf(waId)}`)
  const phone = parsed?.ok ? parsed : undefined
  const person = byBsuid ?? owners[0]
  if (!person) {
    const country = phone?.country ?? readCountry(told.bsuid?.slice(0, 2) ?? "")
    return {
      kind: "create",
      bsuid: told.bsuid ?? null,
      waId: waId ?? null,
      phone: phone?.e164 ?? null,
      name: readableName(told.profileName),
      username: told.username ?? null,
      country: country ?? null,
      formerOwners,
    }
  }
  // If both have more to lose, they stay two people.
  if (owners.some(({ id }) => id !== person.id)) return { kind: "nothing", contactId: person.id }
  const update = {
    bsuid: told.bsuid !== undefined && told.bsuid !== person.bsuid ? told.bsuid : null,
    waId: waId !== undefined && waId !== person.wa_id ? waId : null,
    phone: phone !== undefined && !isSamePhone(phone.e164, person.phone) ? phone.e164 : null,
    username: told.username !== undefined && told.username !== person.username ? told.username : null,
  }
  const isNews = formerOwners.length > 0 || Object.values(update).some((value) => value !== null)
  return isNews
    ? { kind: "update", contactId: person.id, ...update, formerOwners }
    : { kind: "nothing", contactId: person.id }
}

/** Which contact is to become which. Contacts with different external ids, or different ids of Meta's, stay apart. */
function pairsOf(byBsuid: Known | null, owners: readonly Known[]): { from: string; into: string }[] {
  const [first, ...others] = owners
  if (first === undefined) return []
  // Twins: an import made two contacts of one person where a country writes mobile numbers in two ways.
  const pairs = others
    .filter((other) => other.id !== byBsuid?.id && areOne(first, other))
    .map(({ id }) => ({ from: id, into: first.id }))
  if (byBsuid === null || byBsuid.id === first.id) return pairs
  // The one without a phone was made from a message that named none.
  const isSamePerson = byBsuid.phone === null || isSamePhone(byBsuid.phone, first.phone)
  if (isSamePerson && first.bsuid === null && areOne(byBsuid, first))
    pairs.push({ from: byBsuid.id, into: first.id })
  return pairs
}

const areOne = (one: Known, other: Known) =>
  !(one.external_id && other.external_id) && !(one.bsuid && other.bsuid && one.bsuid !== other.bsuid)

const isSamePhone = (e164: string, known: string | null) =>
  known !== null && waIdVariants(waIdOf(e164)).includes(waIdOf(known))

function readableName(profileName: string | undefined): string | null {
  const name = profileName?.replaceAll("\0", "").toWellFormed().trim().slice(0, lengths.name).toWellFormed()
  return name ? name : null
}
