/** By which of Meta's ways marketing templates of a campaign go. */
import { z } from "zod"

export const optimizedDelivery = z
  .boolean()
  .describe(
    "Marketing templates go through Meta's Marketing Messages API where the business account has that turned on, and by Cloud API " +
      "where Meta does not take them that way. Nothing else is concerned",
  )
