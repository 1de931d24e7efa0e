import { describe, expect, it } from "vitest"
import { attributeKey, attributeName, readAttributeValue } from "./attributes.ts"

describe("a text as the value of an attribute", () => {
  it.each([
    ["true", true],
    ["FALSE", false],
    ["yes", "yes"],
    ["5", 5],
    ["-1.5", -1.5],
    ["0", 0],
    ["19.90", 19.9],
    ["007", "007"],
    ["00", "00"],
    [".5", ".5"],
    ["1.234.567", "1.234.567"],
    ["=1+1", "=1+1"],
    ["2026-01-05", "2026-01-05"],
    ["-0", "-0"],
    ["+5", "+5"],
    ["1e5", "1e5"],
    ["1,5", "1,5"],
    ["123456789012345", 123456789012345],
    ["1234567890123456", "1234567890123456"],
    ["1234567890.123456", "1234567890.123456"],
    ["", ""],
  ])("%j is %j", (text, value) => {
    expect(readAttributeValue(text)).toBe(value)
  })
})

describe("the name of an attribute", () => {
  it.each(["plan", "größe", "_1", "a".repeat(64)])("may be %s", (name) => {
    expect(attributeName.safeParse(name).success).toBe(true)
  })
  it.each(["", "1st", "shoe size", "a".repeat(65), "a-b"])("may not be %j", (name) => {
    expect(attributeName.safeParse(name).success).toBe(false)
  })
})

it.each([
  ["Shoe Size!", "shoe_size"],
  ["2nd phone", "_2nd_phone"],
  ["Größe", "größe"],
  ["__", ""],
])("the name of an attribute for %j is %j", (text, key) => {
  expect(attributeKey(text)).toBe(key)
})
