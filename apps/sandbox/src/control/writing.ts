/** What is written without the API: by people, and by the business on its own phone. */
import { z } from "zod"
import { personOf } from "../people/person.ts"
import { inboundMedia } from "../phones/attachments.ts"
import { echo } from "../phones/echo.ts"
import { write } from "../phones/inbound.ts"
import { numberOf, waIdOf, waIdOfText } from "./people.ts"
import { type ControlCall, ControlError, read, segment } from "./request.ts"

const contextSchema = z.strictObject({
  id: z.string().optional(),
  forwarded: z.boolean().optional(),
  frequently_forwarded: z.boolean().optional(),
  referred_product: z.strictObject({ catalog_id: z.string(), product_retailer_id: z.string() }).optional(),
})

const writtenSchema = z.looseObject({
  to: z.string(),
  type: z.string().min(1),
  sent_at: z.iso.datetime({ offset: true }).optional(),
})

/** What Meta tells of a message that it cannot pass on. */
const unsupported = {
  code: 131051,
  title: "Message type unknown",
  message: "Message type unknown",
  error_data: { details: "Message type is currently not supported." },
}

/** The person writes; `sent_at` in the past is a message that arrives late. */
export function writeMessage(call: ControlCall): object {
  const { world, webhooks } = call.running
  const waId = waIdOf(call)
  const { to, type, context, sent_at, ...members } = read(
    call,
    writtenSchema.extend({ context: contextSchema.optional() }),
  )
  const number = numberOf(call, to)
  const person = personOf(waId, world.people.get(waId))
  if (person.blockedNumbers.includes(number.id)) {
    throw new ControlError(400, "blocked", "This person has blocked the number.", "to")
  }
  if (type !== "unsupported" && type !== "request_welcome") requireContent(type, members)
  const content =
    type === "unsupported" ? { errors: [unsupported], unsupported: { type: "unknown" }, ...members } : members
  const wamid = write(world, webhooks, waId, number, {
    type,
    members: inboundMedia(world, number, type, content, call.running.publicUrl()),
    context,
    atMs: instantOf(call, sent_at),
  })
  return { id: wamid }
}

/** The business writes to a person (`to`) with the app on its phone. */
export function writeFromApp(call: ControlCall): object {
  const { world, webhooks } = call.running
  const number = numberOf(call, segment(call, 1))
  const { to, type, sent_at, ...members } = read(call, writtenSchema)
  const waId = waIdOfText(to, "to")
  requireContent(type, members)
  const wamid = echo(world, webhooks, number, waId, {
    type,
    members: inboundMedia(world, number, type, members, call.running.publicUrl()),
    atMs: instantOf(call, sent_at),
  })
  return { id: wamid }
}

function requireContent(type: string, members: object): void {
  if (!Object.hasOwn(members, type))
    throw new ControlError(400, "invalid", `A message of type ${type} needs ${type}.`, type)
}

function instantOf({ running }: ControlCall, sentAt: string | undefined): number {
  return sentAt === undefined ? running.world.clock.nowMs() : Date.parse(sentAt)
}
