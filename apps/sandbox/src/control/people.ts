/** People and their phones. */
import { z } from "zod"
import { type Message, STAGE } from "../life.ts"
import { inboundMedia } from "../people/attachments.ts"
import { bsuidOf } from "../people/bsuid.ts"
import { write } from "../people/inbound.ts"
import { type Person, personChangeSchema, personOf } from "../people/person.ts"
import { tellPreferences } from "../people/preferences.ts"
import type { PhoneNumber } from "../world/objects.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "./request.ts"

function waIdOf(call: ControlCall): string {
  const waId = segment(call, 1).replace(/^\+/, "")
  if (!/^[1-9]\d{4,14}$/.test(waId))
    throw new ControlError(400, "invalid", "A wa_id is 5 to 15 digits.", "wa_id")
  return waId
}

function numberOf(call: ControlCall, id: string): PhoneNumber {
  const number = call.running.world.numbers.get(id)
  if (number === undefined) throw notFound("phone number", id)
  return number
}

function shown(call: ControlCall, waId: string): object {
  const { world } = call.running
  const person: Person = personOf(waId, world.people.get(waId))
  return {
    wa_id: waId,
    name: person.name,
    username: person.username ?? null,
    number_hidden: person.isNumberHidden,
    wa_id_reported: person.reportedWaId,
    behaviour: person.behaviour ?? {},
    blocked_numbers: person.blockedNumbers,
    marketing_stopped: person.marketingStopped,
    user_ids: Object.fromEntries([...world.businesses.values()].map(({ id }) => [id, bsuidOf(waId, id)])),
  }
}

/** In the order of their numbers; `after` is the last wa_id of the page before. */
export function listPeople(call: ControlCall): object {
  const { world } = call.running
  const limit = Math.min(1000, Math.max(1, Number(call.query.get("limit") ?? 100) || 100))
  const after = Number(call.query.get("after") ?? 0) || 0
  const described = world.people.filter(({ wa_id }) => Number(wa_id) > after).map(({ wa_id }) => wa_id)
  const known = new Set([...world.messages.people(after, limit), ...described])
  const listed = [...known].sort((a, b) => Number(a) - Number(b)).slice(0, limit)
  return {
    data: listed.map((waId) => shown(call, waId)),
    after: listed.length === limit ? (listed.at(-1) ?? null) : null,
  }
}

export function readPerson(call: ControlCall): object {
  return shown(call, waIdOf(call))
}

export function updatePerson(call: ControlCall): object {
  const { world } = call.running
  const waId = waIdOf(call)
  const change = read(call, personChangeSchema)
  const before = world.people.get(waId)?.marketing_stopped ?? []
  world.people.put({ ...world.people.get(waId), ...change, wa_id: waId })
  tellPreferences(call.running, waId, before, change.marketing_stopped ?? before)
  return shown(call, waId)
}

const writtenSchema = z.looseObject({
  to: z.string(),
  type: z.string().min(1),
  context: z.object({ id: z.string() }).optional(),
  sent_at: z.iso.datetime({ offset: true }).optional(),
})

/** The person writes; `sent_at` in the past is a message that arrives late. */
export function writeMessage(call: ControlCall): object {
  const { world, webhooks } = call.running
  const waId = waIdOf(call)
  const { to, type, context, sent_at, ...members } = read(call, writtenSchema)
  const number = numberOf(call, to)
  const person = personOf(waId, world.people.get(waId))
  if (person.blockedNumbers.includes(number.id)) {
    throw new ControlError(400, "blocked", "This person has blocked the number.", "to")
  }
  const isPlain = type !== "unsupported" && type !== "request_welcome"
  if (isPlain && members[type] === undefined)
    throw new ControlError(400, "invalid", `A message of type ${type} needs ${type}.`, type)
  const wamid = write(world, webhooks, waId, number, {
    type,
    members: inboundMedia(world, number, type, members, call.running.publicUrl()),
    contextId: context?.id,
    atMs: sent_at === undefined ? world.clock.nowMs() : Date.parse(sent_at),
  })
  return { id: wamid }
}

/** The person opens the chat and reads everything in it. */
export function openChat(call: ControlCall): object {
  const waId = waIdOf(call)
  const { phone_number_id } = read(call, z.strictObject({ phone_number_id: z.string() }))
  const number = numberOf(call, phone_number_id)
  return { read: call.running.statuses.readChat(Number(number.id), Number(waId)) }
}

const STAGE_NAMES: ReadonlyMap<number, string> = new Map([
  [STAGE.accepted, "accepted"],
  [STAGE.sent, "sent"],
  [STAGE.delivered, "delivered"],
  [STAGE.read, "read"],
  [STAGE.replied, "read"],
  [STAGE.failed, "failed"],
])

/** Both directions, oldest first, each message in the words it was posted or told in. */
export function readChat(call: ControlCall): object {
  const { world } = call.running
  const waId = waIdOf(call)
  const number = numberOf(call, segment(call, 3))
  const reported = personOf(waId, world.people.get(waId)).reportedWaId
  return {
    data: world.messages.chat(Number(number.id), Number(waId)).map((message) => shownMessage(message)),
  }

  function shownMessage(message: Message): object {
    const content: unknown = JSON.parse(message.content)
    return {
      id: world.wamids.format(message.outbound, reported, message.id),
      direction: message.outbound ? "outbound" : "inbound",
      at: new Date(message.atMs).toISOString(),
      status: message.outbound
        ? STAGE_NAMES.get(message.stage)
        : message.stage === STAGE.read
          ? "read"
          : "received",
      ...(message.failCode === 0 ? {} : { error_code: message.failCode }),
      message: content,
    }
  }
}
