/** `POST /{phone-number-id}/messages`: sending, marking as read, typing. */
import { isRecord } from "../../json.ts"
import { hash, sequence } from "../../people/behaviour.ts"
import { countryOfDigits } from "../../people/country.ts"
import type { Attempt } from "../../world/failure.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { messaging, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { Disturbance } from "../protocol/disturbance.ts"
import { interrupt, pickFailure } from "../protocol/failures.ts"
import { missingParameter, notOneOf, whatsappError } from "../protocol/refusal.ts"
import type { Answer, Params } from "../protocol/request.ts"
import { accept } from "./acceptance.ts"
import { loopbackLinks } from "./outgoing/links.ts"
import { inspectMessage } from "./outgoing/message.ts"
import { withNested } from "./outgoing/nested.ts"
import { type Recipient, recipientOf } from "./outgoing/recipient.ts"
import { goesByMarketingMessages } from "./product.ts"
import { markRead } from "./read-receipts.ts"

type Sent = Answer | Disturbance

export function postMessage(call: Call<PhoneNumber>): Sent | Promise<Sent> {
  const { request, caller } = call
  requireScope(caller, messaging)
  inspectProduct(request.params)
  return request.params.status === undefined ? send(call, "messages") : markRead(call)
}

/** Sends what was posted; a message with links to this machine is answered when they have been fetched. */
export function send(
  posted: Call<PhoneNumber>,
  endpoint: "messages" | "marketing_messages",
): Sent | Promise<Sent> {
  const request = withNested(posted.request)
  const call = request === posted.request ? posted : { ...posted, request }
  const { world, running, object: number } = call
  const { params } = request
  const failure =
    world.failures.size === 0 ? undefined : pickFailure(world, attemptOf(number, params, endpoint))
  const disturbance = failure === undefined ? undefined : interrupt(failure, request.method, number.id)
  if (disturbance !== undefined) return disturbance

  requireRegistered(number)
  const recipient = recipientOf(world, number, params)
  const template = inspectMessage(world, number, params)
  const isMarketingLite = goesByMarketingMessages(world, number, { endpoint, template, params })
  takeLimits(call, recipient)
  const injected = failure?.kind === "async" ? (failure.code ?? 131000) : 0
  const conclude = (failCode: number): Sent => {
    const isLost = losesAnswer(world)
    const answer = accept(call, { recipient, template, failCode, isMarketingLite })
    if (failure?.kind === "accept_then_reset" || isLost) return new Disturbance({ kind: "reset" })
    if (failure?.kind === "accept_then_timeout") return new Disturbance({ kind: "silence" })
    return answer
  }
  const links =
    world.settings.media.fetch_links === "none" || !mayHoldLinks(call) ? [] : loopbackLinks(params)
  if (links.length === 0) return conclude(injected)
  return running.mediaLinks
    .areGood(links, world.clock.nowMs())
    .then((areGood) => conclude(injected || (areGood ? 0 : 131053)))
}

/** Whether the answer to the message that is accepted next is lost on its way. */
function losesAnswer({ settings, messages }: World): boolean {
  const share = settings.answers.lost_share
  return share > 0 && sequence(hash(messages.nextId, 1))() < share
}

/** Spares the search in every message that plainly has none (5 of 230 µs a send, measured). */
function mayHoldLinks({ request: { json } }: Call<PhoneNumber>): boolean {
  return json?.includes("link") ?? true
}

function inspectProduct(params: Params): void {
  const product = params.messaging_product
  if (product === undefined || product === null) throw missingParameter("messaging_product")
  if (typeof product !== "string" || product.toLowerCase() !== "whatsapp") {
    throw notOneOf("messaging_product", ["WHATSAPP"], product)
  }
}

function attemptOf(number: PhoneNumber, params: Params, edge: string): Attempt {
  const name = isRecord(params.template) ? params.template.name : undefined
  const to = String(params.to ?? params.recipient ?? "")
  return {
    edge,
    phoneNumberId: number.id,
    to,
    template: typeof name === "string" ? name : undefined,
    country: params.to === undefined ? to.slice(0, 2) : countryOfDigits(to.replace(/\D/g, "")),
  }
}

function requireRegistered(number: PhoneNumber): void {
  if (!number.registered) {
    throw whatsappError(133010, "Phone number is not registered on the Whatsapp Business Platform.")
  }
  if (number.status === "BANNED" || number.status === "RESTRICTED") {
    throw whatsappError(131031, "Business Account locked: the phone number is restricted or banned.")
  }
}

function takeLimits({ world, running, object: number }: Call<PhoneNumber>, recipient: Recipient): void {
  const now = world.clock.nowMs()
  const { limits } = world.settings
  const id = Number(number.id)
  if (limits.throughput && !running.limits.takeThroughput(id, number.throughput_level, now)) {
    world.books.count(id, "throttled")
    throw whatsappError(130429, "Cloud API message throughput has been reached.")
  }
  if (limits.pair && !running.limits.takePair(id, Number(recipient.waId), now)) {
    world.books.count(id, "throttled")
    throw whatsappError(
      131056,
      "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
    )
  }
}
