import fc from "fast-check"

/** What makes a text hard to keep: a NUL, halves of pairs in either order, and what only looks like the escapes of these. */
const pieces = [
  "\0",
  "\ud83d",
  "\ude00",
  "😀",
  "\\u0000",
  "\\ud83d",
  "\\\\u0000",
  "\\",
  '"',
  "{",
  "\n",
  "\u2028",
  "é",
  "a",
]

/** Texts that someone else wrote, as odd as they come. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces), { maxLength: 8 })
  .map((some) => some.join(""))

/** How such a text is kept. */
export const kept = (text: string): string => text.replaceAll("\0", "\ufffd").toWellFormed()
