import { expect, it } from "vitest"
import { readingNote } from "./value-words.ts"

it.each([
  ["Lima", "text"],
  ["5", "text"],
  ["12,5", "number"],
  ["yes", "boolean"],
  [" ", "number"],
  ["anything", undefined],
] as const)("of %j nothing is said where the attribute is of the type %s", (text, type) => {
  expect(readingNote(text, type)).toBeUndefined()
})

it.each([
  ["5", undefined, "Saved as a number."],
  ["2026-01-05", undefined, "Saved as a date."],
  ["soon", "date", /"soon" is not a date/],
  ["many", "number", /"many" is not a number/],
] as const)("of %j, where the type is %s, it is said", (text, type, note) => {
  expect(readingNote(text, type)).toMatch(note)
})
