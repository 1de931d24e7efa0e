/** `POST /{phone-number-id}/messages`: sending, marking as read, typing. */
import { type Attempt, type Failure, strikes } from "../control/failure.ts"
import { STAGE } from "../life.ts"
import { changeBehaviour, drawFate } from "../people/behaviour.ts"
import { waIdOfBsuid } from "../people/bsuid.ts"
import type { PersonRecord } from "../people/person.ts"
import type { PhoneNumber, Template } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import { MESSAGING, requireScope } from "./access.ts"
import type { Call } from "./call.ts"
import { Disturbance } from "./disturbance.ts"
import { titleOf } from "./errors.ts"
import { inspectContacts, inspectLocation, inspectReaction, inspectText } from "./outgoing/content.ts"
import { optionalString, record, string } from "./outgoing/inspect.ts"
import { inspectInteractive } from "./outgoing/interactive.ts"
import { inspectMedia, MEDIA_TYPES } from "./outgoing/media.ts"
import { inspectTemplate } from "./outgoing/template.ts"
import { monthOf, pricingJson } from "./pricing.ts"
import { invalidParameter, missingParameter, notOneOf, Refusal, whatsappError } from "./refusal.ts"
import { type Answer, isRecord, type Params, SUCCESS } from "./request.ts"

const TYPES = [
  "text",
  "image",
  "audio",
  "video",
  "document",
  "sticker",
  "location",
  "contacts",
  "template",
  "interactive",
  "reaction",
  "pin",
]
const CALLBACK_DATA_MAX = 512

interface Recipient {
  /** As it was addressed. */
  input: string
  waId: string
  byUserId: boolean
}

export function postMessage(call: Call<PhoneNumber>): Answer | Disturbance {
  const { world, request, caller, object: number } = call
  requireScope(caller, MESSAGING)
  const { params } = request
  inspectProduct(params)
  if (params.status !== undefined) return markRead(world, number, params)

  const attempt = attemptOf(number, params)
  const failure = world.failures.size === 0 ? undefined : pickFailure(world, attempt)
  if (failure !== undefined) interrupt(failure)
  if (failure?.kind === "http" || failure?.kind === "reset" || failure?.kind === "timeout")
    return disturb(failure)

  requireRegistered(number)
  const recipient = recipientOf(world, number, params)
  const template = inspectContent(world, number, params)
  takeLimits(call, recipient)
  const answer = accept(call, recipient, template, failure?.kind === "async" ? (failure.code ?? 131000) : 0)
  if (failure?.kind === "accept_then_reset") return new Disturbance({ kind: "reset" })
  if (failure?.kind === "accept_then_timeout") return new Disturbance({ kind: "silence" })
  return answer
}

function inspectProduct(params: Params): void {
  const product = params.messaging_product
  if (product === undefined || product === null) throw missingParameter("messaging_product")
  if (typeof product !== "string" || product.toLowerCase() !== "whatsapp") {
    throw notOneOf("messaging_product", ["WHATSAPP"], product)
  }
}

function attemptOf(number: PhoneNumber, params: Params): Attempt {
  const name = isRecord(params.template) ? params.template.name : undefined
  return {
    phoneNumberId: number.id,
    to: String(params.to ?? params.recipient ?? ""),
    template: typeof name === "string" ? name : undefined,
  }
}

function pickFailure(world: World, attempt: Attempt): Failure | undefined {
  for (const failure of world.failures.values()) {
    const seen = failure.seen
    const isHit = strikes(failure, attempt)
    if (failure.seen !== seen) world.failures.put(failure)
    if (isHit) return failure
  }
  return undefined
}

function interrupt(failure: Failure): void {
  if (failure.kind !== "error") return
  const code = failure.code ?? 131000
  throw new Refusal({
    code,
    httpStatus: failure.http_status,
    message: `(#${code}) ${titleOf(code)}`,
    details: failure.body ?? titleOf(code),
  })
}

function disturb(failure: Failure): Disturbance {
  if (failure.kind === "reset") return new Disturbance({ kind: "reset" })
  if (failure.kind === "timeout") return new Disturbance({ kind: "silence" })
  return new Disturbance({ kind: "page", httpStatus: failure.http_status ?? 503, body: failure.body ?? "" })
}

