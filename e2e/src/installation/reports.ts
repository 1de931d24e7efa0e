import { z } from "zod"

const reasons = z.object({
  total: z.number(),
  reasons: z.array(z.object({ code: z.string(), count: z.number() })),
})

/** The progress of a launch, as the API reports it. */
export const launchReport = z.object({
  id: z.string(),
  state: z.string(),
  audience: z.number(),
  waiting: z.number(),
  suppressed: reasons,
  accepted: z.number(),
  sent: z.number(),
  delivered: z.number(),
  read: z.number(),
  failed: reasons,
  refused: z.number(),
  replied: z.number(),
  in_doubt: z.object({ count: z.number(), until: z.string().nullable() }),
  hold: z.object({ code: z.string() }).nullable(),
})
export type LaunchReport = z.output<typeof launchReport>

/** What the sandbox, standing for Meta, has counted for a number. */
export const ledger = z.object({
  accepted: z.number(),
  recipients: z.number(),
  duplicate_callback_data: z.number(),
  duplicates: z.array(z.object({ wa_id: z.string(), count: z.number() })),
  throttled: z.number(),
})
