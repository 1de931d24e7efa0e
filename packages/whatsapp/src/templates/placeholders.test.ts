import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { flatValue } from "./placeholders.ts"

describe("a value as Meta takes it", () => {
  it.each([
    ["Street 1,  \n  Lima", "Street 1, Lima"],
    ["Ana      Ruiz", "Ana    Ruiz"],
    ["a \t \r\n \t b", "a b"],
    ["four    stay", "four    stay"],
    ["", ""],
  ])("of %j is %j", (value, flat) => {
    expect(flatValue(value)).toBe(flat)
  })

  it("has no break, no tab, no more than four spaces in a row, and its words in their order", () => {
    const text = fc.string({ unit: fc.constantFrom(" ", "\n", "\r", "\t", "\u00a0", "a", "é") })
    fc.assert(
      fc.property(text, (value) => {
        const flat = flatValue(value)
        expect(flat).not.toMatch(/[\r\n\t]| {5}/)
        expect(flat.split(/\s+/)).toEqual(value.split(/\s+/))
        expect(flatValue(flat)).toBe(flat)
      }),
    )
  })
})
