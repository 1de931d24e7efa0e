/** How webhooks describe a person. */
import { bsuidOf } from "../people/bsuid.ts"
import type { Person } from "../people/person.ts"
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
