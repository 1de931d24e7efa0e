/** What happens to a message that passed every check: its price, its fate and its answer. */

import { fateOf } from "../../delivery/planned-outcome.ts"
import { isRecord } from "../../json.ts"
import { stageRank } from "../../message-stages.ts"
import type { MessagingLimit } from "../../messaging-limits.ts"
import { isOfUnitedStates } from "../../people/country.ts"
import { identityKeyOf, type PersonRecord } from "../../people/person.ts"
import { checksIdentity, type PhoneNumber, type Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Call } from "../protocol/call.ts"
import { optionalString } from "../protocol/inspect.ts"
import { whatsappError } from "../protocol/refusal.ts"
import type { Params } from "../protocol/request.ts"
import type { Recipient } from "./outgoing/recipient.ts"
import { isFree, monthOf, type Priced, pricingJson } from "./pricing.ts"

const dayMs = 24 * 60 * 60 * 1000
const mostPeople: Readonly<Record<MessagingLimit, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
}

/** A message about to be accepted. */
export interface Parcel {
  recipient: Recipient
  template: Template | undefined
  /** What it fails with whatever else is true; zero for nothing. */
  failCode: number
  /** Goes through the Marketing Messages API. */
  isMarketingLite: boolean
}

/** Accepts the message and answers as Meta does, as JSON text. Throws where the portfolio's limit refuses it at once. */
export function accept(
  { world, running, request, object: number }: Call<PhoneNumber>,
  parcel: Parcel,
): string {
  const { recipient, template } = parcel
  const now = world.clock.nowMs()
  const numberId = Number(number.id)
  const person = Number(recipient.waId)
  const record = world.people.get(recipient.waId)
  const windowIsOpen = world.windows.isOpen(numberId, person, now)
  const id = world.messages.takeId()
  const priced: Priced = {
    category: categoryOf(template, parcel.isMarketingLite),
    windowIsOpen,
    isFromAd: world.entryPoints.answer(numberId, person, now),
    // Only asked for where it counts: writing the month takes 12 µs.
    freeServiceUsed: template === undefined ? serviceUsed(number, now) : 0,
    freeServiceMost: world.settings.pricing.free_service_messages,
    atMs: now,
  }
  const failCode =
    parcel.failCode ||
    certainFailure(world, number, {
      waId: recipient.waId,
      person: record,
      template,
      windowIsOpen,
      params: request.params,
    }) ||
    paymentFailure(world, number, priced) ||
    limitFailure(world, number, person, template, windowIsOpen, now)
  const isHeld = failCode === 0 && template !== undefined && running.pacing.holds(template)
  const fate = isHeld
    ? { failCode: 0, sentAtMs: null, deliveredAtMs: null, readAtMs: null, replyAtMs: null, blocks: false }
    : fateOf(world, number, record, { id, person, template, failCode })
  if (template === undefined && (fate.deliveredAtMs ?? fate.readAtMs) !== null)
    countService(world, number, now)
  const isReaction = request.params.type === "reaction"
  const message = {
    id,
    number: numberId,
    person,
    outbound: true,
    atMs: now,
    stage: stageRank.accepted,
    failCode: fate.failCode,
    sentAtMs: fate.sentAtMs,
    deliveredAtMs: isReaction ? null : fate.deliveredAtMs,
    readAtMs: isReaction ? null : fate.readAtMs,
    replyAtMs: isReaction ? null : fate.replyAtMs,
    blocks: fate.blocks,
    pricing: pricingJson(priced),
    callbackData: optionalString(request.params.biz_opaque_callback_data, "biz_opaque_callback_data") ?? null,
    // As it was posted when that was JSON.
    content: request.json ?? JSON.stringify(request.params),
  }
  world.messages.add(message)
  world.books.count(numberId, "accepted")
  if (template !== undefined) noteActivity(world, template, now)
  running.typing.stop(numberId, person)
  if (isHeld && template !== undefined) world.held.hold(id, template.id)
  else running.statuses.plan(message)
  return answerOf(world, recipient, record, id, template, isHeld)
}

