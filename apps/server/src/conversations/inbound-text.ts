import { z } from "zod"

const said = z.object({
  body: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  media: z.object({ caption: z.string().optional() }).optional(),
  content: z.unknown().optional(),
})

/** Edits of edits are nobody's. */
const deepest = 3

/**
 * What a person wrote, or chose by a tap, of a message as it is kept: its text, its caption, what is on the button or the row; of an
 * edit what it was edited to. Empty where it says nothing in words.
 */
export function inboundText(content: unknown, depth = 0): string {
  const read = said.safeParse(content)
  if (!read.success) return ""
  const { body, text, title, media, content: inner } = read.data
  if (inner !== undefined && depth < deepest) return inboundText(inner, depth + 1)
  return body ?? text ?? title ?? media?.caption ?? ""
}
