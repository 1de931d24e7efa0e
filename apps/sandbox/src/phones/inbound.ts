/** A person writes to a number: the message is kept, opens the service window and is reported to the apps. */
import { contactJson } from "../delivery/contact.ts"
import { asciiJson } from "../delivery/update.ts"
import type { Webhooks } from "../delivery/webhooks.ts"
import { stageRank } from "../message-stages.ts"
import { bsuidOf } from "../people/bsuid.ts"
import { identityKeyOf, personOf } from "../people/person.ts"
import { checksIdentity, type PhoneNumber } from "../world/objects.ts"
import type { World } from "../world/world.ts"

/** What a message refers to, as `context` of webhooks has it. */
interface Context {
  /** The wamid this answers. */
  id?: string | undefined
  forwarded?: boolean | undefined
  /** More than five times. */
  frequently_forwarded?: boolean | undefined
  /** The product that is asked about. */
  referred_product?: { catalog_id: string; product_retailer_id: string } | undefined
}

/** What is written, in the words of the `messages` webhook: `{type: "text", text: {body}}` and so on. */
export interface Written {
  type: string
  /** The object named like the type, and `referral`, `errors` and the like beside it. */
  members: Readonly<Record<string, unknown>>
  context?: Context | undefined
  atMs: number
}

/** System messages (a changed number) come without contacts and open no window; nor does what is written in a group. */
const windowless: ReadonlySet<string> = new Set(["system", "reaction", "unsupported", "request_welcome"])

/** Answers the new message's wamid. What a blocked person writes is kept, and no webhook tells of it. */
export function write(
  world: World,
  webhooks: Webhooks,
  waId: string,
  number: PhoneNumber,
  written: Written,
): string {
  const person = personOf(waId, world.people.get(waId))
  const waba = world.wabas.get(number.waba_id)
  const businessId = waba?.business_id ?? ""
  const id = world.messages.takeId()
  const wamid = world.wamids.format(false, person.reportedWaId, id)
  const message = {
    ...(written.context === undefined ? {} : { context: contextOf(written.context, number) }),
    ...(person.isNumberHidden ? {} : { from: person.reportedWaId }),
    from_user_id: bsuidOf(waId, businessId),
    id: wamid,
    timestamp: String(Math.floor(written.atMs / 1000)),
    type: written.type,
    ...written.members,
  }
  world.messages.add({
    id,
    number: Number(number.id),
    person: Number(waId),
    outbound: false,
    atMs: written.atMs,
    stage: stageRank.sent,
    failCode: 0,
    sentAtMs: null,
    deliveredAtMs: null,
    readAtMs: null,
    replyAtMs: null,
    blocks: false,
    pricing: null,
    callbackData: null,
    content: JSON.stringify(message),
  })
  const isOfGroup = written.members.group_id !== undefined
  if (!windowless.has(written.type) && !isOfGroup)
    world.windows.open(Number(number.id), Number(waId), written.atMs)
  if (written.members.referral !== undefined) {
    world.entryPoints.enter(Number(number.id), Number(waId), written.atMs)
  }
  const identityKey = checksIdentity(number) ? identityKeyOf(waId, world.people.get(waId)) : undefined
  const isBlocked = number.blocked_users.some(({ wa_id }) => wa_id === waId)
  if (waba !== undefined && !isBlocked) {
    webhooks.tell(waba, number, {
      entry_id: waba.id,
      field: "messages",
      number_id: number.id,
      slot: "messages",
      json: asciiJson(message),
      contact:
        written.type === "system"
          ? null
          : contactJson(person, businessId, { withUsername: true, identityKey }),
      at_ms: written.atMs,
    })
  }
  return wamid
}

/** Names the business where something of it is referred to. */
function contextOf(context: Context, number: PhoneNumber): object {
  const isOfBusiness = context.id !== undefined || context.referred_product !== undefined
  return isOfBusiness ? { from: number.digits, ...context } : context
}
