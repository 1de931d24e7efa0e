/** One chat as `/_sandbox/views/chats/{wa_id}/{number}` tells it, and whose it is. */
import { z } from "zod"
import { chatSurroundingsSchema } from "../../../../src/control/views/shapes.ts"

const messageSchema = z.object({
  id: z.string(),
  direction: z.enum(["outbound", "inbound"]),
  at: z.string(),
  status: z.string().optional(),
  error_code: z.number().optional(),
  message: z.unknown(),
})
export type ChatMessage = z.infer<typeof messageSchema>

export const chatSchema = chatSurroundingsSchema.extend({
  data: z.array(messageSchema),
  typing: z.boolean(),
  earlier: z.boolean(),
})

export const personSchema = z.object({
  wa_id: z.string(),
  name: z.string(),
  username: z.string().nullable(),
  number_hidden: z.boolean(),
  blocked_numbers: z.array(z.string()),
  marketing_stopped: z.array(z.string()),
  moved_to: z.string().nullable(),
  /** By business: the id each of them knows this person by. */
  user_ids: z.record(z.string(), z.string()),
})
export type PhoneOwner = z.infer<typeof personSchema>

export const peopleSchema = z.object({ data: z.array(personSchema), after: z.string().nullable() })
