/** People and their phones. */
import { z } from "zod"
import { bsuidOf } from "../people/bsuid.ts"
import { identityKeyOf, type Person, personChangeSchema, personOf } from "../people/person.ts"
import { tellIdentity } from "../phones/identity.ts"
import { write } from "../phones/inbound.ts"
import { changeNumber, numbersBefore } from "../phones/number-change.ts"
import { tellPreferences } from "../phones/preferences.ts"
import type { PhoneNumber, Template } from "../world/objects.ts"
import { peopleAfter } from "./find-people.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "./request.ts"

export function waIdOf(call: ControlCall): string {
  return waIdOfText(segment(call, 1), "wa_id")
}

export function waIdOfText(text: string, field: string): string {
  const waId = text.replace(/^\+/, "")
  if (!/^[1-9]\d{4,14}$/.test(waId))
    throw new ControlError(400, "invalid", "A wa_id is 5 to 15 digits.", field)
  return waId
}

export function numberOf(call: ControlCall, id: string): PhoneNumber {
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
    identity_key_hash: identityKeyOf(waId, world.people.get(waId)),
    moved_to: world.people.get(waId)?.moved_to ?? null,
    moved_from: numbersBefore(world, waId),
    user_ids: Object.fromEntries([...world.businesses.values()].map(({ id }) => [id, bsuidOf(waId, id)])),
  }
}

/** In the order of their numbers; `after` is the last wa_id of the page before, `search` a part of a name or number. */
export function listPeople(call: ControlCall): object {
  const { world } = call.running
  const limit = Math.min(1000, Math.max(1, Number(call.query.get("limit") ?? 100) || 100))
  const after = Number(call.query.get("after") ?? 0) || 0
  const listed = peopleAfter(world, after, limit, call.query.get("search") ?? "")
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
  const known = world.people.get(waId)
  const before = known?.marketing_stopped ?? []
  world.people.put({ ...known, ...change, wa_id: waId })
  tellPreferences(call.running, waId, before, change.marketing_stopped ?? before)
  const hash = change.identity_key_hash
  if (hash !== undefined && hash !== identityKeyOf(waId, known)) tellIdentity(call.running, waId, hash)
  return shown(call, waId)
}

/** The person opens the chat and reads everything in it; the first time, a number may want to know (`request_welcome`). */
export function openChat(call: ControlCall): object {
  const { world, webhooks } = call.running
  const waId = waIdOf(call)
  const { phone_number_id } = read(call, z.strictObject({ phone_number_id: z.string() }))
  const number = numberOf(call, phone_number_id)
  const isNew = world.messages.chat(Number(number.id), Number(waId)).length === 0
  if (isNew && number.automation?.enable_welcome_message === true) {
    write(world, webhooks, waId, number, {
      type: "request_welcome",
      members: {},
      atMs: world.clock.nowMs(),
    })
  }
  const counts = [waId, ...numbersBefore(world, waId)].map((one) =>
    call.running.statuses.readChat(Number(number.id), Number(one)),
  )
  return { read: counts.reduce((sum, count) => sum + count, 0) }
}

/** The person scans a number's QR code: the chat that opens and the text already written in it. */
export function scanCode(call: ControlCall): object {
  const { world } = call.running
  waIdOf(call)
  const { code } = read(call, z.strictObject({ code: z.string() }))
  const number = world.numbers.find(({ qr_codes }) => qr_codes.some((one) => one.code === code))
  const found = number?.qr_codes.find((one) => one.code === code)
  if (number === undefined || found === undefined) throw notFound("code", code)
  return { phone_number_id: number.id, prefilled_message: found.prefilled_message }
}

/** The person changes to another phone number; the old one is on WhatsApp no more. */
export function movePerson(call: ControlCall): object {
  const { world } = call.running
  const waId = waIdOf(call)
  const wanted = read(call, z.strictObject({ wa_id: z.string().regex(/^[1-9]\d{4,14}$/) })).wa_id
  if (wanted === waId || world.people.get(waId)?.moved_to !== undefined)
    throw new ControlError(400, "moved", "This number is not the person's any more.", "wa_id")
  return { ...shown(call, wanted), told_numbers: changeNumber(call.running, waId, wanted) }
}

/**
 * The person reports and blocks the number. The template that was written last suffers: one report makes it
 * YELLOW, the next RED, which pauses it.
 */
export function reportNumber(call: ControlCall): object {
  const { world, review } = call.running
  const waId = waIdOf(call)
  const { phone_number_id } = read(call, z.strictObject({ phone_number_id: z.string() }))
  const number = numberOf(call, phone_number_id)
  const record = world.people.get(waId)
  const blocked = new Set([...(record?.blocked_numbers ?? []), number.id])
  world.people.put({ ...record, wa_id: waId, blocked_numbers: [...blocked] })
  const template = lastTemplate(call, number, waId)
  if (template !== undefined) review.rate(template, template.quality === "YELLOW" ? "RED" : "YELLOW")
  return { blocked: true, template_id: template?.id ?? null, quality_score: template?.quality ?? null }
}

function lastTemplate(
  { running: { world } }: ControlCall,
  number: PhoneNumber,
  waId: string,
): Template | undefined {
  const sent = world.messages.chat(Number(number.id), Number(waId)).reverse()
  for (const message of sent) {
    const content: unknown = message.outbound ? JSON.parse(message.content) : undefined
    const parsed = templateMessageSchema.safeParse(content)
    if (!parsed.success) continue
    const { name, language } = parsed.data.template
    return world.templateNamed(number.waba_id, name, language.code)
  }
  return undefined
}

/** An outgoing message that names a template. */
export const templateMessageSchema = z.object({
  template: z.object({ name: z.string(), language: z.object({ code: z.string() }) }),
})
