/** One chat as `/_sandbox/people/{wa_id}/chats/{number}` tells it. */
import { z } from "zod"

const messageSchema = z.object({
  id: z.string(),
  direction: z.enum(["outbound", "inbound"]),
  at: z.string(),
  status: z.string().optional(),
  error_code: z.number().optional(),
  message: z.unknown(),
})
export type ChatMessage = z.infer<typeof messageSchema>

export const chatSchema = z.object({ data: z.array(messageSchema), typing: z.boolean().optional() })

export const personSchema = z.object({
  wa_id: z.string(),
  name: z.string(),
  username: z.string().nullable(),
  number_hidden: z.boolean(),
  blocked_numbers: z.array(z.string()),
  marketing_stopped: z.array(z.string()),
})
export type PhoneOwner = z.infer<typeof personSchema>

export const peopleSchema = z.object({ data: z.array(personSchema), after: z.string().nullable() })
