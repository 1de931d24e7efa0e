import { Fatal } from "../frame/fatal.ts"
import { readList } from "../frame/lists.ts"
import {
  type KeyReading,
  readEmailKey,
  readExternalId,
  readPhoneKey,
  type UserKey,
} from "../users/user-key.ts"

export type State = "subscribed" | "unsubscribed"
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a request says of some users and one group. */
export interface GroupChange {
  groupId: string
  state: State
  keys: UserKey[]
  /** What stands where a user should, and why it names nobody. */
  problems: string[]
}

/** @throws Fatal 400 */
export function readGroupId(value: unknown): string {
  if (typeof value === "string" && uuid.test(value)) return value.toLowerCase()
  throw new Fatal("Invalid subscription group ID")
}

/** @throws Fatal 400 */
export function readState(value: unknown): State {
  if (value === "subscribed" || value === "unsubscribed") return value
  throw new Fatal("'subscription_state' must be 'subscribed' or 'unsubscribed'")
}

interface Named {
  ids: unknown
  emails: unknown
  phones: unknown
}

/**
 * The users that a request names: by external id, by e-mail address or by phone.
 * @throws Fatal 400
 */
export function readUsers({ ids, emails, phones }: Named): { keys: UserKey[]; problems: string[] } {
  const lists = { ids: readList(ids), emails: readList(emails), phones: readList(phones) }
  if (lists.emails.length > 0 && lists.phones.length > 0)
    throw new Fatal("Either an email address or a phone number should be provided, but not both.")
  const readings: KeyReading[] = [
    ...lists.ids.map(readExternalId),
    ...lists.emails.map(readEmailKey),
    ...lists.phones.map(readPhoneKey),
  ]
  if (readings.length === 0) throw new Fatal("One of 'external_id', 'email' or 'phone' must be provided.")
  return {
    keys: readings.flatMap((reading) => (reading.ok ? [reading.key] : [])),
    problems: readings.flatMap((reading) => (reading.ok ? [] : [reading.problem])),
  }
}
