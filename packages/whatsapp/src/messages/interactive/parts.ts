/** The pieces that interactive messages share. */
import { z } from "zod"
import { documentSchema, imageSchema, videoSchema } from "../media.ts"
import { boundedText } from "../text.ts"

export const textHeaderSchema = z.strictObject({ type: z.literal("text"), text: boundedText(60) })

export const headerSchema = z.discriminatedUnion("type", [
  textHeaderSchema,
  z.strictObject({ type: z.literal("image"), image: imageSchema }),
  z.strictObject({ type: z.literal("video"), video: videoSchema }),
  z.strictObject({ type: z.literal("document"), document: documentSchema }),
])

export const bodySchema = z.strictObject({ text: boundedText(1024) })
export const footerSchema = z.strictObject({ text: boundedText(60) })

/** Label of a button that opens something. */
export const buttonLabel = boundedText(20)

/** A button's own id, echoed when it is tapped. */
export const replyId = boundedText(256).refine((id) => id === id.trim(), {
  message: "must not start or end with a space",
  params: { rule: "surrounding_space" },
})

/** Adds an issue at every item whose key was seen before. */
export function refineUnique(
  keys: readonly string[],
  what: string,
  path: (index: number) => PropertyKey[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>()
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) {
      context.addIssue({
        code: "custom",
        path: path(index),
        params: { rule: "duplicate" },
        message: `${what} must be unique within the message`,
      })
    }
    seen.add(key)
  }
}
