/** A person stops or resumes marketing from a number: the `user_preferences` webhook. */
import { contactJson } from "../delivery/contact.ts"
import { asciiJson } from "../delivery/update.ts"
import { personOf } from "../people/person.ts"
import type { Running } from "../running.ts"

/** Tells of every number that was added to or taken from the list. */
export function tellPreferences(
  { world, webhooks }: Running,
  waId: string,
  before: readonly string[],
  after: readonly string[],
): void {
  const person = personOf(waId, world.people.get(waId))
  const now = world.clock.nowMs()
  const changes = [
    ...after.filter((id) => !before.includes(id)).map((id) => ({ id, value: "stop" })),
    ...before.filter((id) => !after.includes(id)).map((id) => ({ id, value: "resume" })),
  ]
  for (const { id, value } of changes) {
    const number = world.numbers.get(id)
    const waba = number === undefined ? undefined : world.wabas.get(number.waba_id)
    if (number === undefined || waba === undefined) continue
    webhooks.tell(waba, number, {
      entry_id: waba.id,
      field: "user_preferences",
      number_id: number.id,
      slot: "user_preferences",
      json: asciiJson({
        wa_id: person.reportedWaId,
        detail: `User requested to ${value} marketing messages`,
        category: "marketing_messages",
        value,
        timestamp: Math.floor(now / 1000),
      }),
      contact: contactJson(person, waba.business_id, { withUsername: false, identityKey: undefined }),
      at_ms: now,
    })
  }
}
