import { z } from "zod"

/** Sent as it is asked for over the API: to the people that a request names, or to the whole audience. */
export const apiTriggered = z
  .strictObject({ kind: z.literal("api") })
  .describe("Once it is started, `POST /v1/campaigns/{id}/trigger` sends it")
