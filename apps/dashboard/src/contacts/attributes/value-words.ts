import { readAttributeValue } from "@parley/model"
import type { KnownAttribute } from "./use-attributes.ts"

type Kind = KnownAttribute["type"]

/** What an attribute holds, in words. */
export const kindInWords: Record<Kind, string> = {
  text: "text",
  number: "a number",
  boolean: "true or false",
}

/**
 * What becomes of a value that is of another kind than most contacts have; undefined where there is nothing to say. Pure.
 * @param text as it was typed; it is read as an import reads a cell
 * @param usual of the attribute; undefined: no contact has it
 */
export function readingNote(text: string, usual: Kind | undefined): string | undefined {
  const typed = text.trim()
  if (typed === "" || usual === undefined) return undefined
  const read = readAttributeValue(typed, { from: "text" })
  const kind: Kind = read.ok && (read.type === "number" || read.type === "boolean") ? read.type : "text"
  return kind === usual
    ? undefined
    : `Saved as ${kindInWords[kind]}. Most contacts have ${kindInWords[usual]} here.`
}
