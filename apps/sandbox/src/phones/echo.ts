/** The business writes with the WhatsApp Business app on its own phone, and the apps of its account hear an echo. */
import { asciiJson } from "../delivery/update.ts"
import type { Webhooks } from "../delivery/webhooks.ts"
import { stageRank } from "../message-stages.ts"
import { bsuidOf } from "../people/bsuid.ts"
import { personOf } from "../people/person.ts"
import type { PhoneNumber } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import type { Written } from "./inbound.ts"

/** Answers the new message's wamid. It is in the chat, has no statuses, and is in no ledger. */
export function echo(
  world: World,
  webhooks: Webhooks,
  number: PhoneNumber,
  waId: string,
  { type, members, atMs }: Omit<Written, "context">,
): string {
  const person = personOf(waId, world.people.get(waId))
  const waba = world.wabas.get(number.waba_id)
  const id = world.messages.takeId()
  const wamid = world.wamids.format(true, person.reportedWaId, id)
  world.messages.add({
    id,
    number: Number(number.id),
    person: Number(waId),
    outbound: true,
    atMs,
    stage: stageRank.read,
    failCode: 0,
    sentAtMs: null,
    deliveredAtMs: null,
    readAtMs: null,
    replyAtMs: null,
    blocks: false,
    pricing: null,
    callbackData: null,
    content: JSON.stringify({ type, ...members }),
  })
  if (waba === undefined) return wamid
  const message = {
    from: number.digits,
    ...(person.isNumberHidden ? {} : { to: person.reportedWaId }),
    to_user_id: bsuidOf(waId, waba.business_id),
    id: wamid,
    timestamp: String(Math.floor(atMs / 1000)),
    type,
    ...members,
  }
  webhooks.tell(waba, number, {
    entry_id: waba.id,
    field: "smb_message_echoes",
    number_id: number.id,
    slot: "message_echoes",
    json: asciiJson(message),
    contact: null,
    at_ms: atMs,
  })
  return wamid
}
