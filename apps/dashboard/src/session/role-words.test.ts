import { expect, it } from "vitest"
import { roleWithArticle } from "./role-words.ts"

it.each([
  ["agent", "an Agent"],
  ["owner", "an Owner"],
  ["marketer", "a Marketer"],
] as const)("the role %s is named in a sentence as %s", (role, named) => {
  expect(roleWithArticle(role)).toBe(named)
})
