/** `POST /{phone-number-id}/messages` with a status: the business has read a message, and may be typing. */
import { stageRank } from "../../message-stages.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import type { Call } from "../protocol/call.ts"
import { record, string } from "../protocol/inspect.ts"
import { invalidParameter, notOneOf, whatsappError } from "../protocol/refusal.ts"
import { type Answer, structure, success } from "../protocol/request.ts"

const dayMs = 24 * 60 * 60 * 1000
/** How long "typing…" is shown unless a message comes first. */
const typingMs = 25_000

/** Marks the message and everything before it in its chat as read. Throws 131009 for what nobody wrote. */
export function markRead({ world, running, request, object: number }: Call<PhoneNumber>): Answer {
  const { params } = request
  if (params.status !== "read") throw notOneOf("status", ["READ"], params.status)
  const wamid = string(params.message_id, "message_id")
  const id = world.wamids.parse(wamid)
  const message = id === undefined ? undefined : world.messages.get(id)
  if (message === undefined || message.outbound || message.number !== Number(number.id)) {
    throw whatsappError(131009, `Message with ID ${wamid} does not exist or cannot be marked as read.`)
  }
  const now = world.clock.nowMs()
  if (now - message.atMs > 30 * dayMs) throw invalidParameter("Message is older than 30 days.")
  if (params.typing_indicator !== undefined) {
    const typing = record(structure(params, "typing_indicator"), "typing_indicator")
    if (typing.type !== "text") throw notOneOf("typing_indicator['type']", ["TEXT"], typing.type)
    running.typing.show(message.number, message.person, now + typingMs)
  }
  for (const earlier of world.messages.chat(message.number, message.person)) {
    if (earlier.outbound || earlier.stage === stageRank.read) continue
    if (earlier.atMs > message.atMs || (earlier.atMs === message.atMs && earlier.id > message.id)) continue
    earlier.stage = stageRank.read
    earlier.readAtMs = now
    world.messages.update(earlier)
  }
  return success
}
