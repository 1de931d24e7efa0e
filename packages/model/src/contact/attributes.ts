/** Custom attributes: how they may be named, what they may hold, and how a text is read as a value. */
import { z } from "zod"

/** A letter or `_`, then letters, digits and `_`; of any script. */
export const attributeName = z
  .string()
  .regex(
    /^[\p{L}_][\p{L}\p{M}\p{N}_]{0,63}$/u,
    "an attribute name: a letter, then up to 63 letters, digits and _",
  )

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

export type AttributeValue = string | number | boolean

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
/** A double holds every decimal number of so many digits exactly. */
const exactDigits = 15

/**
 * The value that a cell, a form field or an argument means: `true` and `false`, and numbers as a computer writes them that
 * can be held exactly. Everything else is text, among it `007`, `+5`, `1e5`, `1,5` and numbers of more than 15 digits.
 */
export function readAttributeValue(text: string): AttributeValue {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true"
  if (plainNumber.test(text) && text.replace(/\D/g, "").length <= exactDigits && text !== "-0")
    return Number(text)
  return text
}
