import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { asInstant, readJson } from "./json.ts"

const kept = (text: string): string => text.replaceAll("\0", "\ufffd").toWellFormed()
const pieces = ["\0", "\ud83d", "\ude00", "😀", "\\u0000", "\\ud83d", "\\\\u0000", "\\", '"', "a"]
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((some) => some.join(""))
/** As PHP writes it: everything that is not ASCII as an escape. */
const escaped = (json: string, hex = (digits: string) => digits): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${hex(unit.charCodeAt(0).toString(16).padStart(4, "0"))}`)

describe("readJson", () => {
  it("reads every text and name as it is, but for what cannot be kept", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, text) => {
        const json = JSON.stringify({ [`n${name}`]: [text] })
        const expected = { [`n${kept(name)}`]: [kept(text)] }
        expect(readJson(json)).toEqual(expected)
        expect(readJson(escaped(json))).toEqual(expected)
        expect(readJson(escaped(json, (digits) => digits.toUpperCase()))).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it("keeps a member named __proto__ a member", () => {
    expect(JSON.stringify(readJson('{"__proto__":"\\u0000"}'))).toBe('{"__proto__":"\ufffd"}')
  })

  it.each([
    ["an id of 17 digits", '{"id":24100200301721456}', { id: "24100200301721456" }],
    ["ids in a list", "[24100200301721456, 9007199254740993]", ["24100200301721456", "9007199254740993"]],
    ["a negative number as long", '{"a":-24100200301721456}', { a: "-24100200301721456" }],
    ["the largest number that is exact", '{"id":9007199254740991}', { id: 9007199254740991 }],
    [
      "digits in a text",
      '{"a":"x: 24100200301721456","b":"\\":24100200301721456"}',
      { a: "x: 24100200301721456", b: '":24100200301721456' },
    ],
    ["a fraction", '{"a":0.12345678901234567890,"b":1.5e300}', { a: 0.12345678901234568, b: 1.5e300 }],
    [
      "an id beside a text that cannot be kept",
      '{"id":24100200301721456,"b":"\\u0000"}',
      { id: "24100200301721456", b: "\ufffd" },
    ],
  ])("loses no digit of %s", (_, json, expected) => {
    expect(readJson(json)).toEqual(expected)
  })

  it("refuses what is not JSON", () => {
    expect(() => readJson("{")).toThrow(SyntaxError)
  })
})

describe("asInstant", () => {
  it.each([
    [1763798400, "2025-11-22T08:00:00.000Z"],
    ["1763798400", "2025-11-22T08:00:00.000Z"],
    [1763798400.5, "2025-11-22T08:00:00.500Z"],
    [253402300799, "9999-12-31T23:59:59.000Z"],
  ])("reads %j", (value, expected) => {
    expect(asInstant(value)?.toISOString()).toBe(expected)
  })

  it.each([
    ["milliseconds", 1763798400000],
    ["the year 300000", 9.4e12],
    ["the end of JavaScript's time", 8.64e12],
    ["a time before 1970", -1],
    ["the first second of all", 0],
    ["no number", "soon"],
    ["not a number", "NaN"],
    ["infinity", "Infinity"],
    ["nothing", ""],
    ["null", null],
    ["a list", [1763798400]],
  ])("takes %s for absent", (_what, value) => {
    expect(asInstant(value)).toBeUndefined()
  })
})
