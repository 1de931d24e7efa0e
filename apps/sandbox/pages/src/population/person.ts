import { z } from "zod"
import { behaviourChangeSchema } from "../../../src/people/behaviour.ts"

/** A person as the control API answers. */
export const personSchema = z.object({
  wa_id: z.string(),
  name: z.string(),
  username: z.string().nullable(),
  number_hidden: z.boolean(),
  behaviour: behaviourChangeSchema,
  blocked_numbers: z.array(z.string()),
  marketing_stopped: z.array(z.string()),
})
export type PersonEntry = z.infer<typeof personSchema>
