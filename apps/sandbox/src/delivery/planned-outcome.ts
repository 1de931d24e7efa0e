import { changeBehaviour, drawFate, type Fate } from "../people/behaviour.ts"
import type { PersonRecord } from "../people/person.ts"
import type { PhoneNumber, Template } from "../world/objects.ts"
import type { World } from "../world/world.ts"

const dayMs = 24 * 60 * 60 * 1000

/** Draws what happens to a message from now on; also of one that was held until now. */
export function fateOf(
  world: World,
  number: PhoneNumber,
  record: PersonRecord | undefined,
  message: { id: number; person: number; template: Template | undefined; failCode: number },
): Fate {
  const { template } = message
  const isMarketing = template?.category === "MARKETING"
  const now = world.clock.nowMs()
  const ttl = template?.message_send_ttl_seconds ?? (template?.category === "AUTHENTICATION" ? 600 : -1)
  return drawFate(
    {
      person: message.person,
      messageId: message.id,
      // Not before the cursor, or a restart would take the first step for taken.
      acceptedAtMs: Math.max(now, world.messages.cursorMs),
      isMarketing,
      windowIsOpen: isMarketing && world.windows.isOpen(Number(number.id), message.person, now),
      failCode: message.failCode,
      isBlocked: record?.blocked_numbers?.includes(number.id) ?? false,
      livesMs: ttl === -1 ? 30 * dayMs : ttl * 1000,
    },
    changeBehaviour(world.settings.population, record?.behaviour),
  )
}
