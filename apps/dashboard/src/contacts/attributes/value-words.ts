import { readAttributeValue } from "@parley/model"
import type { KnownAttribute } from "./use-attributes.ts"

type Kind = KnownAttribute["type"]

/** What an attribute holds, in words. */
export const kindInWords: Record<Kind, string> = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  date: "a date",
  array: "a list",
  object: "an object",
  array_of_objects: "a list of objects",
}

/** A type, as a heading or a cell calls it. */
export const typeInWords: Record<Kind, string> = {
  text: "Text",
  number: "Number",
  boolean: "True or false",
  date: "Date",
  array: "List",
  object: "Object",
  array_of_objects: "List of objects",
}

/**
 * What becomes of a value, where that is worth saying: as what it is saved where nobody gave one before, or why it cannot be. Pure.
 * @param text as it was typed
 * @param type of the attribute; undefined: no contact has it
 */
export function readingNote(text: string, type: Kind | undefined): string | undefined {
  const typed = text.trim()
  if (typed === "") return undefined
  const read = readAttributeValue(typed, { from: "text", type })
  if (!read.ok) return read.message
  return type === undefined && read.type !== "text" ? `Saved as ${kindInWords[read.type]}.` : undefined
}
