import { expect, it } from "vitest"
import { TemplateStreaks } from "./template-streaks.ts"

it("holds a template after five different people in a row, and starts over", () => {
  const streaks = new TemplateStreaks()
  const refuse = (...people: string[]) => people.map((person) => streaks.refused("t", person))
  expect(refuse("ana", "ben", "ana", "cem", "dov", "ben")).toEqual(Array(6).fill(false))
  streaks.refused("other", "eva")
  expect(refuse("eva")).toEqual([true])
  expect(refuse("ana", "ben", "cem", "dov")).toEqual(Array(4).fill(false))
})

it("forgets them as soon as Meta takes one", () => {
  const streaks = new TemplateStreaks()
  for (const person of ["ana", "ben", "cem", "dov"]) streaks.refused("t", person)
  streaks.accepted("t")
  expect(streaks.refused("t", "eva")).toBe(false)
})