function answerOf(
  world: World,
  recipient: Recipient,
  record: PersonRecord | undefined,
  id: number,
  template: Template | undefined,
  isHeld: boolean,
): string {
  const reported = record?.wa_id_reported ?? recipient.waId
  const wamid = world.wamids.format(true, reported, id)
  const contact = recipient.byUserId
    ? `"user_id":${JSON.stringify(recipient.input)}`
    : `"wa_id":"${reported}"`
  const state = isHeld ? "held_for_quality_assessment" : "accepted"
  const status = template === undefined ? "" : `,"message_status":"${state}"`
  return `{"messaging_product":"whatsapp","contacts":[{"input":${JSON.stringify(recipient.input)},${contact}}],"messages":[{"id":"${wamid}"${status}}]}`
}

interface Circumstances {
  waId: string
  person: PersonRecord | undefined
  template: Template | undefined
  windowIsOpen: boolean
  params: Params
}

/** What is bound to fail after acceptance, whatever the person does; zero for nothing. */
function certainFailure(world: World, number: PhoneNumber, at: Circumstances): number {
  const { waId, person, template, windowIsOpen, params } = at
  if (number.blocked_users.some(({ wa_id }) => wa_id === waId)) return 130403
  if (person?.moved_to !== undefined) return 131026
  const key = params.recipient_identity_key_hash
  if (key !== undefined && checksIdentity(number) && key !== identityKeyOf(waId, person)) return 137000
  if (template === undefined) {
    if (!windowIsOpen) return 131047
    return params.type === "reaction" && !canBeReactedTo(world, number, params.reaction) ? 131009 : 0
  }
  if (template.category !== "MARKETING") return 0
  if (person?.marketing_stopped?.includes(number.id)) return 131050
  return world.settings.limits.us_marketing && isOfUnitedStates(waId) ? 131049 : 0
}

/** A reaction needs a message of this number that is younger than 30 days and no reaction itself. */
function canBeReactedTo(world: World, number: PhoneNumber, reaction: unknown): boolean {
  const wamid = isRecord(reaction) ? String(reaction.message_id) : ""
  const id = world.wamids.parse(wamid)
  const target = id === undefined ? undefined : world.messages.get(id)
  if (target === undefined || target.number !== Number(number.id)) return false
  return world.clock.nowMs() - target.atMs < 30 * dayMs && !/"type"\s*:\s*"reaction"/.test(target.content)
}

function paymentFailure(world: World, number: PhoneNumber, priced: Priced): number {
  const canPay = world.wabas.get(number.waba_id)?.has_payment_method ?? true
  return canPay || isFree(priced) ? 0 : 131042
}

/** Templates outside a window count against the portfolio's messaging limit. */
function limitFailure(
  world: World,
  number: PhoneNumber,
  person: number,
  template: Template | undefined,
  windowIsOpen: boolean,
  now: number,
): number {
  const { limits } = world.settings
  if (template === undefined || windowIsOpen || !limits.portfolio || number.account_mode === "SANDBOX")
    return 0
  const businessId = world.wabas.get(number.waba_id)?.business_id ?? ""
  const most = mostPeople[world.businesses.get(businessId)?.messaging_limit ?? "TIER_UNLIMITED"]
  if (most === Number.POSITIVE_INFINITY) return 0
  if (world.reach.take(Number(businessId), person, most, now)) return 0
  if (limits.portfolio_fails === "at_once") throw whatsappError(limits.portfolio_code)
  return limits.portfolio_code
}

function categoryOf(template: Template | undefined, isMarketingLite: boolean): Priced["category"] {
  switch (template?.category) {
    case undefined:
      return "service"
    case "MARKETING":
      return isMarketingLite ? "marketing_lite" : "marketing"
    case "UTILITY":
      return "utility"
    case "AUTHENTICATION":
      return "authentication"
  }
}

function serviceUsed(number: PhoneNumber, now: number): number {
  return number.free_service.month === monthOf(now) ? number.free_service.used : 0
}

function countService(world: World, number: PhoneNumber, now: number): void {
  number.free_service = { month: monthOf(now), used: serviceUsed(number, now) + 1 }
  world.numbers.put(number)
}

/** To within a day, so that not every message rewrites its template. */
function noteActivity(world: World, template: Template, now: number): void {
  if (now - (template.active_at_ms ?? 0) < dayMs) return
  template.active_at_ms = now
  world.templates.put(template)
}
