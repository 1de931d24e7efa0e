/** Whether a content has its links tracked, and what is added to them. */
import { z } from "zod"
import { liquid } from "./liquid.ts"

const utmValue = liquid.max(500, "must have at most 500 characters").optional()

export const utmNames = ["source", "medium", "campaign", "term", "content"] as const
export type UtmName = (typeof utmNames)[number]

/** Whether the links of a content are tracked, and what is added to them. */
export const contentLinks = z
  .strictObject({
    utm: z
      .strictObject({
        source: utmValue,
        medium: utmValue,
        campaign: utmValue,
        term: utmValue,
        content: utmValue,
      })
      .optional()
      .describe("Added to each link as utm_source and so on, unless it has that already. Liquid"),
  })
  .meta({ id: "ContentLinks" })
export type ContentLinks = z.output<typeof contentLinks>

/** Stands for the id of a link where a message is shown to someone else than its contact. */
export const exampleLinkId = "example"