function requireRegistered(number: PhoneNumber): void {
  if (!number.registered) {
    throw whatsappError(133010, "Phone number is not registered on the Whatsapp Business Platform.")
  }
  if (number.status === "BANNED" || number.status === "RESTRICTED") {
    throw whatsappError(131031, "Business Account locked: the phone number is restricted or banned.")
  }
}

function recipientOf(world: World, number: PhoneNumber, params: Params): Recipient {
  if (
    params.recipient_type !== undefined &&
    params.recipient_type !== "individual" &&
    params.recipient_type !== "group"
  ) {
    throw notOneOf("recipient_type", ["INDIVIDUAL", "GROUP"], params.recipient_type)
  }
  const to = params.to ?? params.recipient
  if (to === undefined || to === null || to === "") throw missingParameter("to")
  const input = typeof to === "number" ? String(to) : string(to, "to")
  if (params.to === undefined) {
    const businessId = world.wabas.get(number.waba_id)?.business_id ?? ""
    const waId = waIdOfBsuid(input, businessId)
    if (waId === undefined)
      throw whatsappError(131009, `recipient ${input} is not a business-scoped user ID of this business.`)
    return { input, waId, byUserId: true }
  }
  const waId = input.replace(/[\s().+-]/g, "")
  if (!/^[1-9]\d{4,14}$/.test(waId))
    throw whatsappError(131009, `The recipient phone number ${input} is not valid.`)
  if (waId === number.digits) throw whatsappError(131021, "Sender and recipient phone number is the same.")
  if (number.account_mode === "SANDBOX" && !number.allowed_recipients.includes(waId)) {
    throw whatsappError(
      131030,
      "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.",
      2655007,
    )
  }
  return { input, waId, byUserId: false }
}

/** Answers the template when the message is one. */
function inspectContent(world: World, number: PhoneNumber, params: Params): Template | undefined {
  optionalString(params.biz_opaque_callback_data, "biz_opaque_callback_data", CALLBACK_DATA_MAX)
  if (params.context !== undefined)
    string(record(params.context, "context").message_id, "context['message_id']")
  const type = typeof params.type === "string" ? params.type.toLowerCase() : (params.type ?? "text")
  const hasMedia = (id: string) => {
    const media = world.media.get(id)
    return media !== undefined && media.number_id === number.id && media.expires_at_ms > world.clock.nowMs()
  }
  const media = MEDIA_TYPES.find((candidate) => candidate === type)
  if (media !== undefined) {
    inspectMedia(params[media], media, media, hasMedia)
    return undefined
  }
  switch (type) {
    case "text":
      inspectText(params.text)
      return undefined
    case "template":
      return inspectTemplate(
        params.template,
        (name, language) => world.templateNamed(number.waba_id, name, language),
        hasMedia,
      )
    case "interactive":
      inspectInteractive(params.interactive, hasMedia)
      return undefined
    case "location":
      inspectLocation(params.location)
      return undefined
    case "contacts":
      inspectContacts(params.contacts)
      return undefined
    case "reaction":
      inspectReaction(params.reaction)
      return undefined
    case "pin":
      throw whatsappError(131051, "Message type pin is supported for groups only.")
    default:
      throw notOneOf(
        "type",
        TYPES.map((one) => one.toUpperCase()),
        params.type,
      )
  }
}

function takeLimits({ world, running, object: number }: Call<PhoneNumber>, recipient: Recipient): void {
  const now = world.clock.nowMs()
  const { limits } = world.settings
  const id = Number(number.id)
  if (limits.throughput && !running.limits.takeThroughput(id, number.throughput_level, now)) {
    world.books.count(id, "throttled")
    throw whatsappError(130429, "Cloud API message throughput has been reached.", 2494055)
  }
  if (limits.pair && !running.limits.takePair(id, Number(recipient.waId), now)) {
    world.books.count(id, "throttled")
    throw whatsappError(
      131056,
      "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
    )
  }
}

