import { describe, expect, it } from "vitest"
import { attributeKey, attributeName } from "./attributes.ts"

describe("the name of an attribute", () => {
  it.each(["plan", "größe", "_1", "1st", "Shoe size", "a-b", "a".repeat(255)])("may be %s", (name) => {
    expect(attributeName.safeParse(name).success).toBe(true)
  })
  it.each(["", " plan", "plan ", "$plan", "a\nb", "a\u200Bb", "__proto__", "a".repeat(256)])(
    "may not be %j",
    (name) => {
      expect(attributeName.safeParse(name).success).toBe(false)
    },
  )
})

it.each([
  ["Shoe Size!", "shoe_size"],
  ["2nd phone", "_2nd_phone"],
  ["Größe", "größe"],
  ["__", ""],
])("the name of an attribute for %j is %j", (text, key) => {
  expect(attributeKey(text)).toBe(key)
})
