import { z } from "zod"
import { fields } from "../../platform/http/index.ts"

/** Of a message that was accepted just now. */
export const numberWait = z
  .object({
    code: z.string(),
    title: z.string(),
    advice: z.string().nullable(),
    until: fields.timestamp.nullable().describe("When it is tried again"),
  })
  .nullable()
  .describe(
    "Why it does not go now: its number sends nothing, or it is marketing in quiet hours. It goes when that is over, unless it expires before",
  )

/** What a caller gets whose message is in the outbox. */
export const queuedMessage = z.object({ id: fields.id, waits: numberWait }).meta({ id: "QueuedMessage" })
