/** Schemas of bounded texts, counted in characters as people see them on a phone's keyboard: code points. */
import { z } from "zod"

/**
 * A string of `min` to `max` characters. Characters are code points, so that an emoji outside the basic plane
 * counts once; JavaScript's own length would refuse texts that Meta accepts.
 */
export function boundedText(max: number, min = 1): z.ZodString {
  return z
    .string()
    .superRefine((text, context) => {
      const length = characterCount(text)
      if (length > max) {
        context.addIssue({
          code: "too_big",
          origin: "string",
          maximum: max,
          inclusive: true,
          input: text,
          message: `at most ${max} characters are allowed, there are ${length}`,
        })
      }
      if (length < min) {
        context.addIssue({
          code: "too_small",
          origin: "string",
          minimum: min,
          inclusive: true,
          input: text,
          message: min === 1 ? "must not be empty" : `at least ${min} characters are needed`,
        })
      }
    })
    .meta({ maxLength: max, minLength: min })
}

/**
 * Number of code points in a text.
 * @example characterCount("Hi 👍") // 4
 */
export function characterCount(text: string): number {
  if (text.length < 2) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

/** `text` message. Only inside an open service window. */
export const textContentSchema = z.object({
  type: z.literal("text"),
  text: z.strictObject({
    body: boundedText(4096),
    /** Shows a preview of the first http(s) address in the body. */
    preview_url: z.boolean().optional(),
  }),
})
