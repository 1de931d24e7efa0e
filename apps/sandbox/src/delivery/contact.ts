/** How webhooks describe a person. */
import { bsuidOf } from "../people/bsuid.ts"
import { identityKeyOf, type Person, type PersonRecord, personOf } from "../people/person.ts"
import { asciiJson } from "./update.ts"

/**
 * The person's item of `contacts`; the user name is only told with `delivered`, `read` and incoming messages, the
 * identity key to numbers that check it.
 */
export function contactJson(
  person: Person,
  businessId: string,
  { withUsername, identityKey }: { withUsername: boolean; identityKey: string | undefined },
): string {
  const profile = {
    name: person.name,
    ...(withUsername && person.username ? { username: person.username } : {}),
  }
  const key = identityKey === undefined ? "" : `,"identity_key_hash":${asciiJson(identityKey)}`
  const number = person.isNumberHidden ? "" : `"wa_id":"${person.reportedWaId}",`
  return `{"profile":${asciiJson(profile)},${number}"user_id":"${bsuidOf(person.waId, businessId)}"${key}}`
}

/** Everything that statuses say of one person. */
export interface Introduction {
  person: Person
  /** Business-scoped user id. */
  userId: string
  /** Of the person, for numbers that check it. */
  identityKey: string | undefined
  /** Item of `contacts` with `sent`. */
  contact: string
  /** Item of `contacts` with `delivered` and `read`. */
  contactWithUsername: string
}

const maxYoung = 20_000

/** An introduction and what it was made from. */
interface Known extends Introduction {
  record: PersonRecord | undefined
  businessId: string
}

/**
 * Introductions of the people who were told of a moment ago, as three statuses of a message follow each other
 * closely (20 of 190 µs a send, measured). Two generations: when the young one is full the old one is released.
 */
export class Introductions {
  #young = new Map<string, Known>()
  #old = this.#young

  /** `record` is what is kept of the person now; another one than before makes a new introduction. */
  of(
    waId: string,
    record: PersonRecord | undefined,
    businessId: string,
    checksIdentity: boolean,
  ): Introduction {
    const known = this.#young.get(waId) ?? this.#old.get(waId)
    const isCurrent = known?.record === record && known?.businessId === businessId
    if (known !== undefined && isCurrent && (known.identityKey !== undefined) === checksIdentity) return known
    const person = personOf(waId, record)
    const identityKey = checksIdentity ? identityKeyOf(waId, record) : undefined
    const contact = contactJson(person, businessId, { withUsername: false, identityKey })
    const introduction: Known = {
      record,
      businessId,
      person,
      identityKey,
      userId: bsuidOf(waId, businessId),
      contact,
      contactWithUsername:
        person.username === undefined
          ? contact
          : contactJson(person, businessId, { withUsername: true, identityKey }),
    }
    if (this.#young.size >= maxYoung) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(waId, introduction)
    return introduction
  }
}
