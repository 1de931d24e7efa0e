import { expect, it } from "vitest"
import { readingNote } from "./value-words.ts"

it.each([
  ["Lima", "text"],
  ["5", "number"],
  ["TRUE", "boolean"],
  [" ", "number"],
  ["anything", undefined],
] as const)("%j is what contacts have whose attribute is of the kind %s", (text, usual) => {
  expect(readingNote(text, usual)).toBeUndefined()
})

it.each([
  ["yes", "boolean", "Saved as text. Most contacts have true or false here."],
  ["5", "text", "Saved as a number. Most contacts have text here."],
  ["1,5", "number", "Saved as text. Most contacts have a number here."],
  ["false", "text", "Saved as true or false. Most contacts have text here."],
] as const)("%j, where most are of the kind %s, is said to become something else", (text, usual, note) => {
  expect(readingNote(text, usual)).toBe(note)
})