function accept(
  { world, running, request, object: number }: Call<PhoneNumber>,
  recipient: Recipient,
  template: Template | undefined,
  injectedCode: number,
): string {
  const now = world.clock.nowMs()
  const numberId = Number(number.id)
  const person = Number(recipient.waId)
  const record = world.people.get(recipient.waId)
  const windowIsOpen = world.windows.isOpen(numberId, person, now)
  const id = world.messages.takeId()
  const population = world.settings.population
  const fate = drawFate(
    {
      person,
      messageId: id,
      // Not before the cursor, or a restart would take the first step for taken.
      acceptedAtMs: Math.max(now, world.messages.cursorMs),
      isMarketing: template?.category === "MARKETING",
      failCode: injectedCode || certainFailure(record, number, template, windowIsOpen),
      isBlocked: record?.blocked_numbers?.includes(number.id) ?? false,
    },
    changeBehaviour(population, record?.behaviour),
  )
  const isReaction = request.params.type === "reaction"
  const message = {
    id,
    number: numberId,
    person,
    outbound: true,
    atMs: now,
    stage: STAGE.accepted,
    failCode: fate.failCode,
    sentAtMs: fate.sentAtMs,
    deliveredAtMs: isReaction ? null : fate.deliveredAtMs,
    readAtMs: isReaction ? null : fate.readAtMs,
    replyAtMs: isReaction ? null : fate.replyAtMs,
    blocks: fate.blocks,
    pricing: priceOf(world, number, template, windowIsOpen, now),
    callbackData: optionalString(request.params.biz_opaque_callback_data, "biz_opaque_callback_data") ?? null,
    content: contentOf(request.body.toString("utf8"), request.params),
  }
  world.messages.add(message)
  world.books.count(numberId, "accepted")
  running.statuses.plan(message)
  const reported = record?.wa_id_reported ?? recipient.waId
  const wamid = world.wamids.format(true, reported, id)
  const contact = recipient.byUserId
    ? `"user_id":${JSON.stringify(recipient.input)}`
    : `"wa_id":"${reported}"`
  const status = template === undefined ? "" : ',"message_status":"accepted"'
  return `{"messaging_product":"whatsapp","contacts":[{"input":${JSON.stringify(recipient.input)},${contact}}],"messages":[{"id":"${wamid}"${status}}]}`
}

/** What is bound to fail after acceptance, whatever the person does; zero for nothing. */
function certainFailure(
  person: PersonRecord | undefined,
  number: PhoneNumber,
  template: Template | undefined,
  windowIsOpen: boolean,
): number {
  if (template === undefined) return windowIsOpen ? 0 : 131047
  const isStopped = person?.marketing_stopped?.includes(number.id) ?? false
  return template.category === "MARKETING" && isStopped ? 131050 : 0
}

function priceOf(
  world: World,
  number: PhoneNumber,
  template: Template | undefined,
  windowIsOpen: boolean,
  now: number,
): string {
  if (template !== undefined) {
    const category =
      template.category === "MARKETING"
        ? "marketing"
        : template.category === "UTILITY"
          ? "utility"
          : "authentication"
    return pricingJson({ category, windowIsOpen, freeServiceUsed: 0, atMs: now })
  }
  const month = monthOf(now)
  const used = number.free_service.month === month ? number.free_service.used : 0
  number.free_service = { month, used: used + 1 }
  world.numbers.put(number)
  return pricingJson({ category: "service", windowIsOpen, freeServiceUsed: used, atMs: now })
}

/** JSON bodies are kept as they came, other encodings as JSON. */
function contentOf(body: string, params: Params): string {
  return body.startsWith("{") ? body : JSON.stringify(params)
}

/** Marks the message and everything before it as read; `typing_indicator` shows for 25 seconds at most. */
function markRead(world: World, number: PhoneNumber, params: Params): Answer {
  if (params.status !== "read") throw notOneOf("status", ["READ"], params.status)
  const wamid = string(params.message_id, "message_id")
  const id = world.wamids.parse(wamid)
  const message = id === undefined ? undefined : world.messages.get(id)
  if (message === undefined || message.outbound || message.number !== Number(number.id)) {
    throw whatsappError(131009, `Message with ID ${wamid} does not exist or cannot be marked as read.`)
  }
  if (params.typing_indicator !== undefined) {
    const typing = record(params.typing_indicator, "typing_indicator")
    if (typing.type !== "text") throw notOneOf("typing_indicator['type']", ["TEXT"], typing.type)
  }
  const now = world.clock.nowMs()
  if (now - message.atMs > 30 * 24 * 60 * 60 * 1000) throw invalidParameter("Message is older than 30 days.")
  if (message.stage !== STAGE.read) {
    message.stage = STAGE.read
    message.readAtMs = now
    world.messages.update(message)
  }
  return SUCCESS
}
