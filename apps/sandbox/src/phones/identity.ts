/** A person's phone has another security key: businesses that check it are told by a system message. */

import { personOf } from "../people/person.ts"
import type { Running } from "../running.ts"
import { checksIdentity } from "../world/objects.ts"
import { write } from "./inbound.ts"

/** Tells the numbers that the person has a chat with and that have the identity check switched on. */
export function tellIdentity({ world, webhooks }: Running, waId: string, hash: string): void {
  const now = world.clock.nowMs()
  const { name } = personOf(waId, world.people.get(waId))
  const checking = world.numbers.filter(checksIdentity)
  for (const number of checking) {
    if (world.messages.chat(Number(number.id), Number(waId), 1).length === 0) continue
    write(world, webhooks, waId, number, {
      type: "system",
      members: {
        system: { body: `The security code of ${name} has changed`, type: "customer_identity_changed" },
        identity: { acknowledged: true, created_timestamp: Math.floor(now / 1000), hash },
      },
      atMs: now,
    })
  }
}
