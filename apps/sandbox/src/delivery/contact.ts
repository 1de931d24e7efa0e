/** How webhooks describe a person. */
import { bsuidOf } from "../people/bsuid.ts"
import { type Person, type PersonRecord, personOf } from "../people/person.ts"
import { asciiJson } from "./update.ts"

/** The person's item of `contacts`; the user name is only told with `delivered`, `read` and incoming messages. */
export function contactJson(person: Person, businessId: string, withUsername: boolean): string {
  const profile = {
    name: person.name,
    ...(withUsername && person.username ? { username: person.username } : {}),
  }
  const number = person.isNumberHidden ? "" : `"wa_id":"${person.reportedWaId}",`
  return `{"profile":${asciiJson(profile)},${number}"user_id":"${bsuidOf(person.waId, businessId)}"}`
}

/** Everything that statuses say of one person. */
export interface Introduction {
  person: Person
  /** Business-scoped user id. */
  userId: string
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
  of(waId: string, record: PersonRecord | undefined, businessId: string): Introduction {
    const known = this.#young.get(waId) ?? this.#old.get(waId)
    if (known?.record === record && known?.businessId === businessId) return known
    const person = personOf(waId, record)
    const contact = contactJson(person, businessId, false)
    const introduction: Known = {
      record,
      businessId,
      person,
      userId: bsuidOf(waId, businessId),
      contact,
      contactWithUsername: person.username === undefined ? contact : contactJson(person, businessId, true),
    }
    if (this.#young.size >= maxYoung) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(waId, introduction)
    return introduction
  }
}
