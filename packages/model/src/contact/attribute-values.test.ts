import { describe, expect, it } from "vitest"
import { type AttributeType, attributeLimits, readAttributeValue } from "./attribute-values.ts"

const ofText = (text: string, type?: AttributeType) =>
  outcome(readAttributeValue(text, { from: "text", type }))
const ofJson = (given: unknown, type?: AttributeType) =>
  outcome(readAttributeValue(given, { from: "json", type }))
const outcome = (read: ReturnType<typeof readAttributeValue>) =>
  read.ok ? [read.type, read.value] : read.code

describe("the first value of an attribute decides its type", () => {
  it.each([
    ["true", "boolean", true],
    ["FALSE", "boolean", false],
    ["yes", "text", "yes"],
    ["5", "number", 5],
    ["-1.5", "number", -1.5],
    ["19.90", "text", "19.90"],
    ["007", "text", "007"],
    ["1,5", "text", "1,5"],
    ["1e5", "text", "1e5"],
    ["-0", "text", "-0"],
    ["+5", "text", "+5"],
    ["123456789012345", "number", 123456789012345],
    ["1234567890123456", "text", "1234567890123456"],
    ["2026-01-05", "date", "2026-01-05"],
    ["2026-01-05T09:00:00+01:00", "date", "2026-01-05T08:00:00.000Z"],
    ["2026-02-31", "text", "2026-02-31"],
    ['["a","b"]', "array", ["a", "b"]],
    ['{"a":1}', "object", { a: 1 }],
    ["{a}", "text", "{a}"],
    ["", "text", ""],
  ])("of a cell with %j it is %s", (text, type, value) => {
    expect(ofText(text)).toEqual([type, value])
  })

  it.each([
    [true, "boolean", true],
    [5, "number", 5],
    ["5", "text", "5"],
    ["true", "text", "true"],
    ["2026-01-05", "date", "2026-01-05"],
    ["2026-01-05 09:00:00", "date", "2026-01-05T09:00:00.000Z"],
    ["2026-01-05T09:00:00:250+0100", "date", "2026-01-05T08:00:00.250Z"],
    ["2026-02-31 09:00:00", "text", "2026-02-31 09:00:00"],
    ["01/05/2026", "text", "01/05/2026"],
    [["a", "b", "a", 1], "array", ["a", "b", 1]],
    [[], "array", []],
    [{ a: { b: [1] } }, "object", { a: { b: [1] } }],
    [[{ id: 1 }, { id: 2 }], "array_of_objects", [{ id: 1 }, { id: 2 }]],
    [{ born: { $time: "1980-01-01" } }, "object", { born: "1980-01-01" }],
  ])("of JSON with %j it is %s", (given, type, value) => {
    expect(ofJson(given)).toEqual([type, value])
  })
})

describe("a text means what the attribute holds", () => {
  it.each([
    ["yes", "boolean", true],
    ["0", "boolean", false],
    ["12,5", "number", 12.5],
    ["19.90", "number", 19.9],
    ["1.234,5", "number", 1234.5],
    ["1,234.5", "number", 1234.5],
    ["1 234 567", "number", 1234567],
    ["1.234.567", "number", 1234567],
    ["1.5E+03", "number", 1500],
    ["٤٢", "number", 42],
    ["true", "text", "true"],
    ["5", "text", "5"],
    ["31.12.2025", "date", "2025-12-31"],
    ["12/31/2025", "date", "2025-12-31"],
    ["2025-12-31 09:00", "date", "2025-12-31T09:00:00.000Z"],
    ["2025-12-31T09:00:00:500+0100", "date", "2025-12-31T08:00:00.500Z"],
    ["red; blue", "array", ["red", "blue"]],
    ["red, blue,red", "array", ["red", "blue"]],
    ['[{"id":1}]', "array_of_objects", [{ id: 1 }]],
  ] as const)("%j of %s is %j", (text, type, value) => {
    expect(ofText(text, type)).toEqual([type, value])
  })
})

describe("what does not fit is a fault and never guessed", () => {
  it.each([
    ["perhaps", "boolean", "attribute_type_conflict"],
    ["1,234", "number", "number_ambiguous"],
    ["ten", "number", "attribute_type_conflict"],
    ["1.2.3", "number", "attribute_type_conflict"],
    ["01/02/2025", "date", "date_ambiguous"],
    ["soon", "date", "attribute_type_conflict"],
    ["red", "object", "attribute_type_conflict"],
  ] as const)("the text %j for %s: %s", (text, type, code) => {
    expect(ofText(text, type)).toBe(code)
  })

  it.each([
    ["5", "number", "attribute_type_conflict"],
    [5, "text", "attribute_type_conflict"],
    [1, "boolean", "attribute_type_conflict"],
    [{}, "array_of_objects", "attribute_type_conflict"],
    [[1], "array_of_objects", "attribute_type_conflict"],
    [null, undefined, "attribute_value_invalid"],
    [[["a"]], "array", "attribute_value_invalid"],
    [{ a: null }, "object", "attribute_value_invalid"],
    [{ "a.b": 1 }, "object", "attribute_name_invalid"],
    [{ $set: 1, a: 2 }, "object", "attribute_name_invalid"],
    [{ a: { $time: "soon" } }, "object", "attribute_value_invalid"],
    ["x".repeat(attributeLimits.text + 1), "text", "attribute_value_too_long"],
    [Array.from({ length: 501 }, (_, n) => n), "array", "attribute_array_too_long"],
    [
      Array.from({ length: 110 }, () => ({ a: "x".repeat(1000) })),
      "array_of_objects",
      "attribute_object_too_large",
    ],
    [deep(12), "object", "attribute_value_invalid"],
  ] as const)("the JSON %j for %s: %s", (given, type, code) => {
    expect(ofJson(given, type)).toBe(code)
  })

  it("in a sentence that names the value and what is expected", () => {
    expect(readAttributeValue("5", { from: "json", type: "number" })).toEqual({
      ok: false,
      code: "attribute_type_conflict",
      message: '"5" is not a number, which this attribute holds.',
    })
  })
})

function deep(levels: number): object {
  return levels === 0 ? {} : { a: deep(levels - 1) }
}
