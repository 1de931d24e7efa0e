/** A person takes a new phone number along: chats continue there, and businesses are told by a system message. */

import { bsuidOf } from "../people/bsuid.ts"
import { personOf } from "../people/person.ts"
import type { Running } from "../running.ts"
import type { World } from "../world/world.ts"
import { write } from "./inbound.ts"

/** Answers the ids of the phone numbers that were told: those the person has a chat with. */
export function changeNumber(running: Running, oldWaId: string, newWaId: string): string[] {
  const { world, webhooks } = running
  const person = personOf(oldWaId, world.people.get(oldWaId))
  const now = world.clock.nowMs()
  const chats = world.numbers.filter(
    (number) => world.messages.chat(Number(number.id), Number(oldWaId)).length > 0,
  )
  for (const number of chats) {
    const businessId = world.wabas.get(number.waba_id)?.business_id ?? ""
    write(world, webhooks, oldWaId, number, {
      type: "system",
      members: {
        system: {
          body: `User ${person.name} changed from ${oldWaId} to ${newWaId}`,
          wa_id: newWaId,
          user_id: bsuidOf(newWaId, businessId),
          type: "user_changed_number",
        },
      },
      atMs: now,
    })
  }
  const {
    wa_id_reported: _reported,
    moved_to: _moved,
    moved_from: earlier = [],
    ...kept
  } = world.people.get(oldWaId) ?? { wa_id: oldWaId }
  const movedFrom = [oldWaId, ...earlier].filter((waId) => waId !== newWaId)
  world.people.put({ ...kept, wa_id: newWaId, name: person.name, moved_from: movedFrom })
  world.people.put({ wa_id: oldWaId, name: person.name, moved_to: newWaId })
  return chats.map(({ id }) => id)
}

/** The numbers a person had before this one, the latest first: what was written there belongs to the chats of today. */
export function numbersBefore(world: World, waId: string): readonly string[] {
  return world.people.get(waId)?.moved_from ?? []
}
