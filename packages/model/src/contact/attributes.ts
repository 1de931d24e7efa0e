/** Custom attributes: how they may be named. */
import { z } from "zod"
import { attributeLimits } from "./attribute-values.ts"

/** Any text but for line breaks and the like, as Braze takes it: `plan`, `Shoe size`, `1st order`. */
export const attributeName = z
  .string()
  .regex(
    /^(?![$\s])[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,255}(?<!\s)$/u,
    `an attribute name: up to ${attributeLimits.name} characters, without $ in front`,
  )
  .refine((name) => name !== "__proto__", "an attribute name")

/**
 * The name of an attribute for what people call it: in lower case, with `_` for all that is neither letter nor digit.
 * @example attributeKey("Shoe Size!") // "shoe_size"
 */
export function attributeKey(text: string): string {
  const key = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "")
  return /^\p{N}/u.test(key) ? `_${key}` : key
}
