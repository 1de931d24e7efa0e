/** The chat between a person and a number, as `GET people/{wa_id}/chats/{phone_number_id}` tells it. */
import { type Message, stageRank } from "../message-stages.ts"
import { personOf } from "../people/person.ts"
import { numbersBefore } from "../phones/number-change.ts"
import type { PhoneNumber } from "../world/objects.ts"
import { numberOf, waIdOf } from "./people.ts"
import { type ControlCall, segment } from "./request.ts"

const stageNames: ReadonlyMap<number, string> = new Map([
  [stageRank.accepted, "accepted"],
  [stageRank.sent, "sent"],
  [stageRank.delivered, "delivered"],
  [stageRank.read, "read"],
  [stageRank.replied, "read"],
  [stageRank.failed, "failed"],
])

interface ToldMessage {
  id: string
  direction: "outbound" | "inbound"
  at: string
  status: string | undefined
  error_code?: number
  message: unknown
}

export interface ToldChat {
  /** The business is seen typing. */
  typing: boolean
  /** There is more than `limit` left. */
  earlier: boolean
  data: ToldMessage[]
}

export function readChat(call: ControlCall): ToldChat {
  return tellChat(call, waIdOf(call), numberOf(call, segment(call, 3)))
}

/**
 * Both directions, oldest first, each message in the words it was posted or told in; of a person who changed
 * the number, also what was written before. `limit` in the query leaves only the newest.
 */
export function tellChat({ running, query }: ControlCall, waId: string, number: PhoneNumber): ToldChat {
  const { world, typing } = running
  const limit = Math.max(1, Math.floor(Number(query.get("limit"))) || Number.MAX_SAFE_INTEGER)
  const messages = [waId, ...numbersBefore(world, waId)]
    .flatMap((one) => {
      const reported = personOf(one, world.people.get(one)).reportedWaId
      return world.messages
        .chat(Number(number.id), Number(one), Math.min(limit + 1, Number.MAX_SAFE_INTEGER))
        .map((message) => ({ message, reported }))
    })
    .sort((a, b) => a.message.atMs - b.message.atMs || a.message.id - b.message.id)
  return {
    typing: typing.isShown(Number(number.id), Number(waId), world.clock.nowMs()),
    earlier: messages.length > limit,
    data: messages
      .slice(-limit)
      .map(({ message, reported }) =>
        shown(message, world.wamids.format(message.outbound, reported, message.id)),
      ),
  }
}

function shown(message: Message, wamid: string): ToldMessage {
  const content: unknown = JSON.parse(message.content)
  return {
    id: wamid,
    direction: message.outbound ? "outbound" : "inbound",
    at: new Date(message.atMs).toISOString(),
    status: message.outbound
      ? stageNames.get(message.stage)
      : message.stage === stageRank.read
        ? "read"
        : "received",
    ...(message.failCode === 0 ? {} : { error_code: message.failCode }),
    message: content,
  }
}
